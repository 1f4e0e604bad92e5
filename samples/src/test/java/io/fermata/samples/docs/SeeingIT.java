package io.fermata.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the guide says of debug mode and dumps holds. */
class SeeingIT {
  private final Seeing seeing = new Seeing();

  @Test
  void debugModeNamesThePlaces() {
    seeing.runInDebugMode();
    assertThat(seeing.log())
        .anySatisfy(
            report ->
                assertThat(report)
                    .matches(
                        "Task-1 took \\d+ ms in one step at"
                            + " .*io.fermata.samples.docs.Seeing.careless\\(Seeing.java:\\d+\\)"))
        .contains("Coroutine io.fermata.samples.docs.Seeing.save was never awaited")
        .doesNotContain("saved the order");
  }

  @Test
  void aDumpReadsAsInTheGuide() throws IOException {
    try (EventLoop loop = EventLoop.builder().name("loop-1").virtualTime().build()) {
      String dump = loop.run(seeing.dumped());
      String guide = Files.readString(Path.of("../docs/guide.md"));
      assertThat(guide.replaceAll("\\d+\\)", "x)"))
          .contains(
              dump.replaceAll("\\d+\\)", "x)")
                  .replaceAll("at .*io\\.fermata\\.samples\\.docs\\.", "at "));
    }
  }
}
