package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import io.fermata.harness.AwaitCode;
import io.fermata.transform.model.RuntimeNames;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.InstructionAdapter;

/**
 * A local that the method does not have, in code that is not reached, is the class file's fault.
 */
class DamagedLocalsTest {
  @Test
  void aLocalThatIsNotThere() {
    List<Consumer<InstructionAdapter>> uses =
        List.of(code -> code.visitVarInsn(ILOAD, 9), code -> code.visitIincInsn(9, 1));
    for (Consumer<InstructionAdapter> use : uses) {
      Transformation result = new Transformer().transform(classFile(use));

      assertThat(result.changed()).isFalse();
      assertThat(result.diagnostics())
          .extracting(Diagnostic::code)
          .containsExactly(Code.UNREADABLE_CLASS);
    }
  }

  @Test
  void aStackMapOfMoreLocalsThanThereAre() {
    Object[] wide = {LONG};
    Transformation result =
        new Transformer()
            .transform(
                classFile(
                    code -> {
                      code.visitInsn(ACONST_NULL);
                      code.visitInsn(ATHROW);
                      code.visitFrame(F_FULL, 1, wide, 1, new Object[] {INTEGER});
                      AwaitCode.awaits(code, 1);
                    }));

    assertThat(result.changed()).isFalse();
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.UNREADABLE_CLASS);
  }

  @Test
  void theSameClassWithALocalThatIsThereIsTransformed() {
    Transformation result =
        new Transformer().transform(classFile(code -> code.visitVarInsn(ILOAD, 0)));

    assertThat(result.changed()).isTrue();
    assertThat(result.diagnostics()).isEmpty();
  }

  private static byte[] classFile(Consumer<InstructionAdapter> unreached) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(V11, ACC_PUBLIC, "shop/Broken", null, "java/lang/Object", null);
    String descriptor = "(I)L" + RuntimeNames.COROUTINE + ";";
    InstructionAdapter code =
        new InstructionAdapter(writer.visitMethod(ACC_STATIC, "broken", descriptor, null, null));
    code.visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true).visitEnd();
    code.visitCode();
    AwaitCode.awaits(code, 1);
    AwaitCode.done(code);
    code.visitInsn(ARETURN);
    code.visitFrame(F_SAME, 0, null, 0, null);
    unreached.accept(code);
    code.visitInsn(ACONST_NULL);
    code.visitInsn(ATHROW);
    code.visitMaxs(4, 1);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
