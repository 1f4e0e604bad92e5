package io.fermata.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.CaseRunner;
import io.fermata.harness.Cases;
import io.fermata.harness.Mode;
import io.fermata.harness.Run;
import io.fermata.harness.Weaving;
import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * ProGuard in front of the transformer, and behind it: all cases, and a program with the runtime in
 * it. The rules are those that {@code docs/guide.md} gives.
 */
class ProGuardCampaign {
  private static final List<Mode> MODES = List.of(Mode.COMPLETE, Mode.LATER, Mode.MIXED);

  /** What cases need of their own: they ask for signatures, records and names of methods. */
  private static final String ATTRIBUTES =
      "-keepattributes *Annotation*,Signature,Exceptions,InnerClasses,EnclosingMethod,"
          + "PermittedSubclasses,NestHost,NestMembers,BootstrapMethods,Record";

  private static final String ENTRIES =
      "-keep public class io.fermata.cases.*Cases {"
          + " public static *** *(io.fermata.harness.Env); }";

  /** In front of the transformer: no async method may be inlined. */
  private static final String ASYNC =
      "-keepclassmembers,allowshrinking,allowobfuscation class * { @io.fermata.Async <methods>; }";

  /** Behind it: by this the agent knows what was transformed. */
  private static final String TRANSFORMED = "-keepattributes io.fermata.Transformed";

  /** Behind it, with the runtime: traces know it by its names. */
  private static final String TRACES =
      "-keepnames class io.fermata.** { *; }\n-keepattributes SourceFile,LineNumberTable";

  @TempDir Path directory;

  @Test
  void casesDoAsTheyDidInFrontOfTheTransformerAndBehindIt() throws Exception {
    Path tests = testClasses();
    Path before = directory.resolve("before");
    Path map = directory.resolve("names.map");
    obfuscate(before, tests + "(io/fermata/cases/**)", ASYNC, "-printmapping " + map);
    Weaving names = Weaving.blocking(ProGuard.classes(before.resolve("out"))::get);
    Weaving transformed =
        Weaving.transformed(ProGuard.classes(before.resolve("out"))::get, new Transformer());

    Path after = directory.resolve("after");
    Path plugin = transformed(ProGuard.classes(tests));
    obfuscate(after, plugin.toString(), TRANSFORMED, "-applymapping " + map);
    Map<String, byte[]> classes = ProGuard.classes(after.resolve("out"));
    Weaving goal = Weaving.transformed(classes::get, new Transformer());

    assertThat(changedAgain(classes)).isEmpty();
    List<String> failures = new ArrayList<>();
    failures.addAll(compare("obfuscated, then transformed", names, transformed));
    failures.addAll(compare("transformed, then obfuscated", names, goal));
    assertThat(failures).isEmpty();
  }

  private static void obfuscate(Path directory, String classes, String... rules) {
    List<String> all = new ArrayList<>(List.of(rules));
    all.add("-injars " + classes);
    all.add("-outjars " + directory.resolve("out"));
    all.add("-libraryjars " + AgentJar.runtime());
    all.add("-libraryjars " + testClasses() + "(io/fermata/harness/**)");
    all.add(ATTRIBUTES);
    all.add(ENTRIES);
    ProGuard.run(directory, all.toArray(new String[0]));
  }

  /** The cases as the build's goals leave them. */
  private Path transformed(Map<String, byte[]> classes) throws IOException {
    Path root = directory.resolve("transformed");
    for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
      if (entry.getKey().startsWith("io.fermata.cases.")) {
        Transformation outcome = new Transformer().transform(entry.getValue());
        String name = entry.getKey().replace('.', '/');
        write(root, name, outcome.changed() ? outcome.classFile() : entry.getValue());
        for (var frame : outcome.frames()) {
          write(root, frame.internalName(), frame.classFile());
        }
      }
    }
    return root;
  }

  private static void write(Path root, String name, byte[] classFile) throws IOException {
    Path file = root.resolve(name + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, classFile);
  }

  /** What the agent would still do to classes that a build has transformed. */
  private static List<String> changedAgain(Map<String, byte[]> classes) {
    return classes.entrySet().stream()
        .filter(
            entry -> {
              Transformation outcome = new Transformer().transform(entry.getValue());
              return outcome.changed() || !outcome.diagnostics().isEmpty();
            })
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Each case must do as its names without awaits do, or as it did before all this: ProGuard counts
   * wrongly with infinities, and drops a store that throws.
   */
  private static List<String> compare(String title, Weaving names, Weaving weaving) {
    Weaving original = Weaving.blocking(Cases::bytes);
    List<String> failures = new ArrayList<>();
    int runs = 0;
    int others = 0;
    for (String name : Cases.classNames()) {
      for (String method : Cases.methodsOf(Cases.bytes(name))) {
        Run before = CaseRunner.run(original, name, method, Mode.BLOCKING, 0);
        Run renamed = CaseRunner.run(names, name, method, Mode.BLOCKING, 0);
        assertThat(renamed.end()).doesNotContain("NoSuchMethod");
        others += renamed.agreesWith(before) ? 0 : 1;
        for (Mode mode : MODES) {
          Run run = CaseRunner.run(weaving, name, method, mode, 0);
          runs++;
          if (!run.agreesWith(renamed) && !run.agreesWith(before)) {
            failures.add(name + "." + method + " " + mode + ": " + run.against(renamed));
          }
        }
      }
    }
    System.out.println(
        String.format(
            "--- %s: %d runs, %d differ; ProGuard alone changes %d cases",
            title, runs, failures.size(), others));
    return failures;
  }

  private static final String PROGRAM =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import io.fermata.sync.*;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.CompletableFuture;

      public class Shop {
        private final AsyncLock lock = new AsyncLock();
        private final AsyncQueue<String> queue = AsyncQueue.unbounded();

        @Async
        private Coroutine<Integer> price(String item, int price) {
          try (var held = await(lock.acquire())) {
            System.out.println("asking " + item);
            await(sleep(Duration.ofSeconds(price)));
          }
          await(queue.put(item));
          return Coroutine.of(price);
        }

        @Async
        private Coroutine<Integer> total(TaskGroup group) {
          var tea = group.createTask(price("tea", 3));
          var milk = group.createTask(price("milk", 4));
          return Coroutine.of(await(tea) + await(milk));
        }

        @Async
        private CompletableFuture<Integer> broken(int at) {
          await(yieldNow());
          if (at == 0) {
            throw new IllegalStateException("broken");
          }
          return CompletableFuture.completedFuture(await(broken(at - 1)));
        }

        @Async
        private Coroutine<Void> main() {
          System.out.println(await(TaskGroup.run(this::total)));
          try {
            await(waitFor(price("cake", 5), Duration.ofSeconds(1)));
          } catch (TimedOutException e) {
            System.out.println("too slow");
          }
          System.out.println(await(gather(List.of(price("pie", 2), toThread(() -> 9)))));
          while (await(queue.get()) != "pie") {}
          await(broken(1));
          return Coroutine.done();
        }

        public static void main(String[] args) {
          try (EventLoop loop = EventLoop.builder().virtualTime().build()) {
            loop.run(new Shop().main());
          } catch (IllegalStateException e) {
            for (StackTraceElement each : e.getStackTrace()) {
              if (each.getClassName().equals("shop.Shop")) {
                System.out.println(each.getLineNumber());
              }
            }
          }
        }
      }
      """;

  /** The program, its frames and the runtime, all of them shrunk, renamed and optimised. */
  @Test
  void aProgramWithTheRuntimeInItDoesAsItDid() {
    Path classes = Programs.compile(directory.resolve("program"), PROGRAM);
    Path frames = directory.resolve("frames");
    Jvm goal = Jvm.run("-jar", System.getProperty("fermata.agent.jar"), classes.toString());
    assertThat(goal.status()).as(goal.err()).isZero();
    Jvm plain = run(classes + File.pathSeparator + AgentJar.runtime());

    Path out = directory.resolve("out.jar");
    ProGuard.run(
        frames,
        "-injars " + classes,
        "-injars " + AgentJar.runtime() + "(!module-info.class)",
        "-outjars " + out,
        "-keep public class shop.Shop { public static void main(java.lang.String[]); }",
        TRACES);
    Jvm shrunk = run(out.toString());

    assertThat(plain.out())
        .contains("asking tea", "too slow", "[2, 9]")
        .endsWith("36\n38\n51\n57\n");
    assertThat(shrunk.out()).as(shrunk.err()).isEqualTo(plain.out());
  }

  private static Jvm run(String classPath) {
    return Jvm.run("-cp", classPath, "shop.Shop");
  }

  private static Path testClasses() {
    try {
      return Path.of(Cases.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
