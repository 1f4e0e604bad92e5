package io.fermata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Function;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** An await that was not replaced says who called it and what to do. */
class UntransformedTest {
  private static AbstractThrowableAssert<?, ? extends Throwable> saysOfThis(
      Throwable thrown, String what) {
    return assertThat(thrown)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("UntransformedTest." + what)
        .hasMessageContaining("(UntransformedTest.java:");
  }

  @Test
  void aCall() {
    assertThatThrownBy(this::calls)
        .satisfies(
            thrown ->
                saysOfThis(thrown, "calls")
                    .hasMessageContaining("has not transformed")
                    .hasMessageContaining("@Async")
                    .hasMessageContaining("-javaagent:fermata-agent.jar"));
  }

  private void calls() {
    Fermata.await(Coroutine.done());
  }

  @Test
  void aMethodReference() {
    assertThatThrownBy(this::refers)
        .satisfies(
            thrown -> saysOfThis(thrown, "refers").hasMessageContaining("by a method reference"));
  }

  private void refers() {
    Function<Coroutine<Integer>, Integer> reference = Fermata::await;
    Integer unused = reference.apply(Coroutine.of(1));
  }

  @Test
  void reflection() {
    assertThatThrownBy(this::reflects)
        .isInstanceOf(InvocationTargetException.class)
        .satisfies(
            thrown ->
                saysOfThis(thrown.getCause(), "reflects")
                    .hasMessageContaining("by a method reference")
                    .hasMessageContaining("write await(...) in a method marked @Async"));
  }

  private void reflects() throws ReflectiveOperationException {
    Method await = Fermata.class.getMethod("await", Awaitable.class);
    await.invoke(null, Coroutine.done());
  }

  @Test
  void aMethodHandle() {
    assertThatThrownBy(this::handles)
        .satisfies(
            thrown -> saysOfThis(thrown, "handles").hasMessageContaining("by a method reference"));
  }

  private void handles() throws Throwable {
    MethodHandle await =
        MethodHandles.lookup()
            .findStatic(
                Fermata.class, "await", MethodType.methodType(Object.class, Awaitable.class));
    Object unused = await.invoke(Coroutine.done());
  }
}
