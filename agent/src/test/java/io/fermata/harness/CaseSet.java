package io.fermata.harness;

import io.fermata.transform.Transformer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.Assertions;

/** A set of classes with cases in them, in both forms, and the comparison of the two. */
public final class CaseSet {
  private static final Duration HANGS = Duration.ofSeconds(60);

  private final Weaving plain;
  private final Weaving transformed;
  private final Map<String, Run> oracles = new ConcurrentHashMap<>();

  /**
   * A set.
   *
   * @param source the bytes of the class of a binary name, or null for a class that is not of the
   *     set
   */
  public CaseSet(Function<String, byte[]> source) {
    this(source, new Transformer());
  }

  /** A set that a transformer of one's own choice transforms. */
  public CaseSet(Function<String, byte[]> source, Transformer transformer) {
    this.plain = Weaving.blocking(source);
    this.transformed = Weaving.transformed(source, transformer);
  }

  /** The transformed classes. */
  public Weaving transformed() {
    return transformed;
  }

  /** What plain Java shows. */
  public Run oracle(String className, String method) {
    return oracles.computeIfAbsent(
        className + "." + method, key -> run(plain, className, method, Mode.BLOCKING, 0));
  }

  /** What the transformed case shows. */
  public Run run(String className, String method, Mode mode, long seed) {
    return run(transformed, className, method, mode, seed);
  }

  /** Runs the case in the mode, and fails with both traces if it does not do as plain Java does. */
  public Run check(String className, String method, Mode mode, long seed) {
    Run oracle = oracle(className, method);
    Run run = run(className, method, mode, seed);
    if (!run.agreesWith(oracle)) {
      Assertions.fail(
          className + "." + method + " [" + mode + ", seed " + seed + "]: " + run.against(oracle));
    }
    return run;
  }

  /** A case that is never woken again must fail, not hang the build. */
  private static Run run(Weaving weaving, String className, String method, Mode mode, long seed) {
    return Assertions.assertTimeoutPreemptively(
        HANGS, () -> CaseRunner.run(weaving, className, method, mode, seed));
  }
}
