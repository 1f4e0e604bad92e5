package io.fermata.transform.model;

/**
 * A method whose calls return a cold coroutine.
 *
 * @param raw whether its body may return a {@code RawResult}
 */
public record Callee(AsyncMethod method, boolean raw) {
  /** Looks at the method, whose body must not have been emitted yet. */
  public static Callee of(AsyncMethod method) {
    return new Callee(method, new ReadyReturns(method).anyBox());
  }
}
