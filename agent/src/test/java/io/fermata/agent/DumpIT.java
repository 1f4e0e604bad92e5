package io.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line prints what a running JVM's loops do. */
class DumpIT {
  private static final String WAITING =
      """
      package shop;

      import static io.fermata.Fermata.*;
      import io.fermata.Async;
      import io.fermata.Coroutine;
      import io.fermata.Task;
      import java.time.Duration;

      public class Waiting {
        @Async
        static Coroutine<Void> order() {
          await(sleep(Duration.ofHours(1)));
          return Coroutine.done();
        }

        @Async
        static Coroutine<Void> main() {
          Task<Void> order = createTask(order(), "order");
          System.out.println("ready");
          await(order);
          return Coroutine.done();
        }

        public static void main(String[] args) {
          run(main());
        }
      }
      """;

  private static final String OTHER =
      """
      package shop;

      public class Other {
        public static void main(String[] args) throws Exception {
          System.out.println("ready");
          Thread.currentThread().join();
        }
      }
      """;

  /** Runs the others as Spring Boot's jars and web applications do: by loaders of its own. */
  private static final String CONTAINER =
"""
      package server;

      import java.net.URL;
      import java.net.URLClassLoader;
      import java.nio.file.Files;
import java.nio.file.Path;

      public class Container {
        public static void main(String[] args) throws Exception {
          for (int i = 1; i < args.length; i++) {
            URL[] urls = {Path.of(args[0]).toUri().toURL(), Path.of(args[i]).toUri().toURL()};
            Class<?> main = new URLClassLoader(urls).loadClass("shop.Waiting");
            new Thread(() -> start(main)).start();
          }
        }

        private static void start(Class<?> main) {
          try {
            main.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
          } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
          }
        }
      }
      """;

  /** Has the bean of another command, which asks at the same moment. */
  private static final String ASKED =
      """
      package shop;

      import java.lang.management.ManagementFactory;
      import javax.management.ObjectName;

      public class Asked {
        public static void main(String[] args) throws Exception {
          ObjectName name = new ObjectName("io.fermata:type=EventLoops");
          var server = ManagementFactory.getPlatformMBeanServer();
          server.createMBean("io.fermata.management.EventLoops", name);
          System.out.println("ready");
          System.in.read();
          System.out.println(server.queryNames(new ObjectName("io.fermata:*"), null));
        }
      }
      """;

  @TempDir private Path directory;
  private Process process;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void start(String main, Path classPath, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-cp", classPath + File.pathSeparator + AgentJar.runtime(), main));
    java(arguments.toArray(String[]::new));
  }

  /** Starts a JVM, which says when it is ready. */
  private void java(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    process =
        new ProcessBuilder(command).redirectError(directory.resolve("errors").toFile()).start();
    assertThat(process.inputReader().readLine()).isEqualTo("ready");
  }

  private static Jvm dump(String pid) {
    return Jvm.run("-jar", AgentJar.path().toString(), "dump", pid);
  }

  @Test
  void aProgramTransformedAtBuildTimeIsDumpedWithoutAnAgent() throws IOException {
    Path classes = Programs.compile(directory, WAITING);
    assertThat(Jvm.run("-jar", AgentJar.path().toString(), classes.toString()).status()).isZero();
    start("shop.Waiting", classes);

    for (int times = 0; times < 2; times++) {
      Jvm dump = dump("" + process.pid());
      assertThat(dump.err()).isEmpty();
      assertThat(dump.out())
          .isEqualTo(
              """
              loop-1 [running], 2 tasks
              Task-1: waiting for order
                at shop.Waiting.main(Waiting.java:20)
                + order: sleeping
                    at shop.Waiting.order(Waiting.java:12)
              """);
      assertThat(dump.status()).isZero();
    }
    assertThat(directory.resolve("errors")).isEmptyFile();
  }

  @Test
  void aRuntimeInLoadersOfItsOwnIsFoundInEachOfThem() throws IOException {
    Path server = Programs.compile(directory, CONTAINER);
    Path application =
        Programs.compile(Files.createDirectories(directory.resolve("application")), WAITING);
    assertThat(Jvm.run("-jar", AgentJar.path().toString(), application.toString()).status())
        .isZero();
    java(
        "-cp",
        server.toString(),
        "server.Container",
        AgentJar.runtime().toString(),
        application.toString(),
        application.toString());
    assertThat(process.inputReader().readLine()).isEqualTo("ready");

    for (int times = 0; times < 2; times++) {
      Jvm dump = dump("" + process.pid());
      assertThat(dump.err()).isEmpty();
      assertThat(dump.out().lines())
          .filteredOn(line -> line.equals("loop-1 [running], 2 tasks"))
          .hasSize(2);
      assertThat(dump.status()).isZero();
    }
  }

  @Test
  void noAgentMayBeLoadedToLookIntoOtherLoaders() throws IOException {
    Path classes = Programs.compile(directory, OTHER);
    java("-XX:-EnableDynamicAgentLoading", "-cp", classes.toString(), "shop.Other");

    Jvm dump = dump("" + process.pid());
    assertThat(dump.err())
        .startsWith("fermata: process " + process.pid() + " has no Fermata on its class path, and")
        .contains("-XX:-EnableDynamicAgentLoading")
        .hasLineCount(1);
    assertThat(dump.status()).isEqualTo(1);
  }

  @Test
  void commandsThatAskAtTheSameMomentDoNotDisturbEachOther() throws IOException {
    start("shop.Asked", Programs.compile(directory, ASKED));

    Jvm dump = dump("" + process.pid());
    process.outputWriter().append('\n').flush();

    assertThat(dump.err()).isEmpty();
    assertThat(dump.status()).isZero();
    assertThat(process.inputReader().readLine()).isEqualTo("[io.fermata:type=EventLoops]");
  }

  @Test
  void aJvmWithoutFermataIsNamedAsThat() throws IOException {
    Path classes = Programs.compile(directory, OTHER);
    java("-cp", classes.toString(), "shop.Other");

    Jvm dump = dump("" + process.pid());
    assertThat(dump.err())
        .startsWith("fermata: there is no Fermata in process " + process.pid() + ": ")
        .hasLineCount(1);
    assertThat(dump.status()).isEqualTo(1);
  }

  @Test
  void aJvmThatCannotBeAttachedToIsNamedAsThat() throws IOException {
    Path classes = Programs.compile(directory, OTHER);
    start("shop.Other", classes, "-XX:+DisableAttachMechanism");

    Jvm dump = dump("" + process.pid());
    assertThat(dump.err())
        .startsWith("fermata: process " + process.pid() + " cannot be attached to (")
        .contains("-XX:+DisableAttachMechanism")
        .hasLineCount(1);
    assertThat(dump.status()).isEqualTo(1);
  }

  @Test
  void thereIsNoSuchProcess() {
    Jvm dump = dump("999999999");
    assertThat(dump.err()).isEqualTo("fermata: there is no process 999999999\n");
    assertThat(dump.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "99999999999999999999"})
  void whatIsNoNumberOfAProcessIsAMisuse(String pid) {
    Jvm dump = dump(pid);
    assertThat(dump.err()).startsWith("fermata: dump needs the number of one process\n");
    assertThat(dump.status()).isEqualTo(2);
  }
}
