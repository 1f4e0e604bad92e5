package io.fermata.benchmarks.limit;

import io.fermata.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** B: a machine goes to the end of the queue, with nothing saved or with ten calls. */
public class Yield extends Workload {
  private final Loop loop = new Loop();

  @Setup
  public void meetCompany() {
    Company.meet(loop);
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int b1() {
    Yielding machine = new Yielding();
    loop.add(machine);
    loop.run();
    return machine.sum;
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int b10() {
    DeepYielding machine = new DeepYielding();
    loop.add(machine);
    loop.run();
    return machine.sum;
  }

  private static final class Yielding extends Machine {
    int sum;
    private int i;

    @Override
    void step(Loop loop) {
      switch (state) {
        case 0 -> state = 1;
        default -> {
          sum += i;
          i++;
        }
      }
      if (i < TIMES) {
        loop.add(this);
      }
    }
  }

  private static final class DeepYielding extends Machine {
    int sum;
    private int i;
    private final CallStack stack = new CallStack(true);

    @Override
    void step(Loop loop) {
      switch (state) {
        case 0 -> state = 1;
        default -> {
          stack.suspended = false;
          sum += stack.resume();
          i++;
        }
      }
      if (i < TIMES) {
        sum += Levels.level1(stack, null, i);
        if (stack.suspended) {
          loop.add(this);
        }
      }
    }
  }
}
