package io.fermata.samples.pipeline;

import static io.fermata.Fermata.*;
import static io.fermata.testing.AsyncTest.runTest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.samples.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** The pipeline finishes, and loses nothing when it is cancelled. */
class PipelineIT {
  private static final int ORDERS = 100;

  private Orders orders;

  @BeforeEach
  void open() throws SQLException {
    orders = Orders.open(Options.parse("--database", "jdbc:h2:mem:test").database());
    orders.fill(ORDERS);
  }

  @AfterEach
  void close() {
    orders.close();
  }

  @Test
  void everyOrderGetsOneInvoice() throws SQLException {
    Pipeline pipeline = new Pipeline(orders);
    runTest(() -> pipeline.run());
    assertThat(pipeline.handedOver()).isEqualTo(ORDERS);
    assertThat(pipeline.invoiced()).isEqualTo(ORDERS);
    assertThat(orders.count()).isEqualTo(new Orders.Count(ORDERS, ORDERS, 0, 0));
  }

  @Test
  void cancelledItFinishesWhatWasHandedOver() throws SQLException {
    Pipeline cancelled = new Pipeline(orders);
    runTest(() -> cancelWhileWorking(cancelled));
    assertThat(cancelled.handedOver()).isBetween(10, ORDERS - 1);
    assertThat(cancelled.invoiced()).isEqualTo(cancelled.handedOver());
    int left = ORDERS - cancelled.invoiced();
    assertThat(orders.count()).isEqualTo(new Orders.Count(ORDERS, cancelled.invoiced(), left, 0));

    runTest(() -> new Pipeline(orders).run());
    assertThat(orders.count()).isEqualTo(new Orders.Count(ORDERS, ORDERS, 0, 0));
  }

  /** A price takes 5 ms, and four workers ask at once: 12 invoices in 17 ms of virtual time. */
  @Async
  private static Coroutine<Void> cancelWhileWorking(Pipeline pipeline) {
    Task<Void> work = createTask(pipeline.run());
    await(sleep(Duration.ofMillis(17)));
    assertThat(pipeline.invoiced()).isEqualTo(12);
    work.cancel();
    try {
      await(work);
    } catch (CancelledError e) {
      assertThat(work.isCancelled()).isTrue();
    }
    return Coroutine.done();
  }

  @Test
  void aWorkerThatFailsEndsThePipelineWithItsFailure() throws SQLException {
    orders.execute("alter table invoices add check (order_id <> 30)");
    Pipeline pipeline = new Pipeline(orders);
    assertThatThrownBy(() -> runTest(() -> pipeline.run())).isInstanceOf(SQLException.class);
    assertThat(orders.count().twice()).isZero();
  }

  @Test
  void theProgramFinishes() throws Exception {
    assertThat(Program.underAgent(Main.class, "--orders", "50").output())
        .containsExactly(
            "50 orders, 50 of them open",
            "finished",
            "50 handed over, 50 invoiced",
            "0 lost, 0 invoiced twice, 0 open");
  }

  @Test
  void theProgramCancelsItself() throws Exception {
    List<String> output =
        Program.underAgent(Main.class, "--orders", "5000", "--cancel-after", "100").output();
    assertThat(output).hasSize(4).contains("cancelled, and shut down in order");
    assertThat(output.get(3)).startsWith("0 lost, 0 invoiced twice, ");
  }

  @Test
  void ctrlCLosesNothing() throws Exception {
    Signal signal = new Signal("INT");
    SignalHandler handler = Signal.handle(signal, SignalHandler.SIG_DFL);
    Signal.handle(signal, handler);
    assumeTrue(handler != SignalHandler.SIG_IGN, "a job in the background ignores Ctrl-C");
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")));
    Program program = Program.underAgent(Main.class, "--orders", "5000");
    assertThat(program.nextLine()).isEqualTo("5000 orders, 5000 of them open");
    new ProcessBuilder("/bin/kill", "-INT", "" + program.process().pid()).start().waitFor();
    List<String> output = program.output();
    assertThat(output).contains("cancelled, and shut down in order");
    assertThat(output.get(2)).startsWith("0 lost, 0 invoiced twice, ");
  }
}
