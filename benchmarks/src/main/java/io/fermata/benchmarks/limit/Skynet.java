package io.fermata.benchmarks.limit;

import io.fermata.benchmarks.Workload;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/** Skynet: a machine for each node waits for its ten children in their order. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Skynet extends Workload {
  private final Loop loop = new Loop();

  @Setup
  public void meetCompany() {
    Company.meet(loop);
  }

  @Benchmark
  public void skynet() {
    Node root = new Node(0, LEAVES);
    loop.add(root);
    loop.run();
    if (root.sum != SKYNET) {
      throw new AssertionError("wrong sum");
    }
  }

  private static final class Node extends Machine {
    private static final int DONE = 2;

    private final long first;
    private final int leaves;
    private Node @Nullable [] children;
    private int next;
    private long sum;
    private @Nullable Machine waiter;

    Node(long first, int leaves) {
      this.first = first;
      this.leaves = leaves;
    }

    @Override
    void step(Loop loop) {
      if (leaves == 1) {
        sum = first;
      } else {
        Node[] all = children == null ? start(loop) : children;
        for (; next < 10; next++) {
          Node child = all[next];
          if (child.state != DONE) {
            child.waiter = this;
            return;
          }
          sum += child.sum;
        }
        children = null;
      }
      state = DONE;
      Machine woken = waiter;
      if (woken != null) {
        loop.add(woken);
      }
    }

    private Node[] start(Loop loop) {
      Node[] all = new Node[10];
      int part = leaves / 10;
      for (int i = 0; i < 10; i++) {
        all[i] = new Node(first + (long) i * part, part);
        loop.add(all[i]);
      }
      children = all;
      return all;
    }
  }
}
