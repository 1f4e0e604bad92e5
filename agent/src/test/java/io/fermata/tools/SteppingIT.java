package io.fermata.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fermata.programs.Programs;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps of a debugger that has started the program, over awaits that have to wait. */
class SteppingIT {
  private static final String PROGRAM =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import io.fermata.sync.AsyncQueue;
      import java.time.Duration;

      public class Trip {
        static final AsyncQueue<Integer> queue = AsyncQueue.unbounded();
        static int turns;

        @Async
        static Coroutine<Integer> all(int start) {
          int total = start; // first
          await(sleep(Duration.ofSeconds(1))); // sleeps
          total += await(leg(3)); // calls
          total += await(createTask(leg(4))); // task
          total += await(queue.get()); // queue
          for (int i = 0; i < 2; i++) { // loop
            await(yieldNow()); // round
            total++; // counts
          }
          try {
            await(sleep(Duration.ofSeconds(1))); // tries
            total += 100; // tried
            await(fails()); // fails
          } catch (IllegalStateException e) {
            total += 200; // caught
          } finally {
            await(yieldNow()); // cleanup
            total += 400; // cleaned
          }
          Task<Integer> started = eager(total); // starts
          total += await(started); // eager
          return Coroutine.of(total); // last
        }

        @Async
        static Coroutine<Integer> leg(int miles) {
          int twice = 2 * miles; // leg
          await(sleep(Duration.ofSeconds(1))); // leg waits
          return Coroutine.of(twice); // leg ends
        }

        @Async
        static Coroutine<Void> fails() {
          await(yieldNow());
          throw new IllegalStateException();
        }

        @Async
        static Task<Integer> eager(int value) {
          await(yieldNow()); // eager waits
          int twice = await(leg(value)); // eager goes on
          await(yieldNow()); // eager waits again
          return Task.of(twice / 2); // eager ends
        }

        @Async
        static Coroutine<Integer> counts(String who) {
          int seen = turns++;
          await(yieldNow()); // counted
          seen = turns++; // counted on
          return Coroutine.of(seen);
        }

        @Async
        static Coroutine<Void> main() {
          Task<?> counting = createTask(gather(counts("a"), counts("b")));
          queue.offer(5);
          System.out.println(await(all(1)));
          await(counting);
          return Coroutine.done();
        }

        public static void main(String[] args) {
          try (EventLoop loop = EventLoop.builder().virtualTime().build()) {
            loop.run(main());
          }
        }
      }
      """;

  @TempDir Path directory;

  private DebugSession stoppedAt(Form form, String... marks) throws Exception {
    return stoppedAt(form, List.of(), marks);
  }

  private DebugSession stoppedAt(Form form, List<String> options, String... marks)
      throws Exception {
    Path classes = form.prepare(Programs.compile(directory.resolve("classes"), PROGRAM));
    Integer[] lines = Arrays.stream(marks).map(SteppingIT::line).toArray(Integer[]::new);
    DebugSession session = new DebugSession(form, options, classes, "shop.Trip", lines);
    assertThat(session.resume()).isTrue();
    return session;
  }

  private static int line(String mark) {
    return DebugSession.line(PROGRAM, mark);
  }

  private static void assertStepsOverTo(DebugSession session, String... marks) throws Exception {
    for (String mark : marks) {
      assertThat(session.stepOver()).isTrue();
      assertThat(session.line()).as(mark).isEqualTo(line(mark));
    }
  }

  @ParameterizedTest
  @EnumSource
  void stepsOverEveryAwaitStayInTheMethod(Form form) throws Exception {
    try (DebugSession session = stoppedAt(form, "first")) {
      assertStepsOverTo(session, "sleeps", "calls");
      assertThat(session.variables()).contains(entry("start", "1"), entry("total", "1"));
      assertStepsOverTo(session, "task");
      assertThat(session.variables()).contains(entry("total", "7"));
      assertStepsOverTo(session, "queue");
      assertThat(session.variables()).contains(entry("total", "15"));
      assertStepsOverTo(session, "loop", "round", "counts", "loop", "round", "counts", "loop");
      assertThat(session.variables()).contains(entry("total", "22"));
      assertStepsOverTo(session, "tries", "tried", "fails", "caught");
      assertThat(session.variables()).containsKey("e").contains(entry("total", "122"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void stepsOverStayInAFinallyAndBehindEagerCalls(Form form) throws Exception {
    try (DebugSession session = stoppedAt(form, "caught")) {
      int line = session.line();
      while (line != line("starts")) {
        assertThat(session.stepOver()).isTrue();
        assertThat(session.method()).startsWith("shop.Trip.lambda$async$all");
        line = session.line();
      }
      assertThat(session.variables()).contains(entry("total", "722"));
      assertStepsOverTo(session, "eager", "last");
      assertThat(session.variables()).contains(entry("total", "1444"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void stepsGoIntoAnAwaitedCallAndOutOfIt(Form form) throws Exception {
    try (DebugSession session = stoppedAt(form, "calls")) {
      assertThat(session.stepInto()).isTrue();
      assertThat(session.line()).isEqualTo(line("leg"));
      assertStepsOverTo(session, "leg waits", "leg ends");
      assertThat(session.variables()).contains(entry("miles", "3"), entry("twice", "6"));
      assertThat(session.stack())
          .extracting(name -> name.replaceAll(".*\\$async\\$(.*)\\$.*", "$1"))
          .containsExactly("leg", "all", "main", "main");
      assertThat(session.stepOut()).isTrue();
      assertThat(session.method()).startsWith("shop.Trip.lambda$async$all");
      assertThat(session.line()).isEqualTo(line("calls"));
      assertStepsOverTo(session, "task");
      assertThat(session.variables()).contains(entry("total", "7"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStepFromTheEndOfACallEndsInTheCaller(Form form) throws Exception {
    try (DebugSession session = stoppedAt(form, "leg ends")) {
      assertThat(session.stepOver()).isTrue();
      assertThat(session.method()).startsWith("shop.Trip.lambda$async$all");
      assertThat(session.line()).isEqualTo(line("calls"));
    }
  }

  /** The other goes through the same lines meanwhile. */
  @ParameterizedTest
  @EnumSource
  void aStepFollowsItsOwnTask(Form form) throws Exception {
    try (DebugSession session = stoppedAt(form, "counted")) {
      assertThat(session.variables()).contains(entry("who", "\"a\""), entry("seen", "0"));
      String task = session.threadName();
      assertThat(session.resume()).isTrue(); // b is there
      assertThat(session.variables()).contains(entry("who", "\"b\""), entry("seen", "1"));
      assertThat(session.threadName()).isNotEqualTo(task);
      assertStepsOverTo(session, "counted on");
      assertThat(session.variables()).contains(entry("who", "\"b\""), entry("seen", "1"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEagerCallIsSteppedThroughOnItsOwn(Form form) throws Exception {
    try (DebugSession session = stoppedAt(form, "eager waits", "eager goes on")) {
      assertThat(session.stack())
          .extracting(name -> name.replaceAll(".*\\$async\\$(.*)\\$.*", "$1"))
          .containsExactly("eager", "eager", "all", "main", "main");
      assertThat(session.stepOver()).isTrue(); // it returns to its caller
      assertThat(session.method()).isEqualTo("shop.Trip.eager");
      assertThat(session.stepOver()).isTrue();
      assertThat(session.method()).startsWith("shop.Trip.lambda$async$all");
      assertThat(session.resume()).isTrue();
      assertThat(session.line()).isEqualTo(line("eager goes on"));
      assertStepsOverTo(session, "eager waits again", "eager ends");
      assertThat(session.variables()).contains(entry("value", "722"), entry("twice", "1444"));
      assertThat(session.resume()).isFalse();
    }
  }

  /** It was suspended before the loop has made a step of it. */
  @ParameterizedTest
  @EnumSource
  void aStepOutOfACallOfAnEagerOneEndsInIt(Form form) throws Exception {
    try (DebugSession session = stoppedAt(form, "eager goes on")) {
      assertThat(session.stepInto()).isTrue();
      assertThat(session.line()).isEqualTo(line("leg"));
      assertStepsOverTo(session, "leg waits", "leg ends");
      assertThat(session.stepOver()).isTrue();
      assertThat(session.line()).isEqualTo(line("eager goes on"));
      assertThat(session.method()).startsWith("shop.Trip.lambda$async$eager");
    }
  }

  @ParameterizedTest
  @EnumSource
  void thePropertySwitchesItOff(Form form) throws Exception {
    List<String> options = List.of("-Dio.fermata.stepping=false");
    try (DebugSession session = stoppedAt(form, options, "sleeps")) {
      assertThat(session.method()).startsWith("shop.Trip.lambda$async$all");
      assertThat(session.stepOver()).isTrue();
      assertThat(session.method()).startsWith("shop.Trip.lambda$async$main");
    }
  }
}
