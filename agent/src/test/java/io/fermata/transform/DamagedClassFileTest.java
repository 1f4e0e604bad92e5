package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.Cases;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

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
