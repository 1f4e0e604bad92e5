package io.fermata.golden;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.harness.CaseLoader;
import io.fermata.harness.Cases;
import io.fermata.harness.Weaving;
import io.fermata.transform.Transformer;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What small programs print in Java is what their Python originals print. {@code record.py} of the
 * runtime's tests records the originals' output again.
 */
class GoldenProgramsTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/golden");
  private static final String PACKAGE = Twins.class.getPackageName() + ".";
  private static final List<Class<? extends Twins>> ALL =
      List.of(
          TaskTwins.class,
          CallbackTwins.class,
          LoopTwins.class,
          ClosingTwins.class,
          CancelTwins.class,
          CancelChainTwins.class,
          CancelRaceTwins.class,
          GatherTwins.class,
          NestedTwins.class,
          TimeoutTwins.class,
          WaitForTwins.class,
          ShieldTwins.class,
          EagerTwins.class,
          GroupTwins.class,
          ProgramTwins.class);

  @TestFactory
  Stream<DynamicTest> printWhatPythonPrints() throws IOException {
    Weaving weaving =
        Weaving.transformed(
            name ->
                name.startsWith(PACKAGE) && !name.equals(getClass().getName())
                    ? Cases.resource(name)
                    : null,
            new Transformer());
    Map<String, Method> twins = twins();
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".py"))
              .map(file -> file.substring(0, file.length() - 3))
              .sorted()
              .toList();
      return names.stream()
          .flatMap(
              name ->
                  Stream.of(
                      DynamicTest.dynamicTest(name, () -> compare(weaving, name, twins)),
                      DynamicTest.dynamicTest(
                          name + ", a thread for each task",
                          () -> compareStepping(weaving, name, twins))));
    }
  }

  /** By the names of their originals. */
  private static Map<String, Method> twins() {
    Map<String, Method> twins = new TreeMap<>();
    for (Class<?> some : ALL) {
      for (Method method : some.getDeclaredMethods()) {
        if (!method.isSynthetic() && method.getParameterCount() == 0) {
          twins.put(method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(), method);
        }
      }
    }
    return twins;
  }

  private static void compare(Weaving weaving, String name, Map<String, Method> twins)
      throws IOException {
    List<String> recorded = Files.readAllLines(DIRECTORY.resolve(name + ".out"));
    assertThat(recorded).as("recorded").isNotEmpty();
    assertThat(twins).as("a method for each original").containsKey(name);
    // With a limit, because a wake-up that gets lost leaves the loop waiting for other threads.
    assertThat(
            assertTimeoutPreemptively(ofSeconds(20), () -> run(weaving.loader(), twins.get(name))))
        .isEqualTo(recorded);
  }

  private static void compareStepping(Weaving weaving, String name, Map<String, Method> twins)
      throws IOException {
    System.setProperty("io.fermata.stepping", "true");
    try {
      compare(weaving, name, twins);
    } finally {
      System.clearProperty("io.fermata.stepping");
    }
  }

  private static List<?> run(CaseLoader loader, Method twin) throws Exception {
    Class<?> type = loader.link(twin.getDeclaringClass().getName());
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object twins = constructor.newInstance();
    Method main = type.getDeclaredMethod(twin.getName());
    main.setAccessible(true);
    if (main.getReturnType() == void.class) {
      main.invoke(twins);
    } else {
      var newLoop = type.getSuperclass().getDeclaredMethod("newLoop");
      newLoop.setAccessible(true);
      try (EventLoop running = (EventLoop) newLoop.invoke(twins)) {
        var field = type.getSuperclass().getDeclaredField("loop");
        field.setAccessible(true);
        field.set(twins, running);
        running.run((Coroutine<?>) main.invoke(twins));
      }
    }
    var printed = type.getSuperclass().getDeclaredField("printed");
    printed.setAccessible(true);
    return (List<?>) printed.get(twins);
  }
}
