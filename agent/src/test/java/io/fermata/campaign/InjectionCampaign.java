package io.fermata.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Awaits at random instructions of every method of well-known libraries, verified by the JVM. */
class InjectionCampaign {

  @Test
  void whatComesOutOfRealCodeWithAwaitsPassesTheVerifier() {
    Budget budget = Budget.fromProperties();
    InjectionRun run = new InjectionRun(Campaigns.jars());
    List<Library> libraries = new ArrayList<>(Campaigns.jars());
    libraries.add(Library.ofModule("java.base"));
    for (long round = 0; budget.lasts(); round++) {
      for (Library library : libraries) {
        run.run(library, budget.seed() + round, budget::lasts);
        System.out.println("--- round " + round + ", " + library.name() + "\n" + run.figures());
        run.failures().stream().limit(10).forEach(System.out::println);
      }
    }
    assertThat(run.failures()).isEmpty();
  }
}
