package io.fermata.transform.model;

/**
 * What would become of a method passes a limit of the class file (JVMS 4.11), or would take more
 * memory than any method is worth. The message says which.
 */
public final class LimitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The message says which limit, and by how much. */
  public LimitException(String message) {
    super(message, null, false, false);
  }
}
