package io.fermata;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a new loop is to be like, on a thread of its own or {@link #on} an executor's; made by
 * {@link EventLoop#builder}.
 *
 * <p>In a JVM that a debugger has started, a loop that is not on an executor gives each task a
 * stack, so that a debugger's step over an await ends on the next line; it reports no slow steps.
 * The system property {@code io.fermata.stepping}, true or false, decides instead.
 */
public final class EventLoopBuilder {
  private static final Duration SLOW = Duration.ofMillis(100);
  private static final AtomicInteger BUILT = new AtomicInteger();

  private final String defaultName = "loop-" + BUILT.incrementAndGet();
  private @Nullable String name;
  boolean virtualTime;
  @Nullable Executor executor;
  final List<Carrier<?>> carriers = new ArrayList<>();
  @Nullable BiConsumer<? super String, ? super Throwable> exceptionHandler;
  @Nullable TestHooks testHooks;
  @Nullable EventLoopGroup group;

  boolean debug = Boolean.getBoolean("io.fermata.debug");
  private @Nullable Duration slowStepThreshold;

  /** Whether a debugger's steps stay in async methods; null if it depends on the debugger. */
  private @Nullable String stepping = System.getProperty("io.fermata.stepping");

  boolean jmx = Boolean.getBoolean("io.fermata.jmx");
  private @Nullable StepWatch stepWatch;

  EventLoopBuilder() {}

  /** The name it has in messages. */
  public EventLoopBuilder name(String name) {
    this.name = Objects.requireNonNull(name, "name");
    return this;
  }

  /**
   * Time stands still while anything is ready or any work of {@code toThread} is pending, and then
   * jumps to the next timer: a program that sleeps ends at once and measures what it would have
   * taken. Timers of one deadline are due together if they were started at the same time; one that
   * was started later comes later, as in real time, where a loop wakes a little late. For tests.
   */
  public EventLoopBuilder virtualTime() {
    this.virtualTime = true;
    return this;
  }

  /**
   * Where {@code toThread} runs its work, instead of threads of the loop's own. Closing the loop
   * does not shut it down.
   */
  public EventLoopBuilder executor(Executor executor) {
    this.executor = Objects.requireNonNull(executor, "executor");
    return this;
  }

  /**
   * Is told what callbacks threw, what tasks and promises failed with when nobody has asked for it,
   * and what {@link #debug} finds, with a message that says where. The default logs through {@link
   * System.Logger} {@code io.fermata}, a {@link DebugWarning} as a warning and the rest as errors.
   */
  public EventLoopBuilder exceptionHandler(
      BiConsumer<? super String, ? super Throwable> exceptionHandler) {
    this.exceptionHandler = Objects.requireNonNull(exceptionHandler, "exceptionHandler");
    return this;
  }

  /**
   * Debug mode tells the exception handler, with a {@link DebugWarning}, of coroutines that were
   * created on the loop's thread and never awaited (with the place where), of steps that are slower
   * than the threshold (with the stack as it was meanwhile), and of tasks that the end of the loop
   * leaves pending. A coroutine is reported when it is collected as garbage, and at the latest when
   * the loop is closed. {@link EventLoop#dump} then tells how old each task is. A step that does
   * not end at all is reported on a thread of its own.
   *
   * <p>It costs a look at the stack for each coroutine. The system property {@code
   * io.fermata.debug} sets the default.
   */
  public EventLoopBuilder debug(boolean debug) {
    this.debug = debug;
    return this;
  }

  /**
   * How long a step may keep the thread before it is reported; 100 ms by default in debug mode.
   * Given without debug mode, slow steps are reported and nothing else.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public EventLoopBuilder slowStepThreshold(Duration threshold) {
    if (threshold.isNegative() || threshold.isZero()) {
      throw new IllegalArgumentException("a threshold must be positive, not " + threshold);
    }
    this.slowStepThreshold = threshold;
    return this;
  }

  /**
   * Registers the loop with the platform's MBean server, as {@code
   * io.fermata:type=EventLoop,name=…}, until it is closed; see {@link
   * io.fermata.management.EventLoopMXBean}. The system property {@code io.fermata.jmx} sets the
   * default.
   */
  public EventLoopBuilder jmx(boolean jmx) {
    this.jmx = jmx;
    return this;
  }

  /** For tests that have a clock of their own. */
  EventLoopBuilder stepWatch(StepWatch watch) {
    this.stepWatch = watch;
    return this;
  }

  /** For tests that do not set the system property. */
  EventLoopBuilder stepping(boolean stepping) {
    this.stepping = String.valueOf(stepping);
    return this;
  }

  /** Whether a debugger's steps stay in async methods, which takes a stack for each task. */
  boolean isStepping() {
    return stepping == null ? Debugger.HAS_STARTED_THIS_JVM : Boolean.parseBoolean(stepping);
  }

  /**
   * Null if slow steps are nobody's concern.
   *
   * @param stepping whether a debugger steps through the loop's tasks
   */
  @Nullable StepWatch stepWatch(Failures failures, boolean stepping) {
    if (stepping) {
      return stepWatch; // whoever looks at a breakpoint makes each step slow
    }
    boolean watched = debug && testHooks == null; // a machine that runs tests may be slow
    if (stepWatch != null || (slowStepThreshold == null && !watched)) {
      return stepWatch;
    }
    Duration threshold = slowStepThreshold == null ? SLOW : slowStepThreshold;
    return new StepWatch(failures, Sleep.nanos(threshold), System::nanoTime, true);
  }

  /** Carries thread-bound state along with the loop's tasks. May be called several times. */
  public EventLoopBuilder carry(Carrier<?> carrier) {
    carriers.add(Objects.requireNonNull(carrier, "carrier"));
    return this;
  }

  /** The loop; it does not run yet. */
  public EventLoop build() {
    return new EventLoop(this, null);
  }

  /**
   * The loop on the thread of an executor. From then on {@link EventLoop#on} gives this one, as
   * long as somebody has it or its tasks wait for something: keep it, lest a later one be ordinary.
   *
   * @throws IllegalStateException if that executor has a loop that is open; or if this builder has
   *     {@link #virtualTime}, which an executor's thread cannot keep
   */
  public EventLoop on(Executor executor) {
    Objects.requireNonNull(executor, "executor");
    if (virtualTime) {
      throw new IllegalStateException(
          "a loop on an executor cannot have virtual time: what else runs there takes real time");
    }
    return HostedLoops.newLoopOn(executor, this);
  }

  /** As {@link #on(Executor)}; the executor also runs the loop's timers. */
  public EventLoop on(ScheduledExecutorService executor) {
    return on((Executor) executor);
  }

  String name(@Nullable Host host) {
    if (name != null) {
      return name;
    }
    return host == null ? defaultName : defaultName + " on " + host.executorName();
  }
}
