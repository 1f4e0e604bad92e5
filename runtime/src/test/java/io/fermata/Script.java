package io.fermata;

import io.fermata.frame.Driver;
import io.fermata.frame.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A coroutine written by hand for tests, since nothing in this module can be transformed: a list of
 * steps, each plain code or an await with what to do with its result or its failure.
 *
 * <pre>{@code
 * script("name").await(() -> sleep(ofSeconds(1))).then(() -> log("woke")).returns(() -> 7)
 * }</pre>
 */
public final class Script<T> extends Frame<T> {
  public interface Code {
    void run() throws Throwable;
  }

  public interface Source {
    Object get() throws Throwable;
  }

  public interface Use<V> {
    void accept(V value) throws Throwable;
  }

  private static final class Step {
    Source awaited;
    Use<Object> use = value -> {};
    Class<? extends Throwable> caught;
    Use<Throwable> handler;
  }

  private final String name;
  private final List<Step> steps = new ArrayList<>();
  private Source result = () -> null;
  private int at;

  private Script(String name) {
    this.name = name;
  }

  public static Script<Object> script(String name) {
    return new Script<>(name);
  }

  /** A main script that leaves a task of that name behind, which does something when cancelled. */
  static Script<Object> leaving(String name, Use<CancelledError> cleanup) {
    Script<Object> left =
        script("left")
            .await(() -> Fermata.sleep(Duration.ofSeconds(100)))
            .caught(CancelledError.class, cleanup);
    return script("main")
        .then(() -> Fermata.createTask(left, name))
        .await(() -> Fermata.yieldNow());
  }

  /** Plain code. */
  public Script<T> then(Code code) {
    Step step = new Step();
    step.use = unused -> code.run();
    steps.add(step);
    return this;
  }

  /** Awaits an awaitable or a stage and drops the result. */
  public Script<T> await(Source awaited) {
    return await(awaited, unused -> {});
  }

  /** Awaits an awaitable or a stage and uses the result. */
  @SuppressWarnings("unchecked")
  public <V> Script<T> await(Source awaited, Use<V> use) {
    Step step = new Step();
    step.awaited = awaited;
    step.use = (Use<Object>) use;
    steps.add(step);
    return this;
  }

  /** A handler around the step before; the script goes on behind it. */
  @SuppressWarnings("unchecked")
  public <X extends Throwable> Script<T> caught(Class<X> type, Use<X> handler) {
    Step step = steps.get(steps.size() - 1);
    step.caught = type;
    step.handler = (Use<Throwable>) handler;
    return this;
  }

  /**
   * A handler that does something about a cancellation of the step before, which goes on outward.
   */
  public Script<T> onCancel(Use<CancelledError> action) {
    return caught(
        CancelledError.class,
        e -> {
          action.accept(e);
          throw e;
        });
  }

  /** Throws. */
  public Script<T> fails(Supplier<? extends Throwable> failure) {
    return then(
        () -> {
          throw failure.get();
        });
  }

  @SuppressWarnings("unchecked")
  public <R> Script<R> returns(Source value) {
    result = value;
    return (Script<R>) this;
  }

  @Override
  protected Object start(Driver driver) throws Throwable {
    return go(driver);
  }

  @Override
  protected Object resume(Driver driver, Object value) throws Throwable {
    Step step = steps.get(at++);
    try {
      step.use.accept(driver.resumed(value));
    } catch (Throwable t) {
      handle(step, t);
    }
    return go(driver);
  }

  private Object go(Driver driver) throws Throwable {
    for (; at < steps.size(); at++) {
      Step step = steps.get(at);
      try {
        Object value = null;
        if (step.awaited != null) {
          value = driver.tail(step.awaited.get());
          if (driver.suspended()) {
            return suspend(driver, value, at);
          }
        }
        step.use.accept(value);
      } catch (Throwable t) {
        handle(step, t);
      }
    }
    return result.get();
  }

  private static void handle(Step step, Throwable thrown) throws Throwable {
    if (step.caught == null || !step.caught.isInstance(thrown)) {
      throw thrown;
    }
    step.handler.accept(thrown);
  }

  /** The line of step i is 100 + i. */
  @Override
  protected String source() {
    StringBuilder source = new StringBuilder("io.fermata.Script\n" + name + "\nScript.java");
    for (int i = 0; i < steps.size(); i++) {
      source.append('\n').append(100 + i);
    }
    return source.toString();
  }
}
