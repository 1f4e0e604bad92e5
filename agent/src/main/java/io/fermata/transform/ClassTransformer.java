package io.fermata.transform;

import io.fermata.transform.emit.KickoffEmitter;
import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.Callee;
import io.fermata.transform.model.LimitException;
import io.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Transforms one class: checks it, replaces its async methods, and copies everything else as it is.
 *
 * <p>The class is written over the constant pool that it came with, so untouched methods keep their
 * very bytes.
 */
final class ClassTransformer {
  private final ClassReader reader;
  private final boolean keepLocals;

  ClassTransformer(ClassReader reader, boolean keepLocals) {
    this.reader = reader;
    this.keepLocals = keepLocals;
  }

  Transformation transform() {
    try {
      return transform(Map.of());
    } catch (LimitException | ClassTooLargeException e) {
      return Transformation.unchanged(reader.getClassName(), List.of(tooLarge(e)));
    }
  }

  /**
   * Transforms all but some methods.
   *
   * @param oversized the methods that turned out to pass a limit, and which: others must not call
   *     their bodies
   */
  private Transformation transform(Map<String, String> oversized) {
    ClassNode owner = read();
    if (isTransformed(owner)) {
      return Transformation.unchanged(owner.name, List.of());
    }
    Checker.Findings findings = Checker.check(owner);
    Map<String, List<MethodNode>> replacements = new HashMap<>();
    for (Map.Entry<MethodNode, Diagnostic> refused : findings.refused().entrySet()) {
      MethodNode method = refused.getKey();
      replacements.put(key(method), refusal(method, refused.getValue()));
    }

    Map<String, String> passing = new HashMap<>(oversized);
    List<AsyncMethod> methods = name(findings.async(), owner);
    List<MethodTransformer.Plan> plans = new ArrayList<>();
    Map<String, Callee> called = new HashMap<>();
    Map<String, Callee> callees = callees(methods, oversized.keySet());
    for (AsyncMethod async : methods) {
      if (!oversized.containsKey(key(async.original()))) {
        try {
          MethodTransformer.Plan plan = MethodTransformer.plan(async, callees, keepLocals);
          for (Callee callee : plan.callees()) {
            called.put(callee.method().bodyName(), callee);
          }
          plans.add(plan);
        } catch (LimitException e) {
          passing.put(key(async.original()), String.valueOf(e.getMessage()));
        }
      }
    }
    List<Diagnostic> diagnostics = new ArrayList<>(findings.diagnostics());
    List<GeneratedClass> frames = new ArrayList<>();
    for (MethodTransformer.Plan plan : plans) {
      AsyncMethod async = plan.method();
      try {
        MethodTransformer.Parts parts = MethodTransformer.emit(plan, called.get(async.bodyName()));
        replacements.put(key(async.original()), List.of(parts.kickoff(), parts.body()));
        frames.add(parts.frame());
        Diagnostic warning = MethodLimits.hugeMethod(async, parts.bytes());
        if (warning != null) {
          diagnostics.add(warning);
        }
      } catch (LimitException e) {
        passing.put(key(async.original()), String.valueOf(e.getMessage()));
      }
    }
    for (AsyncMethod async : methods) {
      String limit = passing.get(key(async.original()));
      if (limit != null) {
        if (called.containsKey(async.bodyName())) {
          return transform(passing);
        }
        Diagnostic why = MethodLimits.tooLarge(async, limit);
        diagnostics.add(why);
        replacements.put(key(async.original()), refusal(async.original(), why));
      }
    }
    if (replacements.isEmpty()) {
      return Transformation.unchanged(owner.name, diagnostics);
    }
    if (owner.methods.size() + frames.size() > MethodLimits.MOST) {
      throw new LimitException(
          "the transformed class has " + (owner.methods.size() + frames.size()) + " methods");
    }
    try {
      return new Transformation(
          write(replacements), frames, diagnostics, frames.size(), owner.name);
    } catch (MethodTooLargeException e) {
      // only now is it known which constants need the wide form of LDC
      for (AsyncMethod async : methods) {
        if (async.bodyName().equals(e.getMethodName())) {
          passing.put(key(async.original()), MethodLimits.tooLong(e.getCodeSize()));
          return transform(passing);
        }
      }
      throw e;
    }
  }

  private static List<AsyncMethod> name(List<MethodNode> methods, ClassNode owner) {
    GeneratedNames names = new GeneratedNames(owner);
    List<AsyncMethod> named = new ArrayList<>();
    for (MethodNode method : methods) {
      named.add(names.assign(method));
    }
    return named;
  }

  /** The methods whose calls return a cold coroutine, by name and descriptor. */
  private static Map<String, Callee> callees(List<AsyncMethod> methods, Set<String> refused) {
    Map<String, Callee> callees = new HashMap<>();
    for (AsyncMethod async : methods) {
      String key = key(async.original());
      if (async.isCold() && !refused.contains(key)) {
        callees.put(key, Callee.of(async));
      }
    }
    return callees;
  }

  /**
   * What would become of each async method that is not refused; empty for a class that is
   * transformed already.
   */
  List<Explanation> explain() {
    ClassNode owner = read();
    if (isTransformed(owner)) {
      return List.of();
    }
    List<AsyncMethod> methods = name(Checker.check(owner).async(), owner);
    Map<String, Callee> callees = callees(methods, Set.of());
    List<Explanation> explanations = new ArrayList<>();
    for (AsyncMethod async : methods) {
      try {
        explanations.add(Explainer.explain(async, callees, keepLocals));
      } catch (LimitException e) {
        // refused; the diagnostic of transform says why, and there is no layout to tell of
      }
    }
    return explanations;
  }

  private ClassNode read() {
    ClassNode owner = new BoundedClassNode();
    reader.accept(owner, new Attribute[] {new Marker()}, ClassReader.EXPAND_FRAMES);
    return owner;
  }

  /**
   * The attribute says so; or, where something dropped it, the bodies do. HotSpot drops it too:
   * what it shows for a retransformation is made anew, without unknown attributes.
   */
  private static boolean isTransformed(ClassNode owner) {
    if (owner.attrs != null) {
      for (Attribute attribute : owner.attrs) {
        if (attribute.type.equals(RuntimeNames.MARKER)) {
          return true;
        }
      }
    }
    for (MethodNode method : owner.methods) {
      if (AsyncMethod.isBody(method)) {
        return true;
      }
    }
    return false;
  }

  private byte[] write(Map<String, List<MethodNode>> replacements) {
    ClassWriter writer = new OfflineClassWriter(reader);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            List<MethodNode> instead = replacements.get(name + descriptor);
            if (instead == null) {
              return super.visitMethod(access, name, descriptor, signature, exceptions);
            }
            for (MethodNode method : instead) {
              method.accept(cv);
            }
            return null;
          }

          @Override
          public void visitEnd() {
            super.visitAttribute(new Marker());
            super.visitEnd();
          }
        },
        ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  private static String key(MethodNode method) {
    return method.name + method.desc;
  }

  private static List<MethodNode> refusal(MethodNode method, Diagnostic why) {
    return List.of(KickoffEmitter.emitRefusal(method, why.text()));
  }

  /** Not even a refusal may fit, so the class stays as it was. */
  private Diagnostic tooLarge(RuntimeException limit) {
    String message =
        limit instanceof ClassTooLargeException full
            ? "the transformed class has "
                + full.getConstantPoolCount()
                + " constants, more than the 65535 that a class file allows"
            : String.valueOf(limit.getMessage());
    return new Diagnostic(
        Code.METHOD_TOO_LARGE,
        Severity.ERROR,
        reader.getClassName().replace('/', '.'),
        "",
        null,
        0,
        message,
        "Split the class, or move its async methods to others");
  }

  /**
   * Never asked for a common superclass, because all stack map frames are given; asked all the
   * same, it would load classes.
   */
  private static final class OfflineClassWriter extends ClassWriter {
    OfflineClassWriter(ClassReader reader) {
      super(reader, 0);
      // ASM's own, of 10 MB of frames a class, stops large classes; MethodLimits bounds the memory
      setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    @Override
    protected String getCommonSuperClass(String first, String second) {
      throw new IllegalStateException(
          "types come from the class file, not from " + first + " and " + second);
    }
  }

  /** The class attribute that says: transformed. Its content is the version of the protocol. */
  private static final class Marker extends Attribute {
    Marker() {
      super(RuntimeNames.MARKER);
    }

    @Override
    public boolean isUnknown() {
      return false;
    }

    @Override
    protected Attribute read(
        ClassReader reader,
        int offset,
        int length,
        char[] buffer,
        int codeOffset,
        Label @Nullable [] labels) {
      return new Marker();
    }

    @Override
    protected ByteVector write(
        ClassWriter writer, byte @Nullable [] code, int codeLength, int maxStack, int maxLocals) {
      return new ByteVector().putShort(RuntimeNames.PROTOCOL);
    }
  }
}
