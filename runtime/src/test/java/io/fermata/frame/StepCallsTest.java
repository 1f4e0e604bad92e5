package io.fermata.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepCallsTest {
  private StackTraceElement[] walked;
  private StackTraceElement[] filled;

  void read() {
    keep(StepCalls.here(), new Throwable().getStackTrace());
  }

  private void keep(StackTraceElement[] byWalk, StackTraceElement[] byThrowable) {
    walked = Arrays.copyOfRange(byWalk, 1, byWalk.length);
    filled = byThrowable;
  }

  /** Elements of both ways are compared with each other. */
  @Test
  void whatIsReadIsWhatATraceHas() throws Throwable {
    assertThat(StepCalls.canRead()).isTrue();
    StepCallsTest.class.getDeclaredMethod("read").invoke(this);
    assertThat(walked).isEqualTo(filled);
    MethodHandles.lookup()
        .findVirtual(StepCallsTest.class, "read", MethodType.methodType(void.class))
        .invoke(this);
    assertThat(walked).isEqualTo(filled);
    Stream.of(1).sorted().map(n -> n + 1).forEach(n -> read());
    assertThat(walked).isEqualTo(filled).hasSizeGreaterThan(20);
  }
}
