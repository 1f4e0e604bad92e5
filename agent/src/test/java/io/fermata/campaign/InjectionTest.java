package io.fermata.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.transform.Code;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** The part of the injection campaign that every build runs. */
class InjectionTest {

  @Test
  void whatComesOutOfRealCodeWithAwaitsPassesTheVerifier() {
    List<Library> libraries = TestClassPath.libraries();
    InjectionRun run = new InjectionRun(libraries);
    for (Library library : libraries) {
      int[] classes = {0};
      run.run(library, 1, () -> classes[0]++ < 30);
    }
    assertThat(run.failures()).isEmpty();
    assertThat(run.verifiedMethods()).isGreaterThan(3000);
    assertThat(run.refused(Code.AWAIT_IN_SYNCHRONIZED)).isPositive();
    assertThat(run.refused(Code.SYNCHRONIZED_METHOD)).isPositive();
  }

  @Test
  void theVerifierVotesWithoutRunningAnything() {
    String sane = "shop/Sane";
    String broken = "shop/Broken";
    LinkingLoader loader =
        new LinkingLoader(Map.of(sane, returning(sane, "()I"), broken, returning(broken, "()J")));

    assertThat(loader.link(sane)).isNull();
    assertThat(loader.link(broken)).isInstanceOf(VerifyError.class);
  }

  /** A class that fails when it is initialised, with a method that returns an int. */
  private static byte[] returning(String name, String descriptor) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    var code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ATHROW);
    code.visitMaxs(0, 0);
    code = writer.visitMethod(Opcodes.ACC_STATIC, "answer", descriptor, null, null);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(0, 0);
    writer.visitEnd();
    return writer.toByteArray();
  }
}
