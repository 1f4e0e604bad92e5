package io.fermata.benchmarks.limit;

import io.fermata.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.CompilerControl.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A: calls that return a result or say that they wait, and never do wait. */
public class Await extends Workload {
  private final CallStack stack = new CallStack(false);

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1() {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      int r = Levels.level10(stack, null, i);
      if (stack.suspended) {
        throw nothingWaits();
      }
      sum += r;
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1Other() {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      Object r = boxed10(i);
      if (stack.suspended) {
        throw nothingWaits();
      }
      sum += (Integer) r;
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10() {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      int r = Levels.level1(stack, null, i);
      if (stack.suspended) {
        throw nothingWaits();
      }
      sum += r;
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10Other() {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      Object r = boxed1(stack, i);
      if (stack.suspended) {
        throw nothingWaits();
      }
      sum += (Integer) r;
    }
    return sum;
  }

  private static AssertionError nothingWaits() {
    return new AssertionError("nothing waits here");
  }

  // The same with results boxed, as a caller gets them that knows the public method only.

  @CompilerControl(Mode.DONT_INLINE)
  private static Object boxed1(CallStack stack, int x) {
    Object r = boxed2(stack, x + 1);
    if (stack.suspended) {
      throw nothingWaits();
    }
    return (Integer) r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  private static Object boxed2(CallStack stack, int x) {
    Object r = boxed3(stack, x + 1);
    if (stack.suspended) {
      throw nothingWaits();
    }
    return (Integer) r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  private static Object boxed3(CallStack stack, int x) {
    Object r = boxed4(stack, x + 1);
    if (stack.suspended) {
      throw nothingWaits();
    }
    return (Integer) r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  private static Object boxed4(CallStack stack, int x) {
    Object r = boxed5(stack, x + 1);
    if (stack.suspended) {
      throw nothingWaits();
    }
    return (Integer) r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  private static Object boxed5(CallStack stack, int x) {
    Object r = boxed6(stack, x + 1);
    if (stack.suspended) {
      throw nothingWaits();
    }
    return (Integer) r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  private static Object boxed6(CallStack stack, int x) {
    Object r = boxed7(stack, x + 1);
    if (stack.suspended) {
      throw nothingWaits();
    }
    return (Integer) r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  private static Object boxed7(CallStack stack, int x) {
    Object r = boxed8(stack, x + 1);
    if (stack.suspended) {
      throw nothingWaits();
    }
    return (Integer) r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  private static Object boxed8(CallStack stack, int x) {
    Object r = boxed9(stack, x + 1);
    if (stack.suspended) {
      throw nothingWaits();
    }
    return (Integer) r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  private static Object boxed9(CallStack stack, int x) {
    Object r = boxed10(x + 1);
    if (stack.suspended) {
      throw nothingWaits();
    }
    return (Integer) r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  private static Object boxed10(int x) {
    return x + 1_000;
  }
}
