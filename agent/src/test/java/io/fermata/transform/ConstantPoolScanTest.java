package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.transform.model.RuntimeNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class ConstantPoolScanTest {
  @Test
  void findsTheAnnotation() {
    ClassWriter writer = someClass();
    writer
        .visitMethod(Opcodes.ACC_ABSTRACT, "m", "()V", null, null)
        .visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true);
    assertThat(ConstantPoolScan.mentionsFermata(writer.toByteArray())).isTrue();
  }

  @Test
  void findsACall() {
    ClassWriter writer = someClass();
    writer.newMethod(
        RuntimeNames.FERMATA, RuntimeNames.AWAIT, RuntimeNames.AWAIT_STAGE_DESCRIPTOR, false);
    assertThat(ConstantPoolScan.mentionsFermata(writer.toByteArray())).isTrue();
  }

  @Test
  void seesBehindEveryKindOfConstant() {
    ClassWriter writer = someClass();
    writer.newConst(1);
    writer.newConst(1L);
    writer.newConst(1f);
    writer.newConst(1d);
    writer.newConst("text");
    writer.newField("a", "b", "I");
    writer.newMethodType("()V");
    writer.newModule("m");
    writer.newPackage("p");
    assertThat(ConstantPoolScan.mentionsFermata(writer.toByteArray())).isFalse();
    writer.newClass(RuntimeNames.FERMATA);
    assertThat(ConstantPoolScan.mentionsFermata(writer.toByteArray())).isTrue();
  }

  @Test
  void similarNamesAreNotMentions() {
    ClassWriter writer = someClass();
    writer.newClass(RuntimeNames.FERMATA + "s");
    writer.newClass("my/" + RuntimeNames.FERMATA);
    writer.newUTF8("Lio/fermata/Asynx;");
    assertThat(ConstantPoolScan.mentionsFermata(writer.toByteArray())).isFalse();
  }

  @Test
  void saysNoToWhatIsNoClass() {
    ClassWriter writer = someClass();
    writer.newClass(RuntimeNames.FERMATA);
    byte[] whole = writer.toByteArray();
    for (int length = 0; length < 12; length++) {
      assertThat(ConstantPoolScan.mentionsFermata(Arrays.copyOf(whole, length))).isFalse();
    }
    assertThat(
            ConstantPoolScan.mentionsFermata(
                "not a class file at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isFalse();
  }

  @Test
  void whatEndsWithinItsConstantPoolIsNoClassFile() {
    ClassWriter writer = someClass();
    writer.newConst(1L);
    writer.newConst(1d);
    byte[] whole = writer.toByteArray();
    int end = new ClassReader(whole).header;
    for (int length = 0; length < end; length++) {
      assertThat(ConstantPoolScan.isClassFile(Arrays.copyOf(whole, length)))
          .as("%s bytes", length)
          .isFalse();
    }
    assertThat(ConstantPoolScan.isClassFile(Arrays.copyOf(whole, end))).isTrue();
    assertThat(ConstantPoolScan.isClassFile(whole)).isTrue();
  }

  @Test
  void saysNoToAClassOfTheJdk() throws IOException {
    try (InputStream in = String.class.getResourceAsStream("String.class")) {
      assertThat(ConstantPoolScan.mentionsFermata(in.readAllBytes())).isFalse();
    }
  }

  private static ClassWriter someClass() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "some/Name", null, "java/lang/Object", null);
    return writer;
  }
}
