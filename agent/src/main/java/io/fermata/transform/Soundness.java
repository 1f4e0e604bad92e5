package io.fermata.transform;

import io.fermata.transform.analyze.TypeFlow;
import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.TypeStates;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/**
 * Tells a damaged class file from a defect of the transformer, after a transformation failed. It
 * knows most of the rules for code, and loads no class.
 */
final class Soundness {
  /** The analysis takes a reference for each local and operand at each instruction. */
  private static final long MOST_VALUES = 30_000_000;

  private Soundness() {}

  /** What is wrong with the class file, or null if nothing was found. */
  static @Nullable String damageOf(ClassReader reader) {
    try {
      ClassNode owner = new BoundedClassNode();
      reader.accept(owner, ClassReader.EXPAND_FRAMES);
      if (!isName(owner.name)) {
        return "no class can be named " + owner.name;
      }
      rewrite(owner, reader);
      for (MethodNode method : owner.methods) {
        check(owner, method);
      }
      return null;
    } catch (AnalyzerException | RuntimeException | AssertionError | StackOverflowError e) {
      return e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    }
  }

  /** Fails on names that are missing, in the class and in its constant pool. */
  private static void rewrite(ClassNode owner, ClassReader reader) {
    ClassWriter writer = new ClassWriter(reader, 0);
    owner.accept(writer);
    byte[] unused = writer.toByteArray();
  }

  private static void check(ClassNode owner, MethodNode method) throws AnalyzerException {
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      int start = method.instructions.indexOf(range.start);
      int end = method.instructions.indexOf(range.end);
      if (start < 0 || end < 0 || method.instructions.indexOf(range.handler) < 0) {
        throw new IllegalArgumentException("a range of handlers is not at an instruction");
      }
    }
    long values = (long) method.instructions.size() * (method.maxLocals + method.maxStack);
    if (values <= MOST_VALUES) {
      new Analyzer<>(new BasicVerifier()).analyze(owner.name, method);
    }
    TypeStates types = TypeFlow.of(owner.name, method);
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() == Opcodes.ARETURN || Awaits.isAwait(instruction)) {
        types.at(instruction); // fails where the code can't be reached
      }
    }
  }

  /** JVMS 4.2.1. */
  private static boolean isName(String name) {
    return name.indexOf('.') < 0 && name.indexOf(';') < 0 && name.indexOf('[') < 0;
  }
}
