package io.fermata.transform;

import io.fermata.transform.emit.FrameClassEmitter;
import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.Layout;
import io.fermata.transform.model.LimitException;
import io.fermata.transform.model.Limits;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The limits of the class file (JVMS 4.11), and one of HotSpot. They are looked at before anything
 * is written, so that one method too many does not cost a whole class.
 */
final class MethodLimits {
  private MethodLimits() {}

  /** Before anything is looked at: can the names be written? */
  static void checkNames(AsyncMethod method) {
    long length =
        Math.max(
            utf8Length(method.bodyDescriptor()),
            Math.max(
                utf8Length(method.bodyName()), utf8Length(FrameClassEmitter.atDescriptor(method))));
    if (length > Limits.MOST) {
      throw tooMany("its names take " + length + " bytes");
    }
  }

  /** Before anything is written. */
  static void checkPlan(AsyncMethod method, Layout layout) {
    MethodNode normalized = method.original();
    int locals = normalized.maxLocals + AsyncMethod.EXTRA_SLOTS;
    if (locals > Limits.MOST) {
      throw tooMany("the transformed method needs " + locals + " slots of locals");
    }
    if (normalized.maxStack + 2 > Limits.MOST) {
      throw tooMany("the transformed method needs " + normalized.maxStack + " slots of stack");
    }
    long maps = layout.merges().size() + 4L * layout.points().size();
    if (maps * locals > Limits.MOST_TYPES) {
      throw new LimitException(
          "the transformed method has "
              + maps
              + " merge points of up to "
              + locals
              + " locals each, too many to write down");
    }
    for (Layout.Field field : layout.fields()) {
      long length = utf8Length(field.descriptor());
      if (length > Limits.MOST) {
        throw tooMany("the type of a local that it keeps takes " + length + " bytes");
      }
    }
    long source = utf8Length(FrameClassEmitter.source(method, layout));
    if (source > Limits.MOST) {
      throw tooMany(
          "the names of its class, itself and its file take " + source + " bytes with its lines");
    }
  }

  /**
   * When the body is there.
   *
   * @param bytes how long its bytecode is at least
   */
  static void checkBody(MethodNode body, int bytes) {
    checkSize(bytes);
    int handlers = body.tryCatchBlocks.size();
    if (handlers > Limits.MOST) {
      throw tooMany("the transformed method has " + handlers + " ranges of exception handlers");
    }
    if (body.instructions.size() <= Limits.MOST) {
      return; // no need to count: a line number is an entry among the instructions
    }
    int lines = 0;
    for (AbstractInsnNode instruction : body.instructions) {
      lines += instruction instanceof LineNumberNode ? 1 : 0;
    }
    if (lines > Limits.MOST) {
      throw tooMany("the transformed method has " + lines + " line numbers");
    }
  }

  private static void checkSize(int bytes) {
    if (bytes > Limits.MOST) {
      throw new LimitException(tooLong(bytes));
    }
  }

  static String tooLong(int bytes) {
    return beyond("the transformed method takes " + bytes + " bytes");
  }

  /** How long the bytecode of a method is, at least and at most. */
  static CodeSizeEvaluator size(MethodNode method) {
    CodeSizeEvaluator size = new CodeSizeEvaluator(null);
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() >= 0) {
        instruction.accept(size);
      }
    }
    return size;
  }

  static Diagnostic tooLarge(AsyncMethod method, String message) {
    return diagnostic(
        Code.METHOD_TOO_LARGE,
        Severity.ERROR,
        method,
        message,
        "Split the method; each await with what is alive over it costs bytes");
  }

  static @Nullable Diagnostic hugeMethod(AsyncMethod method, int bytes) {
    return bytes <= Limits.MOST_COMPILED
        ? null
        : diagnostic(
            Code.NEVER_COMPILED,
            Severity.WARNING,
            method,
            "the transformed method takes "
                + bytes
                + " bytes; HotSpot never compiles a method of more than "
                + Limits.MOST_COMPILED
                + ", it stays interpreted",
            "Move parts of it to other methods, those without await first");
  }

  private static Diagnostic diagnostic(
      Code code, Severity severity, AsyncMethod method, String message, String remedy) {
    return new Diagnostic(
        code,
        severity,
        method.owner().name.replace('/', '.'),
        LambdaBodies.displayName(method.original().name),
        method.owner().sourceFile,
        Checker.firstLine(method.original()),
        message,
        remedy);
  }

  private static LimitException tooMany(String what) {
    return new LimitException(beyond(what));
  }

  private static String beyond(String what) {
    return what + ", more than the " + Limits.MOST + " that a class file allows";
  }

  /** In the modified UTF-8 of class files (JVMS 4.4.7). */
  static long utf8Length(String text) {
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      length += c == 0 ? 2 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
    return length;
  }
}
