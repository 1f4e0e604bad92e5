package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.RandomBytecode;
import io.fermata.harness.RandomBytecodeRuns;
import org.junit.jupiter.api.Test;

/** Bytecode made by chance, the same each time, must do what it does with awaits that block. */
final class RandomBytecodeTest {
  private static final long PROGRAMS = Long.getLong("fermata.random.programs", 60);
  private static final long FIRST_SEED = Long.getLong("fermata.random.seed", 1);

  @Test
  void doesWhatItDoesWithAwaitsThatBlock() {
    RandomBytecodeRuns runs = new RandomBytecodeRuns();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + PROGRAMS; seed++) {
      runs.run(seed);
    }
    assertThat(runs.failures()).isEmpty();
    assertThat(runs.tooLarge()).isLessThanOrEqualTo(PROGRAMS / 10);
    assertThat(runs.suspensions()).isGreaterThan(PROGRAMS);
  }

  @Test
  void sameSeedGivesTheSameClass() {
    assertThat(RandomBytecode.classFile("Same", 5)).isEqualTo(RandomBytecode.classFile("Same", 5));
    assertThat(RandomBytecode.classFile("Same", 5))
        .isNotEqualTo(RandomBytecode.classFile("Same", 6));
  }
}
