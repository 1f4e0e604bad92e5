package io.fermata.campaign;

import static org.objectweb.asm.Opcodes.*;

import io.fermata.transform.model.RuntimeNames;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Class files that somebody thought hard about: legal in form, or broken where it hurts most. */
final class BrokenByHand {
  private static final String RESULT = "()L" + RuntimeNames.COROUTINE + ";";
  private static final Handle BOOTSTRAP =
      new Handle(
          H_INVOKESTATIC,
          "shop/Bootstrap",
          "constant",
          "(Ljava/lang/Object;)Ljava/lang/Object;",
          false);

  private BrokenByHand() {}

  /** By what is wrong with them. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (Shape shape : Shape.values()) {
      all.put("large: " + shape, shape.classFile(shape.most()));
    }
    all.put("await with nothing to await", method(code -> await(code)));
    all.put(
        "await of something unknown",
        method(
            code -> {
              code.visitInsn(ACONST_NULL);
              code.visitMethodInsn(INVOKESTATIC, RuntimeNames.FERMATA, "await", "()V", false);
            }));
    all.put(
        "await as an instance method",
        method(
            code -> {
              code.visitInsn(ACONST_NULL);
              code.visitInsn(ACONST_NULL);
              code.visitMethodInsn(
                  INVOKEVIRTUAL,
                  RuntimeNames.FERMATA,
                  "await",
                  RuntimeNames.AWAIT_AWAITABLE_DESCRIPTOR,
                  false);
            }));
    all.put(
        "a return with nothing to return",
        method(
            code -> {
              done(code);
              await(code);
              code.visitInsn(POP);
              code.visitInsn(ARETURN);
            }));
    all.put(
        "a constructor without NEW",
        method(
            code -> {
              code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
              done(code);
              await(code);
            }));
    all.put(
        "a subroutine",
        method(
            code -> {
              Label subroutine = new Label();
              code.visitJumpInsn(JSR, subroutine);
              done(code);
              await(code);
              code.visitLabel(subroutine);
              code.visitVarInsn(ASTORE, 1);
              code.visitVarInsn(RET, 1);
            }));
    all.put(
        "an await that cannot be reached",
        method(
            code -> {
              done(code);
              code.visitInsn(ARETURN);
              done(code);
              await(code);
            }));
    all.put(
        "a range of handlers that ends before it starts",
        method(
            code -> {
              Label start = new Label();
              Label end = new Label();
              code.visitLabel(end);
              done(code);
              await(code);
              code.visitLabel(start);
              code.visitTryCatchBlock(start, end, end, null);
            }));
    all.put("65535 merge points over 60000 locals", bigFrames());
    all.put("annotations in annotations", nestedAnnotations());
    all.put("constants of constants", constants(60));
    all.put("20000 line numbers", lines());
    byte[] sound = Shape.AWAITS.classFile(3);
    for (int at = 10; at < sound.length - 4; at++) {
      for (int length : new int[] {-1, Integer.MAX_VALUE, 0x40000000}) {
        byte[] broken = sound.clone();
        ByteBuffer.wrap(broken).putInt(at, length);
        all.put("length " + length + " at " + at, broken);
      }
    }
    return all;
  }

  private static byte[] bigFrames() {
    return method(
        code -> {
          Object[] locals = new Object[60_000];
          Arrays.fill(locals, TOP);
          done(code);
          await(code);
          code.visitInsn(POP);
          code.visitFrame(F_FULL, locals.length, locals, 0, null);
          for (int i = 0; i < 50_000; i++) {
            code.visitInsn(NOP);
            code.visitFrame(F_SAME, 0, null, 0, null);
          }
          code.visitInsn(NOP);
        });
  }

  private static byte[] nestedAnnotations() {
    ClassWriter writer = begin();
    AnnotationVisitor annotation = writer.visitAnnotation("Lshop/Nested;", true);
    for (int i = 0; i < 10_000; i++) {
      annotation = annotation.visitAnnotation("value", "Lshop/Nested;");
    }
    return end(writer, code -> await(code));
  }

  private static byte[] constants(int depth) {
    Object constant = "end";
    for (int i = 0; i < depth; i++) {
      constant = new ConstantDynamic("c" + i, "Ljava/lang/Object;", BOOTSTRAP, constant);
    }
    Object nested = constant;
    return method(
        code -> {
          done(code);
          await(code);
          code.visitInsn(POP);
          code.visitLdcInsn(nested);
          code.visitInsn(POP);
        });
  }

  private static byte[] lines() {
    return method(
        code -> {
          done(code);
          await(code);
          code.visitInsn(POP);
          Label label = new Label();
          code.visitLabel(label);
          for (int i = 0; i < 20_000; i++) {
            code.visitLineNumber(i, label);
          }
        });
  }

  private static byte[] method(Consumer<MethodVisitor> body) {
    return end(begin(), body);
  }

  private static ClassWriter begin() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(V11, ACC_PUBLIC, "shop/Broken", null, "java/lang/Object", null);
    return writer;
  }

  private static byte[] end(ClassWriter writer, Consumer<MethodVisitor> body) {
    MethodVisitor code = writer.visitMethod(ACC_STATIC, "broken", RESULT, null, null);
    code.visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true).visitEnd();
    code.visitCode();
    body.accept(code);
    done(code);
    code.visitInsn(ARETURN);
    code.visitMaxs(10, 65_000);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void await(MethodVisitor code) {
    code.visitMethodInsn(
        INVOKESTATIC,
        RuntimeNames.FERMATA,
        RuntimeNames.AWAIT,
        RuntimeNames.AWAIT_AWAITABLE_DESCRIPTOR,
        false);
  }

  private static void done(MethodVisitor code) {
    code.visitMethodInsn(
        INVOKESTATIC,
        RuntimeNames.COROUTINE,
        RuntimeNames.DONE,
        RuntimeNames.DONE_DESCRIPTOR,
        true);
  }
}
