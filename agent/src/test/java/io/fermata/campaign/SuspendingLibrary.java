package io.fermata.campaign;

import static org.objectweb.asm.Opcodes.*;

import io.fermata.transform.Diagnostic;
import io.fermata.transform.Severity;
import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import io.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A library some of whose methods suspend at random instructions, and whose callers don't notice.
 *
 * <pre>
 *   T m(arguments) { return (T) Suspender.run(suspending7$m(arguments)); }
 *   &#64;Async private Coroutine suspending7$m(arguments) { the code of m, with awaits }
 * </pre>
 *
 * <p>All of it transformed. What Fermata refuses, an await under a monitor, is left as it was.
 */
final class SuspendingLibrary {
  private static final String COPY = "suspending";

  /** How often to try other places for a method's awaits. */
  private static final int ATTEMPTS = 4;

  private final Transformer transformer = new Transformer();
  private final Map<String, byte[]> classes = new TreeMap<>();
  private final Map<String, Integer> skipped = new TreeMap<>();
  private final int percent;
  private int methods;
  private int awaits;

  /**
   * @param percent how many of the methods
   */
  SuspendingLibrary(Library library, int percent, long seed) {
    this.percent = percent;
    Random random = new Random(seed);
    library
        .classes()
        .forEach(
            (name, classFile) -> classes.putAll(suspending(name, classFile, random.nextLong())));
  }

  /** All classes, frames too, by internal name. */
  Map<String, byte[]> classes() {
    return classes;
  }

  String figures() {
    return methods + " methods with " + awaits + " awaits, not tried or refused " + skipped;
  }

  private Map<String, byte[]> suspending(String name, byte[] classFile, long seed) {
    Map<String, Integer> attempts = new HashMap<>();
    while (true) {
      Rewritten rewritten;
      try {
        rewritten = rewrite(classFile, seed, attempts);
      } catch (MethodTooLargeException e) {
        attempts.put(e.getMethodName(), ATTEMPTS);
        continue;
      }
      if (rewritten.copies.isEmpty()) {
        return Map.of(name, classFile);
      }
      Transformation outcome = transformer.transform(rewritten.classFile);
      Set<String> refused = refused(outcome, rewritten.copies);
      if (!refused.isEmpty()) {
        refused.forEach(copy -> attempts.merge(copy, 1, Integer::sum));
        continue;
      }
      methods += outcome.methods();
      awaits += rewritten.awaits;
      rewritten.skipped.forEach((why, count) -> skipped.merge(why, count, Integer::sum));
      Map<String, byte[]> result = new HashMap<>();
      result.put(name, outcome.classFile());
      outcome.frames().forEach(frame -> result.put(frame.internalName(), frame.classFile()));
      return result;
    }
  }

  private static Set<String> refused(Transformation outcome, Set<String> copies) {
    Set<String> refused = new HashSet<>();
    for (Diagnostic diagnostic : outcome.diagnostics()) {
      if (diagnostic.severity() == Severity.ERROR) {
        refused.add(diagnostic.method());
        if (!copies.contains(diagnostic.method())) {
          throw new IllegalStateException(diagnostic.text());
        }
      }
    }
    return refused;
  }

  private record Rewritten(
      byte[] classFile, Set<String> copies, Map<String, Integer> skipped, int awaits) {}

  private Rewritten rewrite(byte[] classFile, long seed, Map<String, Integer> attempts) {
    ClassNode owner = new ClassNode();
    new ClassReader(classFile).accept(owner, ClassReader.EXPAND_FRAMES);
    Set<String> copies = new HashSet<>();
    Map<String, Integer> skipped = new TreeMap<>();
    List<MethodNode> added = new ArrayList<>();
    int awaits = 0;
    for (int i = 0; i < owner.methods.size(); i++) {
      MethodNode method = owner.methods.get(i);
      Random random = new Random(31 * seed + i);
      if (random.nextInt(100) >= percent) {
        continue;
      }
      String name = COPY + i + "$" + method.name;
      int attempt = attempts.getOrDefault(name, 0);
      String why = attempt >= ATTEMPTS ? "refused or too large" : whyNot(owner, method);
      if (why != null) {
        skipped.merge(why, 1, Integer::sum);
        continue;
      }
      MethodNode copy = newCopy(method, name);
      Random places = new Random(random.nextLong() + attempt);
      MethodInjection injection = new MethodInjection(owner.name, copy, places, Suspender.NAME);
      injection.run();
      awaits += injection.awaits();
      makeBridge(owner, method, copy);
      added.add(copy);
      copies.add(name);
    }
    owner.methods.addAll(added);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    owner.accept(writer);
    return new Rewritten(writer.toByteArray(), copies, skipped, awaits);
  }

  private static @Nullable String whyNot(ClassNode owner, MethodNode method) {
    if (method.instructions.size() == 0) {
      return "no code";
    }
    if (method.name.startsWith("<")) {
      return "constructor or initialiser";
    }
    if ((method.access & ACC_BRIDGE) != 0) {
      return "bridge";
    }
    return (owner.version & 0xFFFF) < V1_8 ? "class file before Java 8" : null;
  }

  private static MethodNode newCopy(MethodNode method, String name) {
    MethodNode copy =
        new MethodNode(
            ASM9,
            ACC_PRIVATE | ACC_SYNTHETIC | method.access & ACC_STATIC,
            name,
            Type.getMethodDescriptor(
                Type.getObjectType(RuntimeNames.COROUTINE), Type.getArgumentTypes(method.desc)),
            null,
            null);
    method.accept(copy);
    copy.annotationDefault = null;
    copy.attrs = null;
    copy.visibleAnnotations = List.of(new AnnotationNode(RuntimeNames.ASYNC_DESCRIPTOR));
    copy.invisibleAnnotations = null;
    copy.visibleParameterAnnotations = null;
    copy.invisibleParameterAnnotations = null;
    copy.parameters = null;
    return copy;
  }

  private static void makeBridge(ClassNode owner, MethodNode method, MethodNode copy) {
    method.instructions.clear();
    method.tryCatchBlocks.clear();
    method.localVariables = null;
    method.visibleLocalVariableAnnotations = null;
    method.invisibleLocalVariableAnnotations = null;
    InstructionAdapter code = new InstructionAdapter(method);
    code.mark(new Label());
    int slot = 0;
    boolean isInterface = (owner.access & ACC_INTERFACE) != 0;
    if ((method.access & ACC_STATIC) == 0) {
      code.load(slot++, Type.getObjectType(owner.name));
    }
    for (Type argument : Type.getArgumentTypes(method.desc)) {
      code.load(slot, argument);
      slot += argument.getSize();
    }
    if ((method.access & ACC_STATIC) != 0) {
      code.invokestatic(owner.name, copy.name, copy.desc, isInterface);
    } else {
      code.invokespecial(owner.name, copy.name, copy.desc, isInterface);
    }
    code.invokestatic(
        Suspender.NAME, "run", "(L" + RuntimeNames.COROUTINE + ";)Ljava/lang/Object;", false);
    Type result = Type.getReturnType(method.desc);
    switch (result.getSort()) {
      case Type.VOID -> code.pop();
      case Type.OBJECT, Type.ARRAY -> code.checkcast(result);
      case Type.LONG -> Boxing.unbox(code, LONG, Type.getType(Long.class));
      case Type.FLOAT -> Boxing.unbox(code, FLOAT, Type.getType(Float.class));
      case Type.DOUBLE -> Boxing.unbox(code, DOUBLE, Type.getType(Double.class));
      default -> Boxing.unbox(code, INTEGER, Type.getType(Integer.class));
    }
    code.areturn(result);
  }
}
