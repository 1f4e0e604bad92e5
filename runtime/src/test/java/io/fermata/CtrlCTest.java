package io.fermata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Ctrl-C, in JVMs of their own: point 5 of section 8 of asyncio's semantics. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CtrlCTest {
  @TempDir private Path directory;
  private Process process;
  private BufferedReader output;

  /** A job in the background ignores the signal, and so do the JVMs that it starts. */
  @BeforeAll
  static void signalsCanBeSent() {
    Signal signal = new Signal("INT");
    SignalHandler handler = Signal.handle(signal, SignalHandler.SIG_DFL);
    Signal.handle(signal, handler);
    assumeTrue(handler != SignalHandler.SIG_IGN, "SIGINT is ignored here");
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "there is no kill");
  }

  private void start(String program) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CtrlCProgram.class.getName(),
                program)
            .redirectError(directory.resolve("errors").toFile())
            .start();
    output = process.inputReader();
    expect("ready");
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void expect(String line) throws IOException {
    assertThat(output.readLine()).isEqualTo(line);
  }

  private void ctrlC() throws Exception {
    Process kill = new ProcessBuilder("/bin/kill", "-INT", "" + process.pid()).start();
    assertThat(kill.waitFor()).isZero();
  }

  private List<String> restOfOutput() throws Exception {
    List<String> rest = output.lines().toList();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return rest;
  }

  @Test
  void theFirstCancelsTheMainTaskAndTheProgramEndsAsInterrupted() throws Exception {
    start("cleans up");
    ctrlC();
    assertThat(restOfOutput()).containsExactly("cleaning up", "cleaned up", "finally");
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(Files.readString(directory.resolve("errors")))
        .contains("io.fermata.CancelledError: Ctrl-C");
  }

  @Test
  void aProgramThatGoesOnGetsTheJvmsOwnHandlerBack() throws Exception {
    start("swallows");
    ctrlC();
    expect("swallowed");
    expect("after the run");
    ctrlC();
    assertThat(restOfOutput()).isEmpty();
    assertThat(process.exitValue()).isEqualTo(130);
  }

  @Test
  void aSecondRunMayBeInterruptedToo() throws Exception {
    start("runs twice");
    ctrlC();
    expect("cleaning up");
    expect("caught");
    expect("ready");
    ctrlC();
    assertThat(restOfOutput()).containsExactly("cleaning up");
    assertThat(process.exitValue()).isEqualTo(130);
  }

  @Test
  void theSecondEndsTheProgramAtOnce() throws Exception {
    start("hangs");
    ctrlC();
    expect("hanging");
    ctrlC();
    assertThat(restOfOutput()).isEmpty();
    assertThat(process.exitValue()).isEqualTo(130);
  }

  @Test
  void aLoopOnAnotherThreadLeavesItAlone() throws Exception {
    start("other thread");
    ctrlC();
    assertThat(restOfOutput()).isEmpty();
    assertThat(process.exitValue()).isEqualTo(130);
  }

  @Test
  void aHandlerOfTheProgramStays() throws Exception {
    start("own handler");
    ctrlC();
    expect("handled by the program");
  }
}
