package io.fermata.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fermata.programs.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A debugger on transformed code, through the JDK's own debugger interface. */
class DebuggerIT {
  private static final String PROGRAM =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import java.time.Duration;

      public class Stock {
        private final int factor;

        Stock(int factor) {
          this.factor = factor;
        }

        @Async
        Coroutine<Integer> count(String item, int start) {
          int total = start; // first
          long weight = 7L;
          try {
            await(sleep(Duration.ofSeconds(1))); // waits
            total += item.length(); // resumed
            weight++;
          } catch (IllegalStateException e) {
            total = -1;
          }
          total += await(ready(factor)); // at once
          System.out.println(total); // after at once
          return twice(total + (int) weight); // left
        }

        @Async
        static Coroutine<Integer> ready(int value) {
          return Coroutine.of(value); // child
        }

        @Async
        static Coroutine<Integer> twice(int value) {
          await(yieldNow());
          return Coroutine.of(2 * value);
        }

        public static void main(String[] args) {
          try (EventLoop loop = EventLoop.builder().virtualTime().build()) {
            System.out.println(loop.run(new Stock(10).count("tea", 5)));
          }
        }
      }
      """;

  @TempDir Path directory;

  private DebugSession start(Form form, String... marks) throws Exception {
    Path classes = form.prepare(Programs.compile(directory.resolve("classes"), PROGRAM));
    List<Integer> lines = new ArrayList<>();
    for (String mark : marks) {
      lines.add(line(mark));
    }
    List<String> options = List.of("-Dio.fermata.stepping=false");
    return new DebugSession(form, options, classes, "shop.Stock", lines.toArray(new Integer[0]));
  }

  private static int line(String mark) {
    return DebugSession.line(PROGRAM, mark);
  }

  @ParameterizedTest
  @EnumSource
  void aBreakpointBehindAnAwaitIsHitOnceAndShowsTheVariables(Form form) throws Exception {
    try (DebugSession session = start(form, "resumed")) {
      assertThat(session.resume()).isTrue();
      assertThat(session.line()).isEqualTo(line("resumed"));
      assertThat(session.method()).startsWith("shop.Stock.lambda$async$count");
      assertThat(session.variables())
          .contains(entry("item", "\"tea\""), entry("total", "5"), entry("weight", "7"))
          .hasEntrySatisfying("$this", self -> assertThat(self).contains("shop.Stock"));
      assertThat(session.resume()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void breakpointsOnTheLinesOfAwaitsAreHitOnceEach(Form form) throws Exception {
    List<String> all = List.of("first", "waits", "resumed", "at once", "child", "left");
    try (DebugSession session = start(form, all.toArray(new String[0]))) {
      for (String mark : all) {
        assertThat(session.resume()).isTrue();
        assertThat(session.line()).as(mark).isEqualTo(line(mark));
      }
      assertThat(session.resume()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStepOverAnAwaitEndsOnTheNextLine(Form form) throws Exception {
    try (DebugSession session = start(form, "at once")) {
      assertThat(session.resume()).isTrue();
      assertThat(session.stepOver()).isTrue();
      assertThat(session.line()).isEqualTo(line("after at once"));
      assertThat(session.stepOver()).isTrue();
      assertThat(session.line()).isEqualTo(line("left"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStepIntoAnAwaitedCallEndsOnItsFirstLine(Form form) throws Exception {
    try (DebugSession session = start(form, "at once")) {
      assertThat(session.resume()).isTrue();
      assertThat(session.stepInto()).isTrue();
      assertThat(session.line()).isEqualTo(line("child"));
      assertThat(session.method()).startsWith("shop.Stock.lambda$async$ready");
    }
  }

  /** The method returns to its caller; nothing on that way is the user's. */
  @ParameterizedTest
  @EnumSource
  void aStepOverAnAwaitThatWaitsStopsInNoGeneratedCode(Form form) throws Exception {
    try (DebugSession session = start(form, "waits", "resumed")) {
      assertThat(session.resume()).isTrue();
      assertThat(session.stepOver()).isTrue();
      assertThat(session.line()).isEqualTo(line("resumed"));
    }
  }

  /** What is returned is awaited by generated code. */
  @ParameterizedTest
  @EnumSource
  void aStepOverAReturnOfACoroutineLeavesTheMethod(Form form) throws Exception {
    try (DebugSession session = start(form, "left")) {
      assertThat(session.resume()).isTrue();
      boolean stopped = session.stepOver();
      assertThat(stopped ? session.method() : "ended").isIn("ended", "shop.Stock.main");
    }
  }
}
