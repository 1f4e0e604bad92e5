package io.fermata.samples.docs;

import static io.fermata.testing.AsyncTest.runTest;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What docs/context.md says of its examples holds. */
class ContextsIT {
  private final Contexts contexts = new Contexts();

  @Test
  void everyTaskHasItsOwnUser() {
    runTest(() -> contexts.serve());
    assertThat(contexts.log())
        .containsExactlyInAnyOrder(
            "stored for ann",
            "on another thread: ann",
            "stored for bob",
            "on another thread: bob",
            "here: nobody")
        .endsWith("here: nobody");
  }

  @Test
  void everyTaskHasItsOwnMdc() {
    MDC.put("request", "before");
    Contexts.runWithMdc(contexts.requests());
    assertThat(contexts.log())
        .containsExactlyInAnyOrder(
            "r1 logs as r1",
            "r1 logs elsewhere as r1",
            "r2 logs as r2",
            "r2 logs elsewhere as r2",
            "the main task logs as before")
        .endsWith("the main task logs as before");
    assertThat(MDC.get("request")).isEqualTo("before");
    MDC.clear();
  }

  @Test
  void everyTaskHasItsOwnThreadLocals() {
    Contexts.runWithThreadLocals(contexts.countBoth());
    assertThat(contexts.log())
        .containsExactly("north counted {calls=2}", "south counted {calls=2}", "here: null {}");
  }
}
