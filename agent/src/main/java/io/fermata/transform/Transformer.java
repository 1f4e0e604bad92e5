package io.fermata.transform;

import io.fermata.transform.model.RuntimeNames;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * The door: the bytes of a class in; what became of it out.
 *
 * <p>Loads no class of the application, never throws, keeps nothing between calls. Whether a class
 * is transformed at all, and where the result goes, is the caller's business.
 *
 * <p>Thread: any, in parallel.
 */
public final class Transformer {
  private final boolean keepLocals;

  /** A transformer that keeps in a frame only what the method may read again. */
  public Transformer() {
    this(false);
  }

  /**
   * A transformer for debugging, if asked.
   *
   * @param keepLocals whether a suspended method keeps every local that has a value, also those it
   *     will not read again, so that a debugger shows them after a resume. What they refer to is
   *     then not collected meanwhile.
   */
  public Transformer(boolean keepLocals) {
    this.keepLocals = keepLocals;
  }

  /**
   * Whether the class can have anything to do with Fermata. Cheap; the answer is no for nearly all
   * classes, and for bytes that are no class file.
   */
  public static boolean mentionsFermata(byte[] classFile) {
    return ConstantPoolScan.mentionsFermata(classFile);
  }

  /**
   * Whether a class of these access flags and this superclass is a frame that this transformer
   * made. People write no synthetic classes.
   */
  public static boolean isFrame(int access, @Nullable String superName) {
    return (access & Opcodes.ACC_SYNTHETIC) != 0 && RuntimeNames.FRAME.equals(superName);
  }

  /**
   * Transforms one class. A class that cannot be read, or on which this transformer fails, stays as
   * it is and has a diagnostic that says so.
   *
   * @param classFile is not changed
   */
  public Transformation transform(byte[] classFile) {
    if (!mentionsFermata(classFile)) {
      return Transformation.UNTOUCHED;
    }
    ClassReader reader;
    String name;
    try {
      reader = new ClassReader(classFile);
      name = Objects.requireNonNull(reader.getClassName(), "it has no name");
    } catch (RuntimeException e) {
      return unreadable("", e.getMessage());
    }
    if (!Descriptors.isName(name)) {
      return unreadable(name, "no class can be named " + name);
    }
    if (RuntimeNames.isRuntime(name)) {
      return Transformation.UNTOUCHED;
    }
    try {
      return new ClassTransformer(reader, keepLocals).transform();
    } catch (RuntimeException | Error e) {
      return failed(reader, e);
    }
  }

  /**
   * Tells why, a damaged class or a defect of ours. An error of the JVM says nothing about either,
   * and who is short of memory does not look at the class once more; a stack overflows by damage
   * too.
   */
  static Transformation failed(ClassReader reader, Throwable thrown) {
    Throwable failure = thrown instanceof MethodFailure known ? known.failure() : thrown;
    boolean ofJvm =
        failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    String damage = ofJvm ? null : ClassFileValidator.damageOf(reader);
    String name = reader.getClassName();
    return damage == null ? failed(name, thrown) : unreadable(name, damage);
  }

  /**
   * Transforms what is named as a class file is: bytes that are none have a diagnostic, too. A JVM
   * would say so itself.
   */
  public Transformation transformFile(byte[] classFile) {
    return ConstantPoolScan.isClassFile(classFile)
        ? transform(classFile)
        : unreadable("", "it ends, or makes no sense, within its constant pool");
  }

  private static Transformation unreadable(String name, @Nullable String why) {
    Diagnostic diagnostic =
        new Diagnostic(
            Code.UNREADABLE_CLASS,
            Severity.ERROR,
            name.isEmpty() ? "(unknown class)" : name.replace('/', '.'),
            "",
            null,
            0,
            "the class file is damaged, or newer than this version of Fermata: " + why,
            "Compile it again, for an older Java, or take a newer Fermata");
    return Transformation.unchanged(name, List.of(diagnostic));
  }

  /** A defect of ours. */
  static Transformation failed(String name, Throwable thrown) {
    MethodFailure where = thrown instanceof MethodFailure known ? known : null;
    Throwable failure = where == null ? thrown : where.failure();
    StackTraceElement[] trace = failure.getStackTrace();
    Diagnostic diagnostic =
        new Diagnostic(
            Code.INTERNAL_FAILURE,
            Severity.ERROR,
            name.replace('/', '.'),
            where == null ? "" : where.method(),
            where == null ? null : where.file(),
            where == null ? 0 : where.line(),
            "the transformer failed: " + failure + (trace.length == 0 ? "" : " at " + trace[0]),
            "Please report this with the class file");
    return Transformation.unchanged(name, List.of(diagnostic));
  }

  /**
   * Tells what becomes of each async method of a class: its suspension points, and what is kept
   * where.
   *
   * @return nothing for a class without async methods, and for one that is transformed already
   * @throws IllegalArgumentException if the class file cannot be read
   */
  public List<Explanation> explain(byte[] classFile) {
    if (!mentionsFermata(classFile)) {
      return List.of();
    }
    try {
      return new ClassTransformer(new ClassReader(classFile), keepLocals).explain();
    } catch (RuntimeException | StackOverflowError e) {
      Throwable why = e instanceof MethodFailure failure ? failure.failure() : e;
      throw new IllegalArgumentException("the class file is damaged: " + why, why);
    }
  }
}
