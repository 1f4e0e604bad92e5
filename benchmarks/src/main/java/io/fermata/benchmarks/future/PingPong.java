package io.fermata.benchmarks.future;

import io.fermata.benchmarks.Workload;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** C: two chains send a message to and fro, through a queue of one for each direction. */
public class PingPong extends Workload {
  private final FutureLoop loop = new FutureLoop();

  @Setup
  public void meetCompany() {
    Company.meet();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int c() {
    FutureSlot<Integer> there = new FutureSlot<>(loop);
    FutureSlot<Integer> back = new FutureSlot<>(loop);
    Ping ping = new Ping(there, back);
    Pong pong = new Pong(there, back);
    ping.step(1_000);
    pong.step();
    loop.run();
    pong.end.join();
    return ping.end.join();
  }

  private static final class Ping {
    final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final FutureSlot<Integer> there;
    private final FutureSlot<Integer> back;
    private int i;

    Ping(FutureSlot<Integer> there, FutureSlot<Integer> back) {
      this.there = there;
      this.back = back;
    }

    void step(Integer message) {
      if (i++ == TIMES) {
        end.complete(message);
      } else {
        CompletableFuture<Void> unused =
            there.put(message).thenCompose(sent -> back.get()).thenAccept(this::step);
      }
    }
  }

  private static final class Pong {
    final CompletableFuture<Void> end = new CompletableFuture<>();
    private final FutureSlot<Integer> there;
    private final FutureSlot<Integer> back;
    private int i;

    Pong(FutureSlot<Integer> there, FutureSlot<Integer> back) {
      this.there = there;
      this.back = back;
    }

    void step() {
      if (i++ == TIMES) {
        end.complete(null);
      } else {
        CompletableFuture<Void> unused = there.get().thenCompose(back::put).thenRun(this::step);
      }
    }
  }
}
