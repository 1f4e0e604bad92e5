package io.fermata.transform;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.LimitException;
import io.fermata.transform.model.Limits;
import io.fermata.transform.model.RuntimeNames;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Transforms one class: checks it, replaces its async methods, and copies everything else as it is.
 *
 * <p>The class is written over the constant pool that it came with, so untouched methods keep their
 * very bytes.
 */
final class ClassTransformer {
  private final ClassReader reader;
  private final MethodScan scan;
  private final boolean keepLocals;

  ClassTransformer(ClassReader reader, boolean keepLocals) {
    this.reader = reader;
    this.scan = new MethodScan(reader);
    this.keepLocals = keepLocals;
  }

  Transformation transform() {
    try {
      return transform(Map.of());
    } catch (LimitException | ClassTooLargeException e) {
      return Transformation.unchanged(reader.getClassName(), List.of(tooLarge(e)));
    }
  }

  /**
   * Transforms all but some methods.
   *
   * @param oversized the methods that turned out to pass a limit, and which: others must not call
   *     their bodies
   */
  private Transformation transform(Map<String, String> oversized) {
    ClassNode owner = read();
    if (isTransformed(owner)) {
      return Transformation.unchanged(owner.name, List.of());
    }
    MethodReplacements methods = new MethodReplacements(scan, owner, oversized, keepLocals);
    if (!methods.make()) {
      return transform(methods.oversized());
    }
    if (methods.byMethod().isEmpty()) {
      return Transformation.unchanged(owner.name, methods.diagnostics());
    }
    List<GeneratedClass> frames = methods.frames();
    int count = owner.methods.size() + frames.size();
    if (count > Limits.MOST) {
      throw new LimitException("the transformed class has " + count + " methods");
    }
    byte[] classFile;
    try {
      classFile = write(methods.byMethod());
    } catch (MethodTooLargeException e) {
      // only now is it known which constants need the wide form of LDC
      if (methods.leaveOut(e.getMethodName(), MethodLimits.tooLong(e.getCodeSize()))) {
        return transform(methods.oversized());
      }
      throw e;
    }
    return new Transformation(classFile, frames, methods.diagnostics(), frames.size(), owner.name);
  }

  /**
   * What would become of each async method that is not refused; empty for a class that is
   * transformed already.
   */
  List<Explanation> explain() {
    ClassNode owner = read();
    return isTransformed(owner)
        ? List.of()
        : new MethodReplacements(scan, owner, Map.of(), keepLocals).explain();
  }

  private ClassNode read() {
    ClassNode owner = new PartialClassNode(scan);
    reader.accept(owner, new Attribute[] {new Marker()}, ClassReader.EXPAND_FRAMES);
    return owner;
  }

  /**
   * The attribute says so; or, where something dropped it, the bodies do. HotSpot drops it too:
   * what it shows for a retransformation is made anew, without unknown attributes.
   */
  private static boolean isTransformed(ClassNode owner) {
    if (owner.attrs != null) {
      for (Attribute attribute : owner.attrs) {
        if (attribute.type.equals(RuntimeNames.MARKER)) {
          return true;
        }
      }
    }
    for (MethodNode method : owner.methods) {
      if (AsyncMethod.isBody(method)) {
        return true;
      }
    }
    return false;
  }

  private byte[] write(Map<String, List<MethodNode>> replacements) {
    ClassWriter writer = new OfflineClassWriter(reader);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          private int methods;

          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            List<MethodNode> instead =
                scan.isConcerned(methods++) ? replacements.get(name + descriptor) : null;
            if (instead == null) {
              return super.visitMethod(access, name, descriptor, signature, exceptions);
            }
            for (MethodNode method : instead) {
              method.accept(cv);
            }
            return null;
          }

          @Override
          public void visitEnd() {
            super.visitAttribute(new Marker());
            super.visitEnd();
          }
        },
        ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  /** Not even a refusal may fit, so the class stays as it was. */
  private Diagnostic tooLarge(RuntimeException limit) {
    String message =
        limit instanceof ClassTooLargeException full
            ? "the transformed class has "
                + full.getConstantPoolCount()
                + " constants, more than the 65535 that a class file allows"
            : String.valueOf(limit.getMessage());
    return new Diagnostic(
        Code.METHOD_TOO_LARGE,
        Severity.ERROR,
        reader.getClassName().replace('/', '.'),
        "",
        null,
        0,
        message,
        "Split the class, or move its async methods to others");
  }

  /**
   * Never asked for a common superclass, because all stack map frames are given; asked all the
   * same, it would load classes.
   */
  private static final class OfflineClassWriter extends ClassWriter {
    OfflineClassWriter(ClassReader reader) {
      super(reader, 0);
      // ASM's own, of 10 MB of frames a class, stops large classes; MethodLimits bounds the memory
      setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    @Override
    protected String getCommonSuperClass(String first, String second) {
      throw new IllegalStateException(
          "types come from the class file, not from " + first + " and " + second);
    }
  }

  /** The class attribute that says: transformed. Its content is the version of the protocol. */
  private static final class Marker extends Attribute {
    Marker() {
      super(RuntimeNames.MARKER);
    }

    @Override
    public boolean isUnknown() {
      return false;
    }

    @Override
    protected Attribute read(
        ClassReader reader,
        int offset,
        int length,
        char[] buffer,
        int codeOffset,
        Label @Nullable [] labels) {
      return new Marker();
    }

    @Override
    protected ByteVector write(
        ClassWriter writer, byte @Nullable [] code, int codeLength, int maxStack, int maxLocals) {
      return new ByteVector().putShort(RuntimeNames.PROTOCOL);
    }
  }
}
