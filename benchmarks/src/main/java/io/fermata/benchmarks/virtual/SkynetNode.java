package io.fermata.benchmarks.virtual;

/** Skynet: a tree of virtual threads, each joins its ten children. */
final class SkynetNode implements Runnable {
  long sum;
  private final long first;
  private final int leaves;

  SkynetNode(long first, int leaves) {
    this.first = first;
    this.leaves = leaves;
  }

  @Override
  public void run() {
    if (leaves == 1) {
      sum = first;
      return;
    }
    int part = leaves / 10;
    SkynetNode[] children = new SkynetNode[10];
    Thread[] threads = new Thread[10];
    for (int i = 0; i < 10; i++) {
      children[i] = new SkynetNode(first + (long) i * part, part);
      threads[i] = VirtualThreads.start(children[i]);
    }
    for (int i = 0; i < 10; i++) {
      VirtualThreads.join(threads[i]);
      sum += children[i].sum;
    }
  }
}
