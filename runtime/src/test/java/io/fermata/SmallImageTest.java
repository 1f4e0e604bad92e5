package io.fermata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The runtime in a JVM that has no module but {@code java.base}. */
class SmallImageTest {
  static final class Program {
    public static void main(String[] args) throws Exception {
      if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
        throw new AssertionError("there are too many modules");
      }
      System.out.println(Fermata.run(Coroutine.of("ran")));
      try (EventLoop loop = EventLoop.builder().debug(true).build()) {
        loop.run(Fermata.sleep(java.time.Duration.ofMillis(1)));
        System.out.println(EventLoop.dumpAll().contains("[idle], 0 tasks"));
      }
    }
  }

  @Test
  void runsWithoutFlightRecorderSignalsAndManagement() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.base",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    assertThat(process.inputReader().lines()).containsExactly("ran", "true");
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
