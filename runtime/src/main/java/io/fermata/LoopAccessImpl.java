package io.fermata;

import io.fermata.access.LoopAccess;
import io.fermata.access.LoopWatch;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The loop's side of the testing kit. */
final class LoopAccessImpl extends LoopAccess {
  LoopAccessImpl() {}

  @Override
  public EventLoop build(EventLoopBuilder builder, LoopWatch watch, @Nullable Long seed) {
    builder.testHooks = new TestHooks(watch, seed == null ? null : new Random(seed));
    return builder.build();
  }

  @Override
  public @Nullable LoopWatch watchOf(EventLoop loop) {
    return loop.testHooks == null ? null : loop.testHooks.watch;
  }

  @Override
  public List<Task<?>> tasks(EventLoop loop) {
    return loop.tasks.copy();
  }

  @Override
  public int timers(EventLoop loop) {
    return loop.timers.callbacks();
  }

  @Override
  public long nanos(Duration duration) {
    return Sleep.nanos(duration);
  }

  @Override
  public Thread daemon(Runnable work, String name) {
    return DaemonThreads.make(work, name);
  }

  @Override
  public boolean isSteppedThrough(EventLoop loop) {
    return loop.stepping;
  }

  @Override
  public boolean waitsForOthers(EventLoop loop) {
    for (Task<?> task : loop.tasks.copy()) {
      if (task.awaiting != null
          && AwaitedLeaves.of(task.awaiting).stream().anyMatch(leaf -> isOfOthers(leaf, loop))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfOthers(CompletionStage<?> stage, EventLoop loop) {
    return !(stage instanceof Task<?> task) || task.loop != loop;
  }
}
