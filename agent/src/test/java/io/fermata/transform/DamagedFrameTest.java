package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import io.fermata.harness.AwaitCode;
import io.fermata.transform.model.RuntimeNames;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.commons.InstructionAdapter;

/** A stack map that no method of its kind can have is the class file's fault. */
class DamagedFrameTest {
  /** JVMS 4.10.1.6: in a static method there is no {@code this}. */
  @Test
  void anUninitialisedThisOutsideAConstructor() {
    Transformation result = new Transformer().transform(classFile(UNINITIALIZED_THIS));

    assertThat(result.changed()).isFalse();
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.UNREADABLE_CLASS);
  }

  @Test
  void theSameClassWithANullThereIsTransformed() {
    Transformation result = new Transformer().transform(classFile(NULL));

    assertThat(result.changed()).isTrue();
    assertThat(result.diagnostics()).isEmpty();
  }

  /**
   * A class with an async method that keeps a local over an await, whose type a stack map tells.
   */
  private static byte[] classFile(Object type) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V11, ACC_PUBLIC, "shop/Broken", null, "java/lang/Object", null);
    String descriptor = "(Z)L" + RuntimeNames.COROUTINE + ";";
    InstructionAdapter code =
        new InstructionAdapter(writer.visitMethod(ACC_STATIC, "broken", descriptor, null, null));
    code.visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true).visitEnd();
    code.visitCode();
    code.visitInsn(ACONST_NULL);
    code.visitVarInsn(ASTORE, 1);
    Label join = new Label();
    code.visitVarInsn(ILOAD, 0);
    code.visitJumpInsn(IFEQ, join);
    code.visitLabel(join);
    code.visitFrame(F_FULL, 2, new Object[] {INTEGER, type}, 0, new Object[0]);
    AwaitCode.awaits(code, 1);
    code.visitVarInsn(ALOAD, 1);
    code.visitInsn(POP);
    AwaitCode.done(code);
    code.visitInsn(ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
