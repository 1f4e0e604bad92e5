package io.fermata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Function;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** An await that was not replaced says who called it and what to do. */
class UntransformedAwaitTest {
  private static AbstractThrowableAssert<?, ? extends Throwable> saysOfThis(
      Throwable thrown, String what) {
    return assertThat(thrown)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("UntransformedAwaitTest." + what)
        .hasMessageContaining("(UntransformedAwaitTest.java:");
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

  /** Nobody is told to do what he has done. */
  @Test
  void aMethodThatIsMarked() {
    assertThatThrownBy(() -> marked(1))
        .satisfies(thrown -> saysOfThis(thrown, "marked"))
        .hasMessageContaining("has not transformed, though it is marked @Async. Run with -java")
        .hasMessageNotContaining("Mark the method");
  }

  @Async
  private Coroutine<Integer> marked(int number) {
    return Coroutine.of(Fermata.await(Coroutine.of(number)));
  }

  @Test
  void aMethodThatIsNotMarked() {
    assertThatThrownBy(() -> unmarked(1))
        .satisfies(thrown -> saysOfThis(thrown, "unmarked"))
        .hasMessageContaining("has not transformed. Mark the method @Async. Run with -java");
  }

  private Coroutine<Integer> unmarked(int number) {
    return Coroutine.of(Fermata.await(Coroutine.of(number)));
  }

  @Test
  void aMethodThatIsMarkedWithAnAnnotationOfSomebodyElse() {
    assertThatThrownBy(Spring::marked)
        .hasMessageContaining(
            "Mark the method @io.fermata.Async (its @Async is "
                + Spring.Async.class.getName()
                + "). Run with -java");
  }

  private static final class Spring {
    @Retention(RetentionPolicy.RUNTIME)
    @interface Async {}

    @Async
    static Coroutine<Integer> marked() {
      return Coroutine.of(Fermata.await(Coroutine.of(1)));
    }
  }

  @Test
  void aMethodOfAnotherType() {
    assertThatThrownBy(this::calls)
        .hasMessageContaining("Mark the method @Async and let it return Coroutine, Task,")
        .hasMessageContaining("main can't, it calls Fermata.run. Run with -java");
  }

  /** Where no annotation would help. */
  @Test
  void aConstructor() {
    assertThatThrownBy(Waiting::new)
        .hasMessageContaining("UntransformedAwaitTest$Waiting.<init>(UntransformedAwaitTest.java:")
        .hasMessageContaining("a constructor, which cannot wait")
        .hasMessageContaining("pass the result to the constructor")
        .hasMessageNotContaining("Mark the method");
  }

  private static final class Waiting {
    Waiting() {
      Fermata.await(Coroutine.done());
    }
  }

  @Test
  void aStaticInitialiser() {
    assertThatThrownBy(() -> assertThat(Locked.RESULT).isNull())
        .isInstanceOf(ExceptionInInitializerError.class)
        .cause()
        .hasMessageContaining("UntransformedAwaitTest$Locked.<clinit>(UntransformedAwaitTest.java:")
        .hasMessageContaining("a static initialiser, which cannot wait")
        .hasMessageContaining("where it is used")
        .hasMessageNotContaining("Mark the method");
  }

  private static final class Locked {
    static final Object RESULT = Fermata.await(Coroutine.of(1));
  }

  @Test
  void aLambdaThatIsNotAsync() {
    Runnable lambda = () -> Fermata.await(Coroutine.done());

    assertThatThrownBy(lambda::run)
        .satisfies(thrown -> saysOfThis(thrown, "lambda$aLambdaThatIsNotAsync$"))
        .hasMessageContaining("a lambda whose result is wanted at once")
        .hasMessageContaining("if its interface returns Coroutine")
        .hasMessageNotContaining("Mark the method");
  }

  @Test
  void aLambdaThatWouldBeAsync() {
    Supplier<Coroutine<Integer>> lambda = () -> Coroutine.of(Fermata.await(Coroutine.of(1)));

    assertThatThrownBy(lambda::get)
        .satisfies(thrown -> saysOfThis(thrown, "lambda$aLambdaThatWouldBeAsync$"))
        .hasMessageContaining("has not transformed. Run with -javaagent:fermata-agent.jar")
        .hasMessageNotContaining("Mark the method");
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
