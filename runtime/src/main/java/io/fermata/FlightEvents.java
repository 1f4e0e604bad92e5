package io.fermata;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * The events that a flight recording gets from loops. Only {@link FlightRecording} decides whether
 * anything here is called, so that none of this is loaded without a recording.
 *
 * <p>Thread: the loop's, but for {@link #measureLag}.
 */
@SuppressWarnings("UnusedVariable") // the Flight Recorder reads the fields of events
final class FlightEvents {
  private static final Listener LISTENER = new Listener();
  private static final Runnable LAG = FlightEvents::measureLag;

  private FlightEvents() {}

  static void listen() {
    FlightRecorder.addListener(LISTENER);
    FlightRecorder.addPeriodicEvent(LoopLag.class, LAG);
    lookForRecordings();
  }

  static void listenNoMore() {
    FlightRecorder.removeListener(LISTENER);
    FlightRecorder.removePeriodicEvent(LAG);
  }

  private static void lookForRecordings() {
    FlightRecording.on =
        FlightRecorder.getFlightRecorder().getRecordings().stream()
            .anyMatch(recording -> recording.getState() == RecordingState.RUNNING);
  }

  private static final class Listener implements FlightRecorderListener {
    @Override
    public void recordingStateChanged(Recording recording) {
      lookForRecordings();
    }
  }

  // What the loop tells.

  /** Runs an entry of the ready queue, and tells of the step. */
  static void step(EventLoop loop, Object entry, Runnable run) {
    Task<?> task = entry instanceof Task<?> stepped ? stepped : null;
    if (task != null && !makesAStep(task)) {
      run.run();
      return;
    }
    if (task != null && task.awaiting == Parked.START && !Cancellation.isPending(task)) {
      started(loop, task);
    }
    SlowStep slow = new SlowStep();
    slow.begin();
    try {
      run.run();
    } finally {
      slow.end();
      if (slow.shouldCommit()) {
        slow.loop = loop.name();
        slow.task = task == null ? "a callback" : task.name();
        slow.suspendedAt = task == null ? null : line(task);
        slow.commit();
      }
      if (task != null) {
        left(loop, task);
      }
    }
  }

  /** What a timer puts into the queue has a turn of its own before the step. */
  private static boolean makesAStep(Task<?> task) {
    return task.awaiting != Parked.TIMER && task.awaiting != Parked.DUE_CANCELLED;
  }

  static void started(EventLoop loop, Task<?> task) {
    TaskStart event = new TaskStart();
    if (event.shouldCommit()) {
      event.loop = loop.name();
      event.task = task.name();
      event.commit();
    }
  }

  /** A step is over: the task is done, or waits. */
  static void left(EventLoop loop, Task<?> task) {
    if (task.isDone()) {
      TaskEnd event = new TaskEnd();
      if (event.shouldCommit()) {
        Object failure = task.awaiting;
        event.loop = loop.name();
        event.task = task.name();
        event.outcome = failure == null ? "done" : task.isCancelled() ? "cancelled" : "failed";
        event.failure = failure == null ? null : WaitText.named(failure);
        event.commit();
      }
      return;
    }
    TaskSuspension event = new TaskSuspension();
    if (event.shouldCommit()) {
      event.loop = loop.name();
      event.task = task.name();
      event.state = WaitText.text(task);
      event.suspendedAt = line(task);
      event.commit();
    }
  }

  private static @Nullable String line(Task<?> task) {
    StackTraceElement at = Dump.innermostAwait(task);
    return at == null ? null : at.toString();
  }

  /** How long a callback that is handed in now waits for its turn. */
  static void measureLag() {
    for (EventLoop loop : OpenLoops.all()) {
      if (loop.isRunning()) {
        long asked = System.nanoTime();
        boolean unused = loop.post(() -> lagged(loop, System.nanoTime() - asked));
      }
    }
  }

  private static void lagged(EventLoop loop, long nanos) {
    LoopLag event = new LoopLag();
    if (event.shouldCommit()) {
      event.loop = loop.name();
      event.lag = nanos;
      event.commit();
    }
  }

  @Name("io.fermata.TaskStart")
  @Label("Task Start")
  @Description("The first step of a task begins")
  @Category("Fermata")
  @StackTrace(false)
  private static final class TaskStart extends Event {
    @Label("Event Loop")
    @Nullable String loop;

    @Label("Task")
    @Nullable String task;
  }

  @Name("io.fermata.TaskEnd")
  @Label("Task End")
  @Description("A task is done")
  @Category("Fermata")
  @StackTrace(false)
  private static final class TaskEnd extends Event {
    @Label("Event Loop")
    @Nullable String loop;

    @Label("Task")
    @Nullable String task;

    @Label("Outcome")
    @Nullable String outcome;

    @Label("Failure")
    @Nullable String failure;
  }

  @Name("io.fermata.TaskSuspension")
  @Label("Task Suspension")
  @Description("A step of a task is over and the task waits; off by default, there are many")
  @Category("Fermata")
  @Enabled(false)
  @StackTrace(false)
  private static final class TaskSuspension extends Event {
    @Label("Event Loop")
    @Nullable String loop;

    @Label("Task")
    @Nullable String task;

    @Label("State")
    @Nullable String state;

    @Label("Suspended At")
    @Nullable String suspendedAt;
  }

  @Name("io.fermata.SlowStep")
  @Label("Slow Step")
  @Description("A task or callback kept the thread of its loop for longer than the threshold")
  @Category("Fermata")
  @Threshold("100 ms")
  @StackTrace(false)
  private static final class SlowStep extends Event {
    @Label("Event Loop")
    @Nullable String loop;

    @Label("Task")
    @Nullable String task;

    @Label("Then Suspended At")
    @Nullable String suspendedAt;
  }

  @Name("io.fermata.LoopLag")
  @Label("Loop Lag")
  @Description("How long a callback waited that was handed to a loop from another thread")
  @Category("Fermata")
  @Period("1 s")
  @StackTrace(false)
  private static final class LoopLag extends Event {
    @Label("Event Loop")
    @Nullable String loop;

    @Label("Lag")
    @Timespan(Timespan.NANOSECONDS)
    long lag;
  }
}
