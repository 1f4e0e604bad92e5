package io.fermata;

/** Two questions about throwables that the JDK has no answer to. */
final class Throwables {
  private Throwables() {}

  /**
   * Throws any throwable as it is: a coroutine's exception reaches whoever runs it with its own
   * type. Written {@code throw unchecked(t)}, so that the compiler knows.
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <X extends Throwable> RuntimeException unchecked(Throwable thrown) throws X {
    throw (X) thrown;
  }

  /**
   * Whether the error leaves the loop at once: the JVM itself is in trouble. An overflow of the
   * stack is only its task's trouble.
   */
  static boolean isFatal(Throwable thrown) {
    return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
  }
}
