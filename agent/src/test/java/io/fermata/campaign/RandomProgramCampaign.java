package io.fermata.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.RandomPrograms;
import org.junit.jupiter.api.Test;

/**
 * Programs made by chance do the same transformed as in plain Java. A failure prints its seed, both
 * traces and the program.
 */
class RandomProgramCampaign {
  private static final int BATCH = 100;

  @Test
  void randomProgramsDoWhatPlainJavaDoes() {
    Budget budget = Budget.fromProperties();
    long most = Long.getLong("campaign.programs", 100_000);
    long start = System.nanoTime();
    try (RandomPrograms programs = new RandomPrograms(Runtime.version().feature() >= 21)) {
      while (budget.lasts() && programs.programs() < most && programs.failures().size() < 10) {
        programs.run(budget.seed() * 1_000_000 + programs.programs(), BATCH);
        if (programs.programs() % 1000 == 0) {
          long seconds = (System.nanoTime() - start) / 1_000_000_000;
          System.out.println(programs.figures() + ", " + seconds + " s");
        }
      }
      System.out.println(programs.figures());
      programs.failures().stream().limit(10).forEach(System.out::println);
      assertThat(programs.failures()).isEmpty();
    }
  }
}
