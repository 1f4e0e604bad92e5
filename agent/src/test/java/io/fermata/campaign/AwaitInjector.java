package io.fermata.campaign;

import io.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Adds to a class, for each of its methods, an async copy with awaits at random instructions.
 *
 * <p>The class stays legal: the types at an instruction say what may be done there. Everything
 * random comes from the seed.
 */
final class AwaitInjector {
  private static final String[] RESULTS = {
    RuntimeNames.COROUTINE,
    RuntimeNames.COROUTINE,
    RuntimeNames.COROUTINE,
    RuntimeNames.TASK,
    RuntimeNames.COMPLETABLE_FUTURE,
    RuntimeNames.COMPLETION_STAGE
  };

  private final long seed;
  private final Set<String> tooLarge;
  private final List<MethodNode> copies = new ArrayList<>();
  private final Map<String, Integer> skipped = new TreeMap<>();
  private final Set<String> monitors = new HashSet<>();
  private final Set<String> held = new HashSet<>();
  private int awaits;

  private AwaitInjector(long seed, Set<String> tooLarge) {
    this.seed = seed;
    this.tooLarge = tooLarge;
  }

  /**
   * @param classFile null if nothing was added
   * @param copies how many methods were added
   * @param skipped why methods were not copied, and how many of each
   * @param monitors the added methods that enter a monitor somewhere
   * @param held the added methods that certainly await with a monitor held
   * @param awaits how many awaits were added
   */
  record Injected(
      byte @Nullable [] classFile,
      int copies,
      Map<String, Integer> skipped,
      Set<String> monitors,
      Set<String> held,
      int awaits) {}

  static Injected inject(byte[] classFile, long seed) {
    Set<String> tooLarge = new HashSet<>();
    while (true) {
      try {
        return new AwaitInjector(seed, tooLarge).run(classFile);
      } catch (MethodTooLargeException e) {
        tooLarge.add(e.getMethodName());
      } catch (ClassTooLargeException e) {
        return new Injected(null, 0, Map.of("class is full", 1), Set.of(), Set.of(), 0);
      }
    }
  }

  private Injected run(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassNode owner = new ClassNode();
    reader.accept(owner, ClassReader.EXPAND_FRAMES);
    Map<MethodNode, Random> randoms = new LinkedHashMap<>();
    for (int i = 0; i < owner.methods.size(); i++) {
      MethodNode method = owner.methods.get(i);
      // no $ of its own: reports would tell the method that a lambda stands in
      String name = "f" + i + "_" + method.name.replace('$', '_');
      if (isCopied(owner, method, name)) {
        Random random = new Random(31 * seed + i);
        randoms.put(newCopy(method, name, random), random);
      }
    }
    copies.addAll(randoms.keySet());
    randoms.forEach((copy, random) -> inject(owner, copy, random));
    byte[] result = copies.isEmpty() ? null : write(reader);
    return new Injected(result, copies.size(), skipped, monitors, held, awaits);
  }

  private byte[] write(ClassReader reader) {
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version,
              int access,
              String name,
              @Nullable String signature,
              @Nullable String superName,
              String @Nullable [] interfaces) {
            int raised = Math.max(version, Opcodes.V1_8);
            super.visit(raised, access, name, signature, superName, interfaces);
          }

          @Override
          public void visitEnd() {
            copies.forEach(copy -> copy.accept(cv));
            super.visitEnd();
          }
        },
        ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  private boolean isCopied(ClassNode owner, MethodNode method, String name) {
    String why = null;
    if (method.instructions.size() == 0) {
      why = "no code";
    } else if (method.name.startsWith("<")) {
      why = "constructor or initialiser";
    } else if ((owner.version & 0xFFFF) < Opcodes.V1_6) {
      why = "no stack maps (before Java 6)";
    } else if (tooLarge.contains(name)) {
      why = "too large with awaits";
    }
    if (why != null) {
      skipped.merge(why, 1, Integer::sum);
    }
    return why == null;
  }

  private void inject(ClassNode owner, MethodNode copy, Random random) {
    MethodInjection injection =
        new MethodInjection(owner.name, copy, random, new SiblingCalls(owner, copies));
    injection.run();
    awaits += injection.awaits();
    if (injection.hasMonitor()) {
      monitors.add(copy.name);
    }
    if (injection.awaitsUnderMonitor()) {
      held.add(copy.name);
    }
  }

  /** The method as it is, under another name and with another return type. */
  private static MethodNode newCopy(MethodNode method, String name, Random random) {
    Type result = Type.getObjectType(RESULTS[random.nextInt(RESULTS.length)]);
    int access = method.access & ~(Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC);
    if (random.nextInt(4) > 0) {
      access &= ~Opcodes.ACC_SYNCHRONIZED;
    }
    MethodNode copy =
        new MethodNode(
            Opcodes.ASM9,
            access,
            name,
            Type.getMethodDescriptor(result, Type.getArgumentTypes(method.desc)),
            null,
            method.exceptions.toArray(String[]::new));
    method.accept(copy);
    copy.annotationDefault = null;
    copy.attrs = null;
    copy.visibleAnnotations = List.of(new AnnotationNode(RuntimeNames.ASYNC_DESCRIPTOR));
    copy.invisibleAnnotations = null;
    return copy;
  }
}
