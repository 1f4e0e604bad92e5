package io.fermata.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The part of the campaign of hostile input that every build runs. */
class HostileInputTest {

  /** A time that only a transformer takes that hangs. */
  @Test
  @Timeout(300)
  void damagedClassFilesComeOutAsTheyWentIn() {
    HostileRun run = new HostileRun(List.of());
    List<byte[]> specimens = Specimens.own();
    Random random = new Random(1);
    for (int i = 1; i <= 2000; i++) {
      long seed = random.nextLong();
      run.show("input " + i + " seed " + seed, Specimens.damaged(specimens, seed));
    }

    assertThat(run.failures()).isEmpty();
    assertThat(run.outcomes("transformed")).isPositive();
    assertThat(run.outcomes("left alone")).isPositive();
    assertThat(run.outcomes("FMT012")).isPositive();
  }

  @Test
  @Timeout(300)
  void neitherIsAnythingWrongWithTheWorstOfThem() {
    HostileRun run = new HostileRun(List.of());

    BrokenByHand.all().forEach(run::show);

    assertThat(run.failures()).isEmpty();
    assertThat(run.outcomes("transformed")).isPositive();
    assertThat(run.outcomes("FMT009")).isPositive();
    assertThat(run.outcomes("FMT012")).isPositive();
  }
}
