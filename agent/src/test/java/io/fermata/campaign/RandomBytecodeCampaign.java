package io.fermata.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.RandomBytecodeRuns;
import org.junit.jupiter.api.Test;

/**
 * Bytecode made by chance, as no compiler writes it, does the same transformed as with awaits that
 * block. A failure prints its seed and both traces.
 */
class RandomBytecodeCampaign {
  @Test
  void randomBytecodeDoesWhatItDoesWithAwaitsThatBlock() {
    Budget budget = Budget.fromProperties();
    long most = Long.getLong("campaign.programs", 100_000);
    long start = System.nanoTime();
    RandomBytecodeRuns runs = new RandomBytecodeRuns();
    while (budget.lasts() && runs.programs() < most && runs.failures().size() < 10) {
      runs.run(budget.seed() * 1_000_000 + runs.programs());
      if (runs.programs() % 1000 == 0) {
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        System.out.println(runs.figures() + ", " + seconds + " s");
      }
    }
    System.out.println(runs.figures());
    runs.failures().forEach(System.out::println);
    assertThat(runs.failures()).isEmpty();
    assertThat(runs.suspensions()).isPositive();
  }
}
