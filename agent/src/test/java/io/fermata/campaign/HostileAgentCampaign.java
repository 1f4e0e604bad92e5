package io.fermata.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged class files of well-known libraries, and of this project, loaded by JVMs with the agent.
 * It needs the packaged agent.
 */
class HostileAgentCampaign {
  private static final int AT_ONCE = 500;

  @TempDir Path directory;

  @Test
  void aJvmWithTheAgentLoadsDamagedClassesAsOneWithoutIt() {
    Budget budget = Budget.fromProperties();
    int most = Integer.getInteger("campaign.inputs", 10_000);
    List<Library> libraries = Campaigns.jars();
    List<byte[]> specimens = new ArrayList<>(Specimens.own());
    libraries.forEach(jar -> specimens.addAll(Specimens.of(jar, budget.seed(), 20)));
    HostileAgentRun run = new HostileAgentRun(directory, Campaigns.jarFiles());
    Random random = new Random(budget.seed());
    int shown = 0;
    while (budget.lasts() && shown < most) {
      Map<String, byte[]> inputs = new LinkedHashMap<>();
      for (int i = 0; i < AT_ONCE; i++) {
        long seed = random.nextLong();
        inputs.put("input " + ++shown + " seed " + seed, Specimens.damaged(specimens, seed));
      }
      run.load(inputs);
      System.out.println(run.figures());
    }
    assertThat(run.failures()).isEmpty();
  }
}
