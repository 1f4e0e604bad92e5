package io.fermata.transform;

import io.fermata.transform.model.LimitException;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A pass failed on a method, and not because of a limit: says on which. */
final class MethodFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String method;
  private final @Nullable String file;
  private final int line;
  private final Throwable failure;

  private MethodFailure(ClassNode owner, MethodNode method, Throwable failure) {
    super(failure.toString(), failure, false, false);
    this.method = LambdaBodies.displayName(method.name);
    this.file = owner.sourceFile;
    this.line = Checker.firstLine(method);
    this.failure = failure;
  }

  /** What to throw after a pass over the method has failed. */
  static RuntimeException in(ClassNode owner, MethodNode method, Throwable failure) {
    return failure instanceof LimitException limit
        ? limit
        : new MethodFailure(owner, method, failure);
  }

  String method() {
    return method;
  }

  @Nullable String file() {
    return file;
  }

  /** The first of the method; 0 if the class file does not tell. */
  int line() {
    return line;
  }

  /** What the pass failed with. */
  Throwable failure() {
    return failure;
  }
}
