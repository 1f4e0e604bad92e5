package io.fermata;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What a new group is to be like; made by {@link EventLoopGroup#builder}. */
public final class EventLoopGroupBuilder {
  private static final AtomicInteger BUILT = new AtomicInteger();

  String name = "group-" + BUILT.incrementAndGet();
  int loops = Runtime.getRuntime().availableProcessors();
  boolean daemon;
  Placement placement = Placement.inTurn();
  Consumer<? super EventLoopBuilder> eachLoop = loop -> {};

  EventLoopGroupBuilder() {}

  /** The name it has in messages. Its loops and their threads have it too, with a number from 1. */
  public EventLoopGroupBuilder name(String name) {
    this.name = Objects.requireNonNull(name, "name");
    return this;
  }

  /**
   * How many loops, each with a thread of its own; by default as many as the JVM has processors.
   *
   * @throws IllegalArgumentException if it is less than one
   */
  public EventLoopGroupBuilder loops(int loops) {
    if (loops < 1) {
      throw new IllegalArgumentException("a group cannot have " + loops + " loops");
    }
    this.loops = loops;
    return this;
  }

  /**
   * Whether the JVM may end while the group is open. By default it may not, as with the executors
   * of the JDK: what a program has forgotten to close does not end in the midst of its work.
   */
  public EventLoopGroupBuilder daemon(boolean daemon) {
    this.daemon = daemon;
    return this;
  }

  /** Where tasks go that are handed to the group; {@link Placement#inTurn} by default. */
  public EventLoopGroupBuilder placement(Placement placement) {
    this.placement = Objects.requireNonNull(placement, "placement");
    return this;
  }

  /**
   * Is called with the builder of each loop: for its exception handler, executor, carriers, debug
   * mode. The name is given; virtual time is refused, because each loop would have one of its own.
   */
  public EventLoopGroupBuilder eachLoop(Consumer<? super EventLoopBuilder> eachLoop) {
    this.eachLoop = Objects.requireNonNull(eachLoop, "eachLoop");
    return this;
  }

  /**
   * The group; its loops run from now on.
   *
   * @throws IllegalStateException if {@link #eachLoop} has set virtual time
   */
  public EventLoopGroup build() {
    return new EventLoopGroup(this).start(Thread::start);
  }
}
