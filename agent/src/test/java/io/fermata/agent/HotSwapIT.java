package io.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Classes that are transformed again, by another agent's wish or because a debugger has a new
 * version.
 */
class HotSwapIT {
  private static final String WORK =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import java.time.Duration;

      public class Work {
        @Async
        static Coroutine<String> run(String name) {
          await(sleep(Duration.ofSeconds(1)));
          return Coroutine.of("old " + name);
        }
      }
      """;

  private static final String MORE_WORK =
      WORK.replace("{\n    await", "{\n    int length = name.length();\n    await")
          .replace("\"old \" + name", "\"new \" + name + length");

  /** The same variables over the same await, further down. */
  private static final String MOVED_WORK =
      WORK.replace("public class", "\n\n\npublic class")
          .replace("\"old \" + name", "\"new \" + name.length() + name");

  private static final String SWAP =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import java.lang.instrument.*;
      import java.nio.file.*;

      public class Swap {
        static Instrumentation instrumentation;

        public static void premain(String options, Instrumentation instrumentation) {
          Swap.instrumentation = instrumentation;
        }

        @Async
        static Coroutine<Void> swap(Path classFile) throws Exception {
          Task<String> parked = createTask(Work.run("parked"));
          System.out.println(await(Work.run("a")));
          instrumentation.retransformClasses(Work.class);
          System.out.println(await(Work.run("b")));
          System.out.println(await(parked));
          Task<String> parkedInOld = createTask(Work.run("parked"));
          await(yieldNow());
          byte[] bytes = Files.readAllBytes(classFile);
          instrumentation.redefineClasses(new ClassDefinition(Work.class, bytes));
          System.out.println(await(Work.run("c")));
          try {
            System.out.println(await(parkedInOld));
          } catch (ClassCastException e) {
            System.out.println("what was parked fails");
          }
          return Coroutine.done();
        }

        public static void main(String[] args) throws Exception {
          try (EventLoop loop = EventLoop.builder().virtualTime().build()) {
            loop.run(swap(Path.of(args[0])));
          }
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void newCallsWorkAfterARetransformationAndAfterARedefinition() throws IOException {
    assertThat(swapFor(MORE_WORK))
        .isEqualTo(
            """
            old a
            old b
            old parked
            new c1
            what was parked fails
            """);
    assertThat(Programs.files(directory.resolve("dump/shop")))
        .containsKeys("Work.class", "Work$run$0.class", "Work$run$0$1.class");
  }

  @Test
  void whatIsParkedGoesOnInTheNewBodyIfItKeepsTheSame() throws IOException {
    assertThat(swapFor(MOVED_WORK))
        .isEqualTo(
            """
            old a
            old b
            old parked
            new 1c
            new 6parked
            """);
  }

  /** What a program prints that gets another version of a class while it runs. */
  private String swapFor(String work) throws IOException {
    Path classes = Programs.compile(directory.resolve("classes"), WORK, SWAP);
    Path newer = Programs.compile(directory.resolve("newer"), work);

    Jvm jvm =
        Jvm.run(
            "-javaagent:" + AgentJar.path() + "=dump=" + directory.resolve("dump"),
            "-javaagent:" + AgentJar.pointingTo(directory.resolve("swap.jar"), "shop.Swap"),
            "-cp",
            classes + File.pathSeparator + AgentJar.runtime(),
            "shop.Swap",
            newer.resolve("shop/Work.class").toString());

    assertThat(jvm.err()).isEmpty();
    return jvm.out();
  }
}
