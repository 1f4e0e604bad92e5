package io.fermata.transform;

import io.fermata.transform.analyze.EarlyLocks;
import io.fermata.transform.analyze.MonitorFlow;
import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.Limits;
import io.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the async methods of a class and whatever its author got wrong about them. It changes
 * nothing.
 */
final class Checker {
  private static final Set<String> ASYNC_TYPES =
      Set.of(
          RuntimeNames.COROUTINE,
          RuntimeNames.TASK,
          RuntimeNames.COMPLETABLE_FUTURE,
          RuntimeNames.COMPLETION_STAGE);

  private final MethodScan scan;
  private final ClassNode owner;
  private final LambdaBodies lambdas;
  private final List<MethodNode> async = new ArrayList<>();
  private final Map<MethodNode, Diagnostic> refused = new LinkedHashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Checker(MethodScan scan, ClassNode owner) {
    this.scan = scan;
    this.owner = owner;
    this.lambdas = new LambdaBodies(scan, owner);
  }

  /**
   * What was found.
   *
   * @param async the methods to transform
   * @param refused the methods that must throw when they are called
   * @param diagnostics everything that is wrong, also outside of async methods
   */
  record Findings(
      List<MethodNode> async, Map<MethodNode, Diagnostic> refused, List<Diagnostic> diagnostics) {}

  /**
   * Looks at all methods.
   *
   * @param owner the class, with the methods that the scan found
   */
  static Findings check(MethodScan scan, ClassNode owner) {
    Checker checker = new Checker(scan, owner);
    for (MethodNode method : owner.methods) {
      try {
        checker.check(method);
      } catch (RuntimeException | Error e) {
        throw MethodFailure.in(owner, method, e);
      }
    }
    return new Findings(checker.async, checker.refused, checker.diagnostics());
  }

  /** By line; each once, although a finally block is in the code as often as it can be left. */
  private List<Diagnostic> diagnostics() {
    if (diagnostics.size() < 2) {
      return diagnostics;
    }
    List<Diagnostic> sorted = new ArrayList<>(new LinkedHashSet<>(diagnostics));
    sorted.sort(Comparator.comparingInt(Diagnostic::line));
    return sorted;
  }

  private void check(MethodNode method) {
    if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      // There is nothing to transform, but its author relies on what the annotation promises.
      if (isAnnotated(method) && !returnsAsyncType(method)) {
        diagnostics.add(unsupportedReturnType(method));
      }
      return;
    }
    if (scan.mayReferToAwait()) {
      reportMethodReferences(method);
    }
    if (isAnnotated(method) && (method.access & Opcodes.ACC_BRIDGE) == 0) {
      checkAsync(method);
      return;
    }
    List<MethodInsnNode> awaits = Awaits.in(method);
    if (!awaits.isEmpty()) {
      boolean lambda = lambdas.contains(method);
      if (lambda && returnsAsyncType(method)) {
        checkAsync(method);
      } else {
        reportMisplaced(method, awaits.get(0), lambda);
      }
    }
  }

  private void checkAsync(MethodNode method) {
    Diagnostic wrong = findFault(method);
    if (wrong == null) {
      async.add(method);
    } else {
      diagnostics.add(wrong);
      refused.put(method, wrong);
    }
  }

  private @Nullable Diagnostic findFault(MethodNode method) {
    int line = firstLine(method);
    if ((owner.version & 0xFFFF) < Opcodes.V1_8) {
      return error(
          Code.CLASS_FILE_TOO_OLD,
          method,
          line,
          "the class file has version " + (owner.version & 0xFFFF) + ", older than Java 8 (52)",
          "Compile it with --release 8 or later");
    }
    if (!returnsAsyncType(method)) {
      return unsupportedReturnType(method);
    }
    if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      return error(
          Code.SYNCHRONIZED_METHOD,
          method,
          line,
          "an @Async method can't be synchronized: the monitor would be free again before the body runs",
          "Take an io.fermata.sync.AsyncLock in the body instead");
    }
    List<MethodInsnNode> locked = MonitorFlow.awaitsUnderMonitor(method);
    if (!locked.isEmpty()) {
      for (MethodInsnNode await : locked.subList(1, locked.size())) {
        diagnostics.add(awaitInSynchronized(method, await));
      }
      return awaitInSynchronized(method, locked.get(0));
    }
    List<MethodInsnNode> early = EarlyLocks.of(owner.name, method);
    if (!early.isEmpty()) {
      return error(
          Code.AWAIT_IN_SYNCHRONIZED,
          method,
          line(method, early.get(0)),
          "an object is locked before its constructor is called, and an await lies between NEW and lock: it would"
              + " be another object that is locked",
          "Lock the object when its constructor has been called, or await before NEW");
    }
    int slots = AsyncMethod.argumentSlots(method);
    if (slots + AsyncMethod.EXTRA_SLOTS > Limits.MOST_PARAMETER_SLOTS) {
      return error(
          Code.TOO_MANY_PARAMETERS,
          method,
          line,
          "the parameters take "
              + slots
              + " slots, and the body of an @Async method needs "
              + AsyncMethod.EXTRA_SLOTS
              + " of the 255 that a method may have",
          "Pass some of the parameters in an object");
    }
    return null;
  }

  private Diagnostic unsupportedReturnType(MethodNode method) {
    String type = Type.getReturnType(method.desc).getClassName();
    return error(
        Code.UNSUPPORTED_RETURN_TYPE,
        method,
        firstLine(method),
        "an @Async method can't return " + type,
        type.equals(RuntimeNames.ASYNC_STREAM.replace('/', '.'))
            ? "Async generators are not supported by this version; return a Coroutine of a list"
            : FixedSignatures.remedy(
                method,
                "Return Coroutine, Task, CompletableFuture or CompletionStage (Coroutine<Void> for no result)"));
  }

  private Diagnostic awaitInSynchronized(MethodNode method, MethodInsnNode await) {
    return error(
        Code.AWAIT_IN_SYNCHRONIZED,
        method,
        line(method, await),
        "await inside a synchronized block: the monitor would be held while the method is suspended",
        "Use an io.fermata.sync.AsyncLock, or end the block before the await");
  }

  private void reportMisplaced(MethodNode method, MethodInsnNode await, boolean lambda) {
    int line = line(method, await);
    if (method.name.equals("<init>")) {
      diagnostics.add(
          error(
              Code.AWAIT_IN_CONSTRUCTOR,
              method,
              line,
              "await in a constructor or an instance initialiser: an object can't be half made while it waits",
              "Await in a static @Async factory method and pass the result to the constructor"));
    } else if (method.name.equals("<clinit>")) {
      diagnostics.add(
          error(
              Code.AWAIT_IN_STATIC_INITIALIZER,
              method,
              line,
              "await in a static initialiser: the class would stay locked while it waits",
              "Keep a Task or a Coroutine in the field, and await it where it is used"));
    } else if (lambda) {
      diagnostics.add(
          error(
              Code.AWAIT_IN_PLAIN_LAMBDA,
              method,
              line,
              "await in a lambda that returns " + Type.getReturnType(method.desc).getClassName(),
              "A lambda is async if its functional method returns Coroutine, Task, CompletableFuture or CompletionStage"));
    } else {
      diagnostics.add(
          error(
              Code.AWAIT_OUTSIDE_ASYNC,
              method,
              line,
              "await in a method that is not async",
              FixedSignatures.remedy(
                  method,
                  ForeignAsync.annotate(method)
                      + " and let it return Coroutine, Task, CompletableFuture or CompletionStage")));
    }
  }

  private void reportMethodReferences(MethodNode method) {
    if (method.name.equals("$deserializeLambda$")) {
      return; // makes what is serializable again: it was reported where it stands
    }
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof InvokeDynamicInsnNode dynamic) {
        for (Object argument : dynamic.bsmArgs) {
          if (argument instanceof Handle handle && Awaits.isAwait(handle)) {
            diagnostics.add(
                error(
                    Code.AWAIT_AS_METHOD_REFERENCE,
                    method,
                    line(method, instruction),
                    "await can't be a method reference: whoever calls it is not async",
                    "Write an async lambda, such as x -> Coroutine.of(await(x))"));
          }
        }
      }
    }
  }

  private static boolean isAnnotated(MethodNode method) {
    return mentionsAsync(method.visibleAnnotations) || mentionsAsync(method.invisibleAnnotations);
  }

  private static boolean mentionsAsync(@Nullable List<AnnotationNode> annotations) {
    if (annotations != null) {
      for (AnnotationNode annotation : annotations) {
        if (annotation.desc.equals(RuntimeNames.ASYNC_DESCRIPTOR)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean returnsAsyncType(MethodNode method) {
    Type type = Type.getReturnType(method.desc);
    return type.getSort() == Type.OBJECT && ASYNC_TYPES.contains(type.getInternalName());
  }

  private Diagnostic error(Code code, MethodNode method, int line, String message, String remedy) {
    return new Diagnostic(
        code,
        Severity.ERROR,
        owner.name.replace('/', '.'),
        LambdaBodies.displayName(method.name),
        owner.sourceFile,
        line,
        message,
        remedy);
  }

  static int firstLine(MethodNode method) {
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof LineNumberNode number) {
        return number.line;
      }
    }
    return 0;
  }

  private static int line(MethodNode method, AbstractInsnNode wanted) {
    int line = 0;
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof LineNumberNode number) {
        line = number.line;
      } else if (instruction == wanted) {
        break;
      }
    }
    return line;
  }
}
