package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.cases.HotCases;
import io.fermata.harness.Cases;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** No damage to a class file makes the transformer throw, or touch the bytes it was given. */
final class DamagedClassFileTest {
  @TestFactory
  Stream<DynamicTest> severalWrongBytes() {
    return Cases.classNames().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name, () -> survives(Cases.bytes(name), new Random(name.hashCode()))));
  }

  /** Who is short of memory does not read the class once more to find what is wrong with it. */
  @Test
  void isNotLookedForAfterAnErrorOfTheJvm() {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(Cases.bytes(HotCases.class.getName())).accept(writer, 0);
    writer.visitAttribute(new Empty());
    byte[] classFile = writer.toByteArray();
    ByteBuffer.wrap(classFile).putInt(classFile.length - 4, Integer.MAX_VALUE);
    ClassReader damaged = new ClassReader(classFile);
    ClassNode owner = new ClassNode();
    MethodNode method = new MethodNode();
    method.name = "total";
    OutOfMemoryError full = new OutOfMemoryError("full");

    assertThat(codeAfter(damaged, new IllegalStateException())).isEqualTo(Code.UNREADABLE_CLASS);
    assertThat(codeAfter(damaged, new StackOverflowError())).isEqualTo(Code.UNREADABLE_CLASS);
    assertThat(codeAfter(damaged, full)).isEqualTo(Code.INTERNAL_FAILURE);
    assertThat(codeAfter(damaged, MethodFailure.in(owner, method, full)))
        .isEqualTo(Code.INTERNAL_FAILURE);
  }

  private static Code codeAfter(ClassReader reader, Throwable thrown) {
    return Transformer.failed(reader, thrown).diagnostics().get(0).code();
  }

  private static final class Empty extends Attribute {
    Empty() {
      super("shop.Empty");
    }

    @Override
    protected ByteVector write(
        ClassWriter writer, byte[] code, int length, int maxStack, int maxLocals) {
      return new ByteVector();
    }
  }

  private static void survives(byte[] classFile, Random random) {
    for (int i = 0; i < 150; i++) {
      byte[] damaged = classFile.clone();
      for (int k = 1 + random.nextInt(4); k > 0; k--) {
        damaged[10 + random.nextInt(damaged.length - 10)] ^= (byte) (1 << random.nextInt(8));
      }
      if (random.nextInt(10) == 0) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      }
      byte[] given = damaged.clone();

      Transformation transformation = new Transformer().transform(damaged);

      assertThat(transformation).isNotNull();
      assertThat(damaged).isEqualTo(given);
    }
  }
}
