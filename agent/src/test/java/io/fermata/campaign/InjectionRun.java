package io.fermata.campaign;

import io.fermata.transform.Code;
import io.fermata.transform.Diagnostic;
import io.fermata.transform.GeneratedClass;
import io.fermata.transform.Severity;
import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Transforms libraries whose methods were given awaits, and lets the JVM's verifier vote on what
 * comes out. It verifies the same class before, so that what was wrong before is not counted.
 */
final class InjectionRun {
  /** What a class with random awaits in it may be refused for. */
  private static final Set<Code> EXPECTED =
      Set.of(
          Code.AWAIT_IN_SYNCHRONIZED,
          Code.SYNCHRONIZED_METHOD,
          Code.METHOD_TOO_LARGE,
          Code.TOO_MANY_PARAMETERS);

  private final Transformer transformer = new Transformer();
  private final Map<String, byte[]> everything = new HashMap<>();
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final Map<String, Integer> skipped = new TreeMap<>();
  private final Map<String, Integer> unverifiable = new TreeMap<>();
  private int classes;
  private int verified;
  private int methods;
  private int verifiedMethods;
  private int awaits;
  private long nanos;

  /**
   * @param libraries where the libraries find what they need and don't have
   */
  InjectionRun(List<Library> libraries) {
    libraries.forEach(library -> library.classes().forEach(everything::putIfAbsent));
  }

  List<String> failures() {
    return failures;
  }

  int verifiedMethods() {
    return verifiedMethods;
  }

  int refused(Code code) {
    return refusals.getOrDefault(code.id(), 0);
  }

  /** Goes once through the classes of a library, as long as it is told to. */
  void run(Library library, long seed, BooleanSupplier goOn) {
    Random random = new Random(seed);
    Map<String, byte[]> before = new HashMap<>();
    Map<String, byte[]> after = new HashMap<>();
    Map<String, Result> results = new TreeMap<>();
    for (Map.Entry<String, byte[]> entry : library.classes().entrySet()) {
      if (!goOn.getAsBoolean()) {
        break;
      }
      long classSeed = random.nextLong();
      String where = library.name() + " " + entry.getKey() + " seed " + classSeed;
      AwaitInjector.Injected injected = AwaitInjector.inject(entry.getValue(), classSeed);
      injected.skipped().forEach((why, count) -> skipped.merge(why, count, Integer::sum));
      if (injected.classFile() != null) {
        Result result = transform(where, entry.getKey(), injected);
        before.put(entry.getKey(), injected.classFile());
        if (result.outcome.changed()) {
          after.put(entry.getKey(), result.outcome.classFile());
          result.outcome.frames().forEach(f -> after.put(f.internalName(), f.classFile()));
        }
        results.put(entry.getKey(), result);
      }
    }
    verify(library, before, after, results);
  }

  private record Result(String where, Transformation outcome) {}

  private Result transform(String where, String name, AwaitInjector.Injected injected) {
    classes++;
    awaits += injected.awaits();
    long start = System.nanoTime();
    Transformation outcome = transformer.transform(injected.classFile());
    nanos += System.nanoTime() - start;
    methods += outcome.methods();
    int refused = 0;
    for (Diagnostic diagnostic : outcome.diagnostics()) {
      refusals.merge(diagnostic.code().id(), 1, Integer::sum);
      refused += diagnostic.severity() == Severity.ERROR ? 1 : 0;
      if (!isExpected(diagnostic, injected)) {
        failures.add(where + ": " + diagnostic.text());
      }
    }
    injected.held().stream()
        .filter(held -> outcome.diagnostics().stream().noneMatch(d -> d.method().equals(held)))
        .forEach(held -> failures.add(where + ": await under a monitor in " + held));
    if (outcome.methods() + refused < injected.copies()) {
      failures.add(where + ": " + outcome.methods() + " transformed of " + injected.copies());
    }
    if (classes % 16 == 0) {
      checkStable(where, injected.classFile(), outcome);
    }
    return new Result(where, outcome);
  }

  private static boolean isExpected(Diagnostic diagnostic, AwaitInjector.Injected injected) {
    if (diagnostic.severity() == Severity.WARNING) {
      return true;
    }
    if (diagnostic.code() == Code.AWAIT_IN_SYNCHRONIZED) {
      return injected.monitors().contains(diagnostic.method());
    }
    return EXPECTED.contains(diagnostic.code());
  }

  /** The same bytes again from the same, and nothing from what was transformed. */
  private void checkStable(String where, byte[] classFile, Transformation outcome) {
    Transformation again = transformer.transform(classFile);
    if (!Arrays.equals(again.classFile(), outcome.classFile())) {
      failures.add(where + ": other bytes the second time");
    }
    if (outcome.changed() && transformer.transform(outcome.classFile()).changed()) {
      failures.add(where + ": transformed twice");
    }
  }

  private void verify(
      Library library,
      Map<String, byte[]> before,
      Map<String, byte[]> after,
      Map<String, Result> results) {
    LinkingLoader plain = new LinkingLoader(first(before, library.classes(), everything));
    LinkingLoader transformed = new LinkingLoader(first(after, library.classes(), everything));
    results.forEach(
        (name, result) -> {
          Throwable wrongBefore = plain.link(name);
          if (wrongBefore != null) {
            unverifiable.merge(summary(wrongBefore), 1, Integer::sum);
            return;
          }
          boolean fine = check(result.where, transformed.link(name));
          for (GeneratedClass frame : result.outcome.frames()) {
            fine &= check(result.where, transformed.link(frame.internalName()));
          }
          verified++;
          verifiedMethods += fine ? result.outcome.methods() : 0;
        });
  }

  @SafeVarargs
  private static Function<String, byte @Nullable []> first(Map<String, byte[]>... sources) {
    return name ->
        Stream.of(sources).map(s -> s.get(name)).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private boolean check(String where, @Nullable Throwable wrong) {
    if (wrong == null) {
      return true;
    }
    // the types of a frame's constructor are those of a method that nobody may have looked up yet
    if (wrong instanceof NoClassDefFoundError) {
      unverifiable.merge("frame: " + summary(wrong), 1, Integer::sum);
      return true;
    }
    failures.add(where + ": " + wrong);
    return false;
  }

  private static String summary(Throwable wrong) {
    return wrong.getClass().getSimpleName();
  }

  /** What was done so far, a line for each figure. */
  String figures() {
    return String.join(
        "\n",
        "classes transformed "
            + classes
            + ", verified "
            + verified
            + ", not verifiable before: "
            + unverifiable,
        "methods transformed "
            + methods
            + ", in verified classes "
            + verifiedMethods
            + ", awaits "
            + awaits,
        "refused " + refusals + ", not tried " + skipped,
        "transforming took " + nanos / 1_000_000 + " ms",
        "failures " + failures.size());
  }
}
