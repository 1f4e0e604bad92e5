package io.fermata.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of the campaign of damaged classes under the agent that every build runs. */
class HostileAgentIT {
  @TempDir Path directory;

  @Test
  void aJvmWithTheAgentLoadsDamagedClassesAsOneWithoutIt() {
    List<byte[]> specimens = Specimens.own();
    Random random = new Random(3);
    Map<String, byte[]> inputs = new LinkedHashMap<>();
    for (int i = 1; i <= 400; i++) {
      long seed = random.nextLong();
      inputs.put("input " + i + " seed " + seed, Specimens.damaged(specimens, seed));
    }
    HostileAgentRun run = new HostileAgentRun(directory, List.of());

    run.load(inputs);

    assertThat(run.failures()).isEmpty();
    assertThat(run.outcomes("linked")).isPositive();
    assertThat(run.outcomes("java.lang.ClassFormatError")).isPositive();
    assertThat(run.reports()).isPositive();
  }
}
