package io.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs under the packaged agent, each in a JVM of its own. */
class AgentIT {
  /** Loads a program in two loaders of its own and runs it in both. */
  private static final String TWO_LOADERS =
      """
      package host;

      import java.net.*;
      import java.nio.file.*;

      public class Host {
        public static void main(String[] args) throws Exception {
          URL[] urls = {Path.of(args[0]).toUri().toURL()};
          for (int i = 0; i < 2; i++) {
            try (URLClassLoader loader = new URLClassLoader(urls, Host.class.getClassLoader())) {
              Class<?> prices = loader.loadClass("shop.Prices");
              prices.getMethod("main", String[].class).invoke(null, (Object) args);
            }
          }
        }
      }
      """;

  /** Tries what only code may that the JDK is opened to. */
  private static final String CURIOUS =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      public class Curious {
        @Async
        static Coroutine<Void> main() {
          await(yieldNow());
          return Coroutine.done();
        }

        public static void main(String[] args) throws Exception {
          run(main());
          Module here = Curious.class.getModule();
          Module base = Object.class.getModule();
          System.out.println(base.isOpen("java.lang", here));
          System.out.println(base.isExported("jdk.internal.misc", here));
        }
      }
      """;

  private static final String EARLIER =
      """
      package shop;

      public class Earlier {
        public static void premain(String options) {}
      }
      """;

  @TempDir Path directory;

  private Path compile(String... sources) {
    return Programs.compile(directory.resolve("classes"), sources);
  }

  private Jvm run(String agentOptions, Path classes, String... mainAndArguments) {
    String[] command = new String[mainAndArguments.length + 3];
    command[0] = "-javaagent:" + AgentJar.path() + agentOptions;
    command[1] = "-cp";
    command[2] = classes + File.pathSeparator + AgentJar.runtime();
    System.arraycopy(mainAndArguments, 0, command, 3, mainAndArguments.length);
    return Jvm.run(command);
  }

  @Test
  void aProgramPrintsTheSameWithAThreadForEachTask() {
    Jvm jvm = run("", compile(Programs.PRICES), "-Dio.fermata.stepping=true", "shop.Prices");
    assertThat(jvm).isEqualTo(new Jvm(0, Programs.PRICES_OUTPUT, ""));
  }

  /** The JIT takes calls of a driver for those of its only class that is loaded. */
  @Test
  void onlyThenTheDriverForItIsLoaded() {
    Path classes = compile(Programs.PRICES);
    String without = run("", classes, "-Xlog:class+load", "shop.Prices").out();
    assertThat(without)
        .contains("io.fermata.Stepper ")
        .doesNotContain("io.fermata.ThreadedStepper");
    String attachable = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";
    assertThat(run("", classes, "-Xlog:class+load", attachable, "shop.Prices").out())
        .contains("io.fermata.Stepper ")
        .doesNotContain("io.fermata.ThreadedStepper");
    String with =
        run("", classes, "-Xlog:class+load", "-Dio.fermata.stepping=true", "shop.Prices").out();
    assertThat(with).contains("io.fermata.ThreadedStepper ");
  }

  @Test
  void aProgramRunsWithoutAWordOfOurs() {
    Jvm jvm = run("", compile(Programs.PRICES), "shop.Prices");

    assertThat(jvm).isEqualTo(new Jvm(0, Programs.PRICES_OUTPUT, ""));
  }

  @Test
  void aProgramWithoutAsyncMethodsIsNotTouched() {
    Path dump = directory.resolve("dump");

    Jvm jvm = run("=dump=" + dump, compile(Programs.PLAIN), "shop.Plain");

    assertThat(jvm).isEqualTo(new Jvm(0, "plain\n", ""));
    assertThat(dump).doesNotExist();
  }

  @Test
  void agentAndCommandLineGiveTheSameBytes() {
    Path classes = compile(Programs.PRICES);
    Path dump = directory.resolve("dump");

    Jvm agent = run("=dump=" + dump, classes, "shop.Prices");
    Jvm commandLine = Jvm.run("-jar", AgentJar.path().toString(), classes.toString());

    assertThat(agent).isEqualTo(new Jvm(0, Programs.PRICES_OUTPUT, ""));
    assertThat(commandLine)
        .isEqualTo(new Jvm(0, classes + ": transformed 2 methods in 1 class\n", ""));
    Map<String, byte[]> files = Programs.files(classes);
    assertThat(files).hasSize(3);
    assertThat(Programs.files(dump)).containsExactlyEntriesOf(files);
  }

  @Test
  void whatWasTransformedBeforeRunsWithAndWithoutTheAgent() {
    Path classes = compile(Programs.PRICES);
    Path dump = directory.resolve("dump");
    Jvm.run("-jar", AgentJar.path().toString(), classes.toString());

    Jvm with = run("=dump=" + dump, classes, "shop.Prices");
    Jvm without = Jvm.run("-cp", classes + File.pathSeparator + AgentJar.runtime(), "shop.Prices");

    assertThat(with).isEqualTo(new Jvm(0, Programs.PRICES_OUTPUT, ""));
    assertThat(without).isEqualTo(with);
    assertThat(dump).doesNotExist();
  }

  @Test
  void eachLoaderGetsItsOwnFrames() {
    Path host = Programs.compile(directory.resolve("host"), TWO_LOADERS);

    Jvm jvm = run("", host, "host.Host", compile(Programs.PRICES) + File.separator);

    assertThat(jvm).isEqualTo(new Jvm(0, Programs.PRICES_OUTPUT.repeat(2), ""));
  }

  @Test
  void aProgramMayBeAModule() {
    Path classes = compile(Programs.PRICES);
    Programs.compileModule(classes, "module shop { requires io.fermata; }");

    Jvm jvm =
        Jvm.run(
            "-javaagent:" + AgentJar.path(),
            "-p",
            classes + File.pathSeparator + AgentJar.runtime(),
            "-m",
            "shop/shop.Prices");

    assertThat(jvm).isEqualTo(new Jvm(0, Programs.PRICES_OUTPUT, ""));
  }

  @Test
  void nothingOfTheJdkIsOpenedToTheProgram() throws IOException {
    Path classes = compile(CURIOUS, EARLIER);
    Path earlier = AgentJar.pointingTo(directory.resolve("earlier.jar"), "shop.Earlier");

    Jvm jvm =
        Jvm.run(
            "-javaagent:" + earlier,
            "-javaagent:" + AgentJar.path(),
            "-cp",
            classes + File.pathSeparator + AgentJar.runtime(),
            "shop.Curious");

    assertThat(jvm).isEqualTo(new Jvm(0, "false\nfalse\n", ""));
  }

  @Test
  void verboseNamesTheClasses() {
    Jvm jvm = run("=verbose", compile(Programs.PRICES), "shop.Prices");

    assertThat(jvm)
        .isEqualTo(
            new Jvm(0, Programs.PRICES_OUTPUT, "fermata: transformed shop.Prices, 2 methods\n"));
  }

  @Test
  void aMistakeInTheOptionsIsSaidAndTheProgramRuns() {
    Jvm jvm = run("=verbos", compile(Programs.PRICES), "shop.Prices");

    assertThat(jvm.out()).isEqualTo(Programs.PRICES_OUTPUT);
    assertThat(jvm.err())
        .startsWith("fermata: the agent has no option \"verbos\"; it is ignored\n")
        .contains("dump=DIR");
  }
}
