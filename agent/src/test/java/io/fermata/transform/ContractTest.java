package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.cases.Contract;
import io.fermata.harness.CaseSet;
import io.fermata.harness.Cases;
import io.fermata.harness.Mode;
import io.fermata.harness.Run;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where an async method is meant to differ from plain Java, its trace is written down. */
final class ContractTest {
  private static final CaseSet CASES = new CaseSet(Cases::bytes);

  private static void shows(String method, Mode mode, String end, String... trace) {
    Run run = CASES.run(Contract.class.getName(), method, mode, 0);

    assertThat(run.trace()).containsExactly(trace);
    assertThat(run.end()).isEqualTo(end);
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "LATER", "THREAD"})
  void aCoroutineRunsWhenItIsAwaited(Mode mode) {
    shows(
        "coldRunsWhenAwaited",
        mode,
        "java.lang.Integer 1",
        "1",
        "called",
        "cold begins",
        "~1",
        "cold goes on");
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "LATER"})
  void aCoroutineThatNobodyAwaitsDoesNotRun(Mode mode) {
    shows("neverAwaitedNeverRuns", mode, "java.lang.Integer 2", "~2");
  }

  @Test
  void aTaskRunsAtOnce() {
    String end = "java.lang.Integer 1";
    shows(
        "eagerRunsAtOnce",
        Mode.COMPLETE,
        end,
        "1",
        "eager begins",
        "~1",
        "eager goes on",
        "called");
    for (Mode mode : List.of(Mode.LATER, Mode.THREAD)) {
      shows("eagerRunsAtOnce", mode, end, "1", "eager begins", "~1", "called", "eager goes on");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "LATER"})
  void theFailureOfAnEagerCallStaysInTheTask(Mode mode) {
    shows(
        "failureOfAnEagerCallStaysInTheTask",
        mode,
        "java.lang.String end",
        "begins",
        "true",
        "failed=true",
        "java.lang.IllegalStateException: eager",
        "~end");
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "LATER"})
  void theFailureOfAColdCallComesAtTheAwait(Mode mode) {
    shows(
        "failureOfAColdCallComesAtTheAwait",
        mode,
        "java.lang.String end",
        "called",
        "begins",
        "true",
        "java.lang.IllegalStateException: cold",
        "~end");
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "LATER"})
  void aCoroutineRunsOnce(Mode mode) {
    shows("onlyOnce", mode, "java.lang.String end", "cold begins", "~1", "cold goes on", "refused");
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "LATER", "THREAD"})
  void whatIsReturnedIsAwaitedAfterTheMethodWasLeft(Mode mode) {
    shows(
        "returnedIsAwaitedOutside",
        mode,
        "java.lang.Integer 5",
        "~0",
        "left",
        "begins",
        "true",
        "java.lang.IllegalStateException: cold");
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "LATER", "THREAD"})
  void whatIsAwaitedBeforeItIsReturnedIsSeenByTheHandlers(Mode mode) {
    shows(
        "awaitedIsAwaitedInside",
        mode,
        "java.lang.Integer -1",
        "~0",
        "begins",
        "true",
        "seen here",
        "left");
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "LATER", "THREAD"})
  void nullReturnedIsANullPointerException(Mode mode) {
    shows("nullIsAFailure", mode, "java.lang.Integer 0", "~0", "left", "null pointer");
  }

  /** javac ends the range of the handler in front of the return. */
  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "LATER", "THREAD"})
  void nullReturnedIsCaughtInTheMethod(Mode mode) {
    shows("nullIsCaughtWhereItIsReturned", mode, "java.lang.Integer 2", "~1", "null pointer");
  }

  /** Also where the coroutine comes from a method of the same class, which may run directly. */
  @ParameterizedTest
  @EnumSource(names = {"COMPLETE", "LATER", "THREAD"})
  void aCallOfTheSameClassRunsWhenItIsAwaited(Mode mode) {
    shows(
        "calledHereAwaitedThere",
        mode,
        "java.lang.String 1,32,4",
        "1",
        "before",
        "~1",
        "~3",
        "~2",
        "~4",
        "used before");
  }
}
