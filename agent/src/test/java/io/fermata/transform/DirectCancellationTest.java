package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.cases.Cancelled;
import io.fermata.harness.CaseSet;
import io.fermata.harness.Cases;
import io.fermata.harness.Mode;
import io.fermata.harness.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A task that is cancelled below bodies that run each other directly ends as one whose bodies are
 * awaited as coroutines: the traces of all three ways are the same.
 */
final class DirectCancellationTest {
  private static final CaseSet CASES = new CaseSet(Cases::bytes);

  /** What leaving the three bodies writes. */
  private static final List<String> LEFT =
      List.of("~2", "inner left=3", "~3", "middle=3", "~4", "outer=4");

  private static void shows(String method, Mode mode, long seed, List<String> each) {
    Run run = CASES.run(Cancelled.class.getName(), method, mode, seed);

    List<String> all = new ArrayList<>();
    Collections.nCopies(3, each).forEach(all::addAll);
    assertThat(run.end()).isEqualTo("null");
    assertThat(run.trace()).containsExactlyElementsOf(all);
  }

  private static List<String> joined(Object... parts) {
    List<String> all = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof List<?> some) {
        some.forEach(each -> all.add((String) each));
      } else {
        all.add((String) part);
      }
    }
    return all;
  }

  private static void ends(Mode mode, long seed) {
    shows("letThrough", mode, seed, joined("~1", "true", "inner=enough 1", LEFT, "cancelled=true"));
    shows(
        "swallowed", mode, seed, joined("~1", "true", "inner=enough 1", "~20", LEFT, "result=121"));
    shows(
        "replaced",
        mode,
        seed,
        joined("~1", "true", "inner=enough 1", LEFT, "java.lang.IllegalStateException: instead"));
    shows(
        "twice",
        mode,
        seed,
        joined(
            "~1",
            "true",
            "inner=first 1",
            LEFT,
            "true",
            "~5",
            "cleaned up=5",
            "cancelled=second 2"));
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "LATER", "THREAD"})
  void allBodiesAreLeftWhicheverWayTheyWereRun(Mode mode) {
    ends(mode, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void allBodiesAreLeftHoweverTheirAwaitsEnd(long seed) {
    ends(Mode.MIXED, seed);
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "LATER", "THREAD"})
  void aTaskThatCancelsItselfIsCancelledWhereItNextWaits(Mode mode) {
    shows(
        "byItself",
        mode,
        0,
        List.of("goes on", "~5", "left=5", "caught itself=0", "~6", "result=6"));
  }

  /** The other thread would race with the virtual clock. */
  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "LATER"})
  void aTimeoutLeavesAllBodies(Mode mode) {
    shows(
        "timedOut",
        mode,
        0,
        joined("~1", "inner=null1", LEFT, "wait for", "~1", "inner=null1", LEFT, "with timeout=0"));
    List<String> middleLeft = List.of("~2", "inner left=3", "~3", "middle=3");
    shows(
        "scopes",
        mode,
        0,
        joined(
            "~1",
            "~1",
            "inner=null1",
            middleLeft,
            "java.lang.IllegalStateException: instead",
            "~1",
            "inner=null1",
            "~20",
            middleLeft,
            "~30",
            "result=152"));
  }
}
