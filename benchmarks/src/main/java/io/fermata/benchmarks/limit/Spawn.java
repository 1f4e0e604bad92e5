package io.fermata.benchmarks.limit;

import io.fermata.benchmarks.Workload;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** D: a machine makes a hundred thousand others and waits for each. */
public class Spawn extends Workload {
  private final Loop loop = new Loop();

  @Setup
  public void meetCompany() {
    Company.meet(loop);
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public int d() {
    Parent parent = new Parent();
    loop.add(parent);
    loop.run();
    return parent.sum;
  }

  private static final class Child extends Machine {
    private static final int DONE = 2;

    private final int i;
    int result;
    @Nullable Machine waiter;

    Child(int i) {
      this.i = i;
    }

    @Override
    void step(Loop loop) {
      if (state == 0) {
        state = 1;
        loop.add(this);
        return;
      }
      result = i & 1;
      state = DONE;
      Machine woken = waiter;
      if (woken != null) {
        loop.add(woken);
      }
    }
  }

  private static final class Parent extends Machine {
    int sum;
    private final Child[] children = new Child[TASKS];
    private int next;

    @Override
    void step(Loop loop) {
      if (state == 0) {
        state = 1;
        for (int i = 0; i < TASKS; i++) {
          Child child = new Child(i);
          children[i] = child;
          loop.add(child);
        }
      }
      for (; next < TASKS; next++) {
        Child child = children[next];
        if (child.state != Child.DONE) {
          child.waiter = this;
          return;
        }
        sum += child.result;
      }
    }
  }
}
