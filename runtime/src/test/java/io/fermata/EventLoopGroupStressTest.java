package io.fermata;

import static io.fermata.Script.script;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads and loops at once. What is asserted holds in every order of events. */
@Timeout(120)
class EventLoopGroupStressTest {
  private static final int SUBMITTERS = 8;

  /** Of one submitter: a machine that is slow to close must not be flooded meanwhile. */
  private static final int MOST = 500;

  @Test
  void whatIsSubmittedWhileTheGroupClosesEndsOrIsRefused() throws InterruptedException {
    for (int round = 0; round < 100; round++) {
      ConcurrentLinkedQueue<Task<Object>> accepted = new ConcurrentLinkedQueue<>();
      AtomicInteger ran = new AtomicInteger();
      CountDownLatch going = new CountDownLatch(SUBMITTERS);
      EventLoopGroup group = EventLoopGroup.builder().name("stress").loops(3).build();
      List<Thread> submitters = new ArrayList<>();
      for (int i = 0; i < SUBMITTERS; i++) {
        Thread submitter =
            new Thread(
                () -> {
                  try {
                    for (int sent = 0; sent < MOST; sent++) {
                      if (sent == 5) {
                        going.countDown();
                      }
                      accepted.add(
                          group.submit(
                              script("counts")
                                  .await(Fermata::yieldNow)
                                  .then(ran::incrementAndGet)));
                    }
                  } catch (RejectedExecutionException closed) {
                    // the end
                  }
                });
        submitter.start();
        submitters.add(submitter);
      }
      going.await();
      group.close();
      for (Thread submitter : submitters) {
        submitter.join();
      }
      assertThat(accepted).hasSizeGreaterThanOrEqualTo(5 * SUBMITTERS).allMatch(Task::isDone);
      assertThat(accepted.stream().filter(task -> !task.isCancelled()))
          .hasSize(ran.get())
          .noneMatch(Task::isCompletedExceptionally);
    }
  }

  @Test
  void treesThatReachOverAllLoopsSumUp() {
    try (EventLoopGroup group = EventLoopGroup.builder().name("stress").loops(4).build()) {
      for (int seed = 0; seed < 20; seed++) {
        assertThat(group.run(tree(new Random(seed), 6))).isEqualTo(leaves(new Random(seed), 6));
      }
    }
  }

  /** A tree of tasks, some of the same loop and some of others; counts its leaves. */
  private static Coroutine<Integer> tree(Random random, int depth) {
    int children = depth == 0 ? 0 : random.nextInt(4);
    if (children == 0) {
      return script("leaf").await(Fermata::yieldNow).returns(() -> 1);
    }
    List<Coroutine<Integer>> subtrees = new ArrayList<>();
    boolean[] elsewhere = new boolean[children];
    for (int i = 0; i < children; i++) {
      subtrees.add(tree(random, depth - 1));
      elsewhere[i] = i % 2 == depth % 2;
    }
    List<Task<Integer>> tasks = new ArrayList<>();
    int[] sum = new int[1];
    Script<Object> node =
        script("node")
            .then(
                () -> {
                  for (int i = 0; i < children; i++) {
                    Coroutine<Integer> subtree = subtrees.get(i);
                    tasks.add(
                        elsewhere[i]
                            ? EventLoopGroup.current().submit(subtree)
                            : Fermata.createTask(subtree));
                  }
                });
    for (int i = 0; i < children; i++) {
      int child = i;
      node.await(() -> tasks.get(child), (Integer count) -> sum[0] += count);
    }
    return node.returns(() -> sum[0]);
  }

  private static int leaves(Random random, int depth) {
    int children = depth == 0 ? 0 : random.nextInt(4);
    int sum = children == 0 ? 1 : 0;
    for (int i = 0; i < children; i++) {
      sum += leaves(random, depth - 1);
    }
    return sum;
  }
}
