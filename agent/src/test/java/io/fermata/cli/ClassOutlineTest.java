package io.fermata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.transform.Transformer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
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

  /** Of each tag, and each length that its constant may have, both must say the same. */
  @Test
  void constantsHaveTheSizesThatTheScanTakesThemToHave() throws IOException {
    Set<Integer> known = new TreeSet<>();
    for (int tag = 0; tag < 256; tag++) {
      for (int length = 0; length < 12; length++) {
        for (int entries = 1; entries <= 2; entries++) {
          byte[] classFile = withConstant(tag, length, entries);
          boolean read = ClassOutline.of(classFile).name().equals("shop/A");
          assertThat(Transformer.mentionsFermata(classFile))
              .as("tag %d of %d bytes in %d entries", tag, length, entries)
              .isEqualTo(read);
          if (read) {
            known.add(tag);
            break; // the scan does not look at what follows a mention
          }
        }
      }
    }
    assertThat(known).containsExactly(1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 20);
  }

  /** A class that has the constant between its own name and that of Fermata. */
  private static byte[] withConstant(int tag, int length, int entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(Opcodes.V17);
    out.writeShort(4 + entries);
    out.writeByte(7);
    out.writeShort(2);
    out.writeByte(1);
    out.writeUTF("shop/A");
    out.writeByte(tag);
    out.write(new byte[length]);
    out.writeByte(1);
    out.writeUTF("io/fermata/Fermata");
    for (int word : new int[] {0, 1, 1, 0, 0, 0, 0}) {
      out.writeShort(word);
    }
    return bytes.toByteArray();
  }

  @Test
  void anyPartOfAClassFileIsReadWithoutFailing() {
    byte[] whole = classFile(0, "java/lang/Object");
    for (int length = 0; length < whole.length; length++) {
      assertThat(ClassOutline.of(Arrays.copyOf(whole, length)).isFrame()).isFalse();
    }
  }
}
