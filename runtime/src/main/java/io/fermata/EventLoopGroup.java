package io.fermata;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Several event loops, each on a thread of its own: for programs that need more than one core.
 *
 * <p>A task belongs to one loop from its beginning to its end; so what is true of the tasks of one
 * loop, that only one of them runs at a time, stays true. {@link #submit} lets the group's {@link
 * Placement} choose the loop, {@link Fermata#createTask} stays on the loop it is called on. A task
 * that awaits a task of another loop goes on on its own. Promises and what is in {@code
 * io.fermata.sync} belong to one loop; between loops there are tasks and {@code CompletableFuture}.
 *
 * <pre>{@code
 * try (EventLoopGroup group = EventLoopGroup.create(2)) {
 *   long sum = group.run(sumOf(numbers));
 * }
 * }</pre>
 *
 * <p>The group is open from its creation until {@link #close}, or until a task fails with a fatal
 * error (any {@link VirtualMachineError} but an overflow of the stack). That is reported to the
 * exception handler of its loop, and closes the whole group.
 *
 * <p>Thread: any.
 */
public final class EventLoopGroup implements Executor, AutoCloseable {
  private final String name;
  private final Placement placement;
  private final List<GroupMember> members;
  private final List<EventLoop> loops;

  private volatile boolean ending;

  /** Members whose tasks have not ended yet. */
  private final AtomicInteger left;

  EventLoopGroup(EventLoopGroupBuilder builder) {
    this.name = builder.name;
    this.placement = builder.placement;
    this.members = members(builder);
    this.loops = members.stream().map(member -> member.loop).toList();
    this.left = new AtomicInteger(builder.loops);
  }

  private List<GroupMember> members(EventLoopGroupBuilder builder) {
    List<GroupMember> made = new ArrayList<>();
    try {
      for (int i = 1; i <= builder.loops; i++) {
        made.add(member(builder, i));
      }
    } catch (Throwable t) {
      made.forEach(GroupMember::discard);
      throw t;
    }
    return List.copyOf(made);
  }

  private GroupMember member(EventLoopGroupBuilder builder, int number) {
    EventLoopBuilder loop = EventLoop.builder();
    builder.eachLoop.accept(loop);
    if (loop.virtualTime) {
      throw new IllegalStateException(
          "a group cannot have virtual time, which is that of a single loop: " + name);
    }
    return new GroupMember(this, loop, name + "-" + number, builder.daemon);
  }

  /**
   * @param starter starts a thread, or fails if there is none to be had
   */
  EventLoopGroup start(Consumer<Thread> starter) {
    int started = 0;
    try {
      for (GroupMember member : members) {
        member.start(starter);
        started++;
      }
    } catch (Throwable t) {
      giveUp(members.subList(0, started), members.subList(started, members.size()));
      throw t;
    }
    return this;
  }

  private void giveUp(List<GroupMember> started, List<GroupMember> others) {
    others.forEach(member -> hasEnded());
    end();
    others.forEach(GroupMember::discard);
    started.forEach(GroupMember::join);
  }

  /** A group with as many loops as the JVM has processors. */
  public static EventLoopGroup create() {
    return builder().build();
  }

  /**
   * A group of so many loops.
   *
   * @throws IllegalArgumentException if it is less than one
   */
  public static EventLoopGroup create(int loops) {
    return builder().loops(loops).build();
  }

  /** For a group that is anything but ordinary. */
  public static EventLoopGroupBuilder builder() {
    return new EventLoopGroupBuilder();
  }

  /**
   * The group that the loop of this thread belongs to.
   *
   * @throws IllegalStateException if there is none
   */
  public static EventLoopGroup current() {
    EventLoop loop = EventLoop.currentOrNull();
    EventLoopGroup group = loop == null ? null : loop.group;
    if (group == null) {
      throw new IllegalStateException(
          "this thread belongs to no group: "
              + (loop == null ? "no event loop runs here" : loop + " is on its own"));
    }
    return group;
  }

  /** Its loops, always in the same order. They cannot be stopped or closed one by one. */
  public List<EventLoop> loops() {
    return loops;
  }

  /**
   * Makes a coroutine a task of one of the loops.
   *
   * @return the task; a task of any loop may await it, and a thread that runs no loop may block on
   *     it
   * @throws RejectedExecutionException if the group is closed, or closing
   */
  public <T extends @Nullable Object> Task<T> submit(Coroutine<T> coroutine) {
    Objects.requireNonNull(coroutine, "coroutine");
    return choose().submit(coroutine);
  }

  /**
   * Puts a callback at the end of the ready queue of one of the loops.
   *
   * @throws RejectedExecutionException if the group is closed, or closing
   */
  @Override
  public void execute(Runnable callback) {
    Objects.requireNonNull(callback, "callback");
    choose().execute(callback);
  }

  /**
   * Runs a coroutine as a task of one of the loops and blocks until it is done. Other tasks go on.
   *
   * @return the coroutine's result
   * @throws IllegalStateException if a loop runs on this thread; the coroutine's own exception is
   *     thrown as it is, checked or not
   * @throws RejectedExecutionException if the group is closed, or closing
   */
  public <T extends @Nullable Object> T run(Coroutine<T> main) {
    Checks.requireNoneHere();
    return submit(main).awaitFromOutside();
  }

  private EventLoop choose() {
    if (ending) {
      throw new RejectedExecutionException("the group is closed: " + this);
    }
    EventLoop chosen = Objects.requireNonNull(placement.choose(loops), "loop of the placement");
    if (chosen.group != this) {
      throw new IllegalStateException(chosen + " is no loop of " + this);
    }
    return chosen;
  }

  /**
   * Ends everything, as {@link EventLoop#close} does, on all loops together: cancels the tasks that
   * are left and waits until they have ended, reports those that failed meanwhile, then waits for
   * the work of {@code toThread} and ends the threads. While tasks end they can still await tasks
   * of all loops and create tasks of their own loop; the group refuses new ones from now on. A task
   * that was accepted always ends: it has run, or it is cancelled. Callbacks that have not had
   * their turn are dropped.
   *
   * <p>Blocks until all is over, also if another thread closes the group already. Does nothing on a
   * group that is closed.
   *
   * @throws IllegalStateException on a thread of the group, which would wait for itself
   */
  @Override
  public void close() {
    if (members.stream().anyMatch(GroupMember::isHere)) {
      throw new IllegalStateException(
          this + " cannot be closed from its own thread, which would wait for itself");
    }
    end();
    members.forEach(GroupMember::join);
  }

  /** Begins to close, if nobody has; does not wait. */
  void end() {
    ending = true;
    for (int i = 0; i < members.size(); i++) { // an iterator needs memory, see GroupMember
      members.get(i).askToEnd();
    }
  }

  /** The tasks of a member have ended. */
  void hasEnded() {
    if (left.decrementAndGet() == 0) {
      for (int i = 0; i < members.size(); i++) {
        members.get(i).othersHaveEnded();
      }
    }
  }

  /** Whether this is the thread of that loop of this group, which alone may end it. */
  boolean isThreadOf(EventLoop loop) {
    return members.get(loops.indexOf(loop)).isHere();
  }

  @Override
  public String toString() {
    return name + (ending ? " [closed]" : " [" + loops.size() + " loops]");
  }
}
