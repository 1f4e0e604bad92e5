package io.fermata.transform;

import io.fermata.transform.model.LimitException;
import io.fermata.transform.model.Limits;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class in memory, unless its stack maps take too much of it: a byte of the file can stand for
 * 65535 types. Unknown attributes of code are left out; ASM would make them the method's.
 */
class BoundedClassNode extends ClassNode {
  private int types;

  BoundedClassNode() {
    super(Opcodes.ASM9);
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodNode method =
        new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions) {
          private boolean inCode;

          @Override
          public void visitCode() {
            inCode = true;
          }

          /** Of one that stands in the code nobody knows what it says of it once that changed. */
          @Override
          public void visitAttribute(Attribute attribute) {
            if (!inCode) {
              super.visitAttribute(attribute);
            }
          }

          @Override
          public void visitFrame(
              int type,
              int locals,
              Object @Nullable [] local,
              int operands,
              Object @Nullable [] stack) {
            types += locals + operands;
            if (types > Limits.MOST_TYPES_READ) {
              throw new LimitException("the stack maps of the class are too large");
            }
            super.visitFrame(type, locals, local, operands, stack);
          }
        };
    methods.add(method);
    return method;
  }
}
