package io.fermata.transform;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** A class of which only some methods were read. Of the others the declaration is known, alone. */
final class PartialClassNode extends BoundedClassNode {
  private final MethodScan scan;

  /** For the class that was scanned, to be read next. */
  PartialClassNode(MethodScan scan) {
    this.scan = scan;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (scan.isConcerned(methods.size())) {
      return super.visitMethod(access, name, descriptor, signature, exceptions);
    }
    methods.add(new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions));
    return null;
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    return null;
  }
}
