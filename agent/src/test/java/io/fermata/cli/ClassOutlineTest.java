package io.fermata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class ClassOutlineTest {
  private static byte[] classFile(int access, String parent) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, access, "shop/A", null, parent, null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
    code.visitCode();
    code.visitLdcInsn(5L); // takes two entries of the constant pool
    code.visitInsn(Opcodes.POP2);
    code.visitTypeInsn(Opcodes.NEW, "shop/A$m$0");
    code.visitTypeInsn(Opcodes.NEW, "shop/deep/B");
    code.visitTypeInsn(Opcodes.NEW, "shopping/C");
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(3, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  void aFrameIsASyntheticSubclassOfTheRuntimes() {
    String frame = "io/fermata/frame/Frame";

    assertThat(ClassOutline.of(classFile(Opcodes.ACC_SYNTHETIC, frame)).isFrame()).isTrue();
    assertThat(ClassOutline.of(classFile(0, frame)).isFrame()).isFalse();
    assertThat(ClassOutline.of(classFile(Opcodes.ACC_SYNTHETIC, "shop/Frame")).isFrame()).isFalse();
  }

  @Test
  void mentionedAreTheClassesOfTheSamePackage() {
    assertThat(ClassOutline.of(classFile(0, "java/lang/Object")).mentionedBeside())
        .containsExactlyInAnyOrder("shop/A", "shop/A$m$0");
  }

  @Test
  void anyPartOfAClassFileIsReadWithoutFailing() {
    byte[] whole = classFile(0, "java/lang/Object");
    for (int length = 0; length < whole.length; length++) {
      assertThat(ClassOutline.of(Arrays.copyOf(whole, length)).isFrame()).isFalse();
    }
  }
}
