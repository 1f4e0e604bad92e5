package io.fermata.transform;

/**
 * The kinds of {@link Diagnostic}; the codes are stable, {@code docs/diagnostics.md} lists them
 * with examples.
 */
public enum Code {
  /** A method awaits without being async. */
  AWAIT_OUTSIDE_ASYNC("FMT001"),
  /** A monitor would be held across a suspension. */
  AWAIT_IN_SYNCHRONIZED("FMT002"),
  /** An async method is declared {@code synchronized}. */
  SYNCHRONIZED_METHOD("FMT003"),
  /** A constructor or an instance initialiser awaits. */
  AWAIT_IN_CONSTRUCTOR("FMT004"),
  /** A static initialiser awaits. */
  AWAIT_IN_STATIC_INITIALIZER("FMT005"),
  /** A lambda awaits whose functional method does not return an async type. */
  AWAIT_IN_PLAIN_LAMBDA("FMT006"),
  /** {@code Fermata::await} as a method reference. */
  AWAIT_AS_METHOD_REFERENCE("FMT007"),
  /** {@code @Async} on a method that returns no async type. */
  UNSUPPORTED_RETURN_TYPE("FMT008"),
  /** The result would pass a limit of the class file. */
  METHOD_TOO_LARGE("FMT009"),
  /** Too many parameters for the body to take its frame along. */
  TOO_MANY_PARAMETERS("FMT010"),
  /** The class file is older than Java 8. */
  CLASS_FILE_TOO_OLD("FMT011"),
  /** The class file breaks the rules of its format, or is newer than this version knows. */
  UNREADABLE_CLASS("FMT012"),
  /** The body is so large that HotSpot will never compile it. */
  NEVER_COMPILED("FMT013"),
  /** The class loader does not show its classes all of the runtime. */
  RUNTIME_NOT_FOUND("FMT014"),
  /** A defect of the transformer itself. */
  INTERNAL_FAILURE("FMT099");

  private final String id;

  Code(String id) {
    this.id = id;
  }

  /** The code as people see it, such as {@code FMT002}. */
  public String id() {
    return id;
  }
}
