package io.fermata.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged class files of well-known libraries, and of this project. */
class HostileInputCampaign {

  @Test
  void damagedClassFilesComeOutAsTheyWentIn() {
    Budget budget = Budget.fromProperties();
    List<Library> jars = Campaigns.jars();
    HostileRun run = new HostileRun(jars);
    List<byte[]> specimens = new ArrayList<>(Specimens.own());
    jars.forEach(jar -> specimens.addAll(Specimens.of(jar, budget.seed(), 20)));
    Random random = new Random(budget.seed());
    for (int i = 1; budget.lasts(); i++) {
      long seed = random.nextLong();
      run.show("input " + i + " seed " + seed, Specimens.damaged(specimens, seed));
      if (i % 20_000 == 0) {
        System.out.println("--- " + specimens.size() + " specimens\n" + run.figures());
      }
    }
    System.out.println(run.figures());
    assertThat(run.failures()).isEmpty();
  }
}
