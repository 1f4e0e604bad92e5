package io.fermata;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What is said when an await is executed that should have been replaced. */
final class UntransformedAwait {
  private static final Set<String> OURS =
      Set.of(UntransformedAwait.class.getName(), Fermata.class.getName());

  private static final Set<String> ASYNC_TYPES =
      Set.of(
          Coroutine.class.getName(),
          Task.class.getName(),
          CompletableFuture.class.getName(),
          CompletionStage.class.getName());

  private static final String WAYS =
      "Run with -javaagent:fermata-agent.jar, or build with fermata-maven-plugin (goals transform"
          + " and, for tests, transform-test), or run java -jar fermata-agent.jar on the compiled"
          + " classes";

  private UntransformedAwait() {}

  static IllegalStateException await() {
    List<StackFrame> callers =
        StackWalker.getInstance(
                // JDK 25 tells a descriptor only with the class
                Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES))
            .walk(
                stack ->
                    stack
                        .dropWhile(frame -> OURS.contains(frame.getClassName()))
                        .limit(64)
                        .toList());
    StackFrame caller =
        callers.stream().filter(frame -> !isIndirect(frame)).findFirst().orElse(null);
    return new IllegalStateException(
        "await was called in "
            + (caller == null ? "unknown code" : caller.toStackTraceElement())
            + (!callers.isEmpty() && isIndirect(callers.get(0))
                ? " by a method reference, a method handle or reflection. Fermata replaces calls that"
                    + " stand in the code: write await(...) in a method marked @Async, or in a lambda"
                    + " that returns a Coroutine"
                : remedy(caller)));
  }

  /** What is refused is called as it is: the agent can't make it throw the report of its own. */
  private static String remedy(@Nullable StackFrame caller) {
    String method = caller == null ? "" : caller.getMethodName();
    if (method.equals("<init>")) {
      return ", a constructor, which cannot wait. Await in a static @Async method, and pass the"
          + " result to the constructor";
    }
    if (method.equals("<clinit>")) {
      return ", a static initialiser, which cannot wait. Keep a Task or a Coroutine in the field,"
          + " and await it where it is used";
    }
    if (caller == null || !method.startsWith("lambda$")) {
      return ", which Fermata has not transformed" + stillToDo(caller) + WAYS;
    }
    return returnsAsyncType(caller)
        ? ", which Fermata has not transformed. " + WAYS
        : ", a lambda whose result is wanted at once. A lambda is async if its interface returns"
            + " Coroutine, Task, CompletableFuture or CompletionStage: pass it to something that"
            + " takes such a one, or write a loop";
  }

  /** Who has marked the method is not told to. */
  private static String stillToDo(@Nullable StackFrame caller) {
    if (caller == null) {
      return ". Mark the method @Async. ";
    }
    Class<?> mark = mark(caller);
    if (mark == Async.class) {
      return ", though it is marked @Async. ";
    }
    String which =
        "Mark the method "
            + (mark == null
                ? "@Async"
                : "@io.fermata.Async (its @Async is " + mark.getName() + ")");
    return returnsAsyncType(caller)
        ? ". " + which + ". "
        : ". "
            + which
            + " and let it return Coroutine, Task, CompletableFuture or CompletionStage; main can't,"
            + " it calls Fermata.run. ";
  }

  /** Fermata's annotation; if it is not there, another of that name, as Spring has one. */
  private static @Nullable Class<?> mark(StackFrame frame) {
    Class<?> mark = null;
    try {
      for (Annotation annotation :
          frame
              .getDeclaringClass()
              .getDeclaredMethod(frame.getMethodName(), frame.getMethodType().parameterArray())
              .getAnnotations()) {
        Class<?> type = annotation.annotationType();
        if (type.getSimpleName().equals(Async.class.getSimpleName()) && mark != Async.class) {
          mark = type;
        }
      }
    } catch (NoSuchMethodException | LinkageError | TypeNotPresentException e) {
      return null; // a class of some other signature can't be loaded
    }
    return mark;
  }

  private static boolean returnsAsyncType(StackFrame frame) {
    String descriptor = frame.getDescriptor();
    int end = descriptor.length() - 1;
    int type = descriptor.indexOf(')') + 2;
    return type < end && ASYNC_TYPES.contains(descriptor.substring(type, end).replace('/', '.'));
  }

  /** Code of the JDK, or made by it, that calls what it was told to call. */
  private static boolean isIndirect(StackFrame frame) {
    String name = frame.getClassName();
    return name.startsWith("java.lang.invoke.")
        || name.startsWith("java.lang.reflect.")
        || name.startsWith("jdk.internal.reflect.")
        || name.contains("$$Lambda");
  }
}
