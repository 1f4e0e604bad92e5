package io.fermata.transform;

/** How bad a {@link Diagnostic} is. */
public enum Severity {
  /** The code cannot work as written; a build fails, a refused method throws when it is called. */
  ERROR,
  /** The code works but not as well as its author will expect. */
  WARNING
}
