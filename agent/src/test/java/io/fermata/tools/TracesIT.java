package io.fermata.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a stack trace shows: the calls that ordinary methods would have made, each at the line of
 * its await or of the run, and nothing else.
 */
class TracesIT {
  private static final String CHAINS =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import java.time.Duration;
      import java.util.concurrent.CompletableFuture;
      import java.util.function.Supplier;

      public class Chains {
        static final RuntimeException CONSTANT = new IllegalStateException("constant");

        static final class Mute extends RuntimeException {
          Mute() {
            super("mute", null, true, false);
          }
        }

        static RuntimeException failure() {
          return new IllegalArgumentException("failure");
        }

        @Async
        static Coroutine<Integer> atOnce() {
          if (CONSTANT != null) {
            throw failure();
          }
          return Coroutine.of(await(Coroutine.of(1)));
        }

        @Async
        static Coroutine<Integer> later() {
          await(yieldNow());
          throw failure();
        }

        @Async
        static Coroutine<Integer> throwing(RuntimeException failure) {
          await(yieldNow());
          throw failure;
        }

        @Async
        static Task<Integer> eager(boolean waits) {
          if (waits) {
            await(yieldNow());
          }
          throw failure();
        }

        @Async
        static Coroutine<Integer> middle(Supplier<? extends Awaitable<Integer>> inner) {
          Awaitable<Integer> made = inner.get();
          return Coroutine.of(1 + await(made));
        }

        @Async
        static Coroutine<Integer> outer(Supplier<? extends Awaitable<Integer>> inner) {
          int sum = 1;
          sum += await(middle(inner));
          return Coroutine.of(sum);
        }

        @Async
        static Coroutine<Integer> resumed(Supplier<? extends Awaitable<Integer>> inner) {
          await(yieldNow());
          return Coroutine.of(await(middle(inner)));
        }

        @Async
        static Coroutine<Integer> grouped() {
          return Coroutine.of(
              await(
                  TaskGroup.run(
                      group -> {
                        Task<Integer> child = group.createTask(outer(Chains::later));
                        return middle(() -> child);
                      })));
        }

        @Async
        static Coroutine<Integer> failedLongAgo() {
          Task<Integer> task = createTask(outer(Chains::later));
          await(sleep(Duration.ofSeconds(1)));
          return Coroutine.of(await(task));
        }

        @Async
        static Coroutine<Integer> recursive(int depth, boolean waitsBelow) {
          if (depth == 0) {
            throw failure();
          }
          if (depth == 2 && waitsBelow) {
            await(yieldNow());
          }
          return Coroutine.of(await(recursive(depth - 1, waitsBelow)));
        }

        @Async
        static Coroutine<Integer> deep(int depth) {
          return Coroutine.of(depth == 0 ? await(later()) : await(deep(depth - 1)));
        }

        @Async
        static Coroutine<Integer> recursiveTasks(int depth) {
          if (depth == 0) {
            throw failure();
          }
          return Coroutine.of(await(createTask(recursiveTasks(depth - 1))));
        }

        @Async
        static Coroutine<Integer> twice(RuntimeException failure) {
          try {
            await(outer(() -> throwing(failure)));
          } catch (RuntimeException caught) {
            await(yieldNow());
          }
          return Coroutine.of(await(middle(() -> throwing(failure))));
        }

        @Async
        static Coroutine<Integer> cleaningUp() {
          try {
            return Coroutine.of(await(outer(Chains::later)));
          } finally {
            await(yieldNow());
          }
        }

        @Async
        static Coroutine<Integer> wrapping() {
          try {
            return Coroutine.of(await(outer(Chains::later)));
          } catch (RuntimeException e) {
            RuntimeException wrapper = new RuntimeException("wrapped", e); // new failure()
            wrapper.addSuppressed(e);
            throw wrapper;
          }
        }

        static void show(String name, Coroutine<Integer> main) {
          try (EventLoop loop = EventLoop.builder().virtualTime().build()) {
            loop.run(main);
          } catch (RuntimeException e) {
            System.out.println(name + trace(e));
            if (e.getCause() != null) {
              boolean kept = e.getSuppressed().length == 1 && e.getSuppressed()[0] == e.getCause();
              System.out.println("cause " + kept + trace(e.getCause()));
            }
          }
        }

        static String trace(Throwable failure) {
          StringBuilder text = new StringBuilder();
          StackTraceElement[] trace = failure.getStackTrace();
          for (StackTraceElement each : trace) {
            if (trace.length > 100 && each == trace[4]) {
              return text + " and so on, " + trace.length;
            }
            String type = each.getClassName().replaceAll(".*\\\\.", "");
            text.append(' ').append(each.toString().contains("//") ? "(names its loader)" : "");
            text.append(type.equals("Chains") ? "" : type + ".");
            text.append(each.getMethodName().replaceAll("lambda.(\\\\w+).*", "$1->"));
            text.append(each.getLineNumber() < 0 ? "" : ":" + each.getLineNumber());
          }
          return text.toString();
        }

        static void constants() {
          for (int i = 0; i < 3; i++) {
            show("constant", outer(() -> throwing(CONSTANT)));
            show("constant of a task", resumed(() -> createTask(middle(() -> throwing(CONSTANT)))));
            show("constant of a stage", outer(() -> Awaitable.of(CompletableFuture.failedFuture(CONSTANT))));
          }
        }

        public static void main(String[] args) throws Exception {
          show("at once", outer(Chains::atOnce));
          show("later", outer(Chains::later));
          show("resumed", resumed(Chains::atOnce));
          show("eager", outer(() -> eager(true)));
          show("task", outer(() -> createTask(middle(Chains::later))));
          show("long ago", failedLongAgo());
          show("gather", outer(() -> waitFor(gathered(), Duration.ofSeconds(9))));
          show("group", grouped());
          show("shield", outer(() -> shield(middle(Chains::later))));
          show("waitFor", outer(() -> waitFor(middle(Chains::later), Duration.ofSeconds(9))));
          show("withTimeout", outer(() -> withTimeout(Duration.ofSeconds(9), t -> middle(Chains::later))));
          show("recursive", recursive(3, false));
          show("recursive later", recursive(3, true));
          show("recursive tasks", recursiveTasks(3));
          show("cleaning up", cleaningUp());
          show("wrapped", wrapping());
          show("mute", outer(() -> throwing(new Mute())));
          RuntimeException failure = failure(); // made here
          show("twice", twice(failure));
          constants();
          Thread large = new Thread(null, () -> show("deep", deep(10_000)), "large", 1 << 29);
          large.start();
          large.join();
        }

        @Async
        static Coroutine<Integer> gathered() {
          return Coroutine.of(await(gather(middle(Chains::later), middle(Chains::later))).get(0));
        }
      }
      """;

  private static final String SHOWN =
      """
      at once failure atOnce middle outer EventLoop.run show main
      later failure later middle outer EventLoop.run show main
      resumed failure atOnce middle resumed EventLoop.run show main
      eager failure eager middle outer EventLoop.run show main
      task failure later middle middle outer EventLoop.run show main
      long ago failure later middle outer failedLongAgo EventLoop.run show main
      gather failure later middle gathered Fermata.waitFor middle outer EventLoop.run show main
      group failure later middle outer grouped EventLoop.run show main
      shield failure later middle middle outer EventLoop.run show main
      waitFor failure later middle Fermata.waitFor middle outer EventLoop.run show main
      withTimeout failure later middle Fermata.withTimeout middle outer EventLoop.run show main
      recursive failure recursive recursive recursive recursive EventLoop.run show main
      recursive later failure recursive recursive recursive recursive EventLoop.run show main
      recursive tasks failure recursiveTasks recursiveTasks recursiveTasks recursiveTasks EventLoop.run show main
      cleaning up failure later middle outer cleaningUp EventLoop.run show main
      wrapped wrapping EventLoop.run show main
      cause true failure later middle outer wrapping
      mute
      twice failure main
      """
          + """
            constant <clinit>
            constant of a task <clinit>
            constant of a stage <clinit> middle outer EventLoop.run show constants main
            """
          + """
            constant <clinit> middle outer EventLoop.run show constants main
            constant of a task <clinit> middle outer EventLoop.run show constants main
            constant of a stage <clinit> middle outer EventLoop.run show constants main
            """
              .repeat(2)
          + "deep failure later deep deep and so on, 1024\n";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void aTraceReadsAsThatOfCalls(Form form) {
    Path classes = form.prepare(Programs.compile(directory.resolve("classes"), CHAINS));
    List<String> command = new ArrayList<>(form.jvmArguments());
    command.addAll(
        List.of("-cp", classes + File.pathSeparator + AgentJar.runtime(), "shop.Chains"));

    Jvm jvm = Jvm.run(command.toArray(new String[0]));

    assertThat(jvm.err()).isEmpty();
    assertThat(jvm.out().replaceAll(":\\d+", "")).isEqualTo(SHOWN);
    String[] source = CHAINS.split("\n");
    Matcher line = Pattern.compile(" ([^ .]+):(\\d+)").matcher(jvm.out());
    while (line.find()) {
      assertThat(source[Integer.parseInt(line.group(2)) - 1])
          .as(line.group())
          .containsPattern(
              "await\\((?!yield|sleep)|failure\\(\\)|new Illegal|run\\(main|show\\(|constants\\(");
    }
  }
}
