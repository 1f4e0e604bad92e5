package io.fermata.benchmarks.limit;

import io.fermata.benchmarks.Workload;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** C: two machines that put into each other's slot. */
public class PingPong extends Workload {
  private final Loop loop = new Loop();

  @Setup
  public void meetCompany() {
    Company.meet(loop);
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public Object c() {
    Slot there = new Slot();
    Slot back = new Slot();
    Ping ping = new Ping(there, back);
    loop.add(ping);
    loop.add(new Pong(there, back));
    loop.run();
    return ping.message;
  }

  /** A queue of one; whoever waits for it is put into the ready queue. */
  private static final class Slot {
    @Nullable Object item;
    @Nullable Machine waiter;

    void put(Loop loop, Object message) {
      item = message;
      Machine woken = waiter;
      if (woken != null) {
        waiter = null;
        loop.add(woken);
      }
    }
  }

  private static final class Ping extends Machine {
    Object message = 1_000;
    private final Slot there;
    private final Slot back;
    private int i;

    Ping(Slot there, Slot back) {
      this.there = there;
      this.back = back;
    }

    @Override
    void step(Loop loop) {
      for (; ; ) {
        if (state == 0) {
          if (i == TIMES) {
            return;
          }
          there.put(loop, message);
          state = 1;
        }
        Object answer = back.item;
        if (answer == null) {
          back.waiter = this;
          return;
        }
        back.item = null;
        message = answer;
        i++;
        state = 0;
      }
    }
  }

  private static final class Pong extends Machine {
    private final Slot there;
    private final Slot back;
    private int i;

    Pong(Slot there, Slot back) {
      this.there = there;
      this.back = back;
    }

    @Override
    void step(Loop loop) {
      for (; ; ) {
        if (i == TIMES) {
          return;
        }
        Object message = there.item;
        if (message == null) {
          there.waiter = this;
          return;
        }
        there.item = null;
        back.put(loop, message);
        i++;
      }
    }
  }
}
