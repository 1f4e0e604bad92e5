package io.fermata.transform.analyze;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers which handlers can get an exception out of a stretch of code, and seldom tells one of
 * them the same count again.
 *
 * <p>A method may have tens of thousands of both, and ranges overlap at will. So a range is kept as
 * the few nodes of a binary tree over the stretches that make it up; over a stretch lies what its
 * leaf and the nodes above have. Each node knows how many of its handlers were told of each count,
 * so that all is told in the time that it takes to write the ranges down.
 */
final class StretchHandlers {
  private static final class Node {
    /** In the order of the table, up to the first that catches everything. */
    final List<Integer> handlers = new ArrayList<>();

    /** By count, how many of them were told. */
    final int[] told;

    /** The handler that catches everything; the largest number if there is none. */
    int last = Integer.MAX_VALUE;

    Node(int counts) {
      told = new int[counts];
    }
  }

  private final int stretches;
  private final int counts;

  /** The root is node 1, the children of n are 2n and 2n + 1, the leaves stand last. */
  private final @Nullable Node[] nodes;

  private int handlers;

  StretchHandlers(int stretches, int counts) {
    this.stretches = stretches;
    this.counts = counts;
    nodes = new Node[2 * stretches];
  }

  /** Adds the next handler of the table, for the stretches from one to before another. */
  void add(int from, int to, boolean catchesAll) {
    int first = stretches + from;
    int end = stretches + to;
    while (first < end) {
      if (first % 2 == 1) {
        addTo(first++, catchesAll);
      }
      if (end % 2 == 1) {
        addTo(--end, catchesAll);
      }
      first /= 2;
      end /= 2;
    }
    handlers++;
  }

  private void addTo(int index, boolean catchesAll) {
    Node node = nodes[index];
    if (node == null) {
      node = new Node(counts);
      nodes[index] = node;
    }
    if (node.last == Integer.MAX_VALUE) {
      node.handlers.add(handlers);
      node.last = catchesAll ? handlers : Integer.MAX_VALUE;
    }
  }

  /**
   * Tells a count to the handlers over a stretch, up to the first that catches everything.
   *
   * @param handler gets the number of each that was not told this count before, and perhaps of some
   *     that were
   */
  void tell(int stretch, int count, IntConsumer handler) {
    int last = Integer.MAX_VALUE;
    for (int index = stretches + stretch; index > 0; index /= 2) {
      Node node = nodes[index];
      last = node == null ? last : Math.min(last, node.last);
    }
    for (int index = stretches + stretch; index > 0; index /= 2) {
      Node node = nodes[index];
      if (node != null) {
        tell(node, count, last, handler);
      }
    }
  }

  private static void tell(Node node, int count, int last, IntConsumer handler) {
    int next = node.told[count];
    while (next < node.handlers.size() && node.handlers.get(next) <= last) {
      handler.accept(node.handlers.get(next++));
    }
    node.told[count] = next;
  }
}
