package io.fermata.transform;

import io.fermata.transform.analyze.TypeFlow;
import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.Limits;
import io.fermata.transform.model.TypeStates;
import io.fermata.transform.model.VerificationTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/**
 * Tells a damaged class file from a defect of the transformer, after a transformation failed. It
 * knows most of the rules for code, and loads no class.
 */
final class ClassFileValidator {
  private ClassFileValidator() {}

  /** What is wrong with the class file, or null if nothing was found. Never throws. */
  static @Nullable String damageOf(ClassReader reader) {
    try {
      ClassNode owner = new BoundedClassNode();
      reader.accept(owner, ClassReader.EXPAND_FRAMES);
      rewrite(owner, reader);
      for (MethodNode method : owner.methods) {
        check(owner, method);
      }
      return null;
    } catch (AnalyzerException | RuntimeException | AssertionError | StackOverflowError e) {
      return e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    } catch (VirtualMachineError e) {
      return null; // the JVM's trouble, not the class's
    }
  }

  /** Fails on names that are missing, in the class and in its constant pool. */
  private static void rewrite(ClassNode owner, ClassReader reader) {
    ClassWriter writer = new ClassWriter(reader, 0);
    owner.accept(writer);
    byte[] unused = writer.toByteArray();
    // the tree has no place for the absence of what an attribute must name
    reader.accept(new ClassWriter(0), ClassReader.SKIP_CODE);
  }

  private static void check(ClassNode owner, MethodNode method) throws AnalyzerException {
    checkDescriptors(method);
    if (!method.name.equals("<init>")) {
      checkFrames(method);
    }
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      int start = method.instructions.indexOf(range.start);
      int end = method.instructions.indexOf(range.end);
      if (start < 0 || end < 0 || method.instructions.indexOf(range.handler) < 0) {
        throw new IllegalArgumentException("a range of handlers is not at an instruction");
      }
    }
    long values = (long) method.instructions.size() * (method.maxLocals + method.maxStack);
    if (values <= Limits.MOST_VERIFIED) {
      new Analyzer<>(new BasicVerifier()).analyze(owner.name, method);
    }
    // these fail where the code can't be reached
    TypeStates types = TypeFlow.of(owner.name, method);
    Awaits.in(method).forEach(types::at);
    List<AbstractInsnNode> returns = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() == Opcodes.ARETURN) {
        returns.add(instruction);
      }
    }
    returns.forEach(TypeFlow.at(owner.name, method, returns)::at);
  }

  private static void checkDescriptors(MethodNode method) {
    require(Descriptors.isMethod(method.desc), method.desc);
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof FrameNode frame) {
        requireTypes(frame.local);
        requireTypes(frame.stack);
        requireRoom(frame.local, method.maxLocals);
        requireRoom(frame.stack, method.maxStack);
      }
      if (instruction instanceof VarInsnNode local) {
        requireLocal(method, local.var);
      } else if (instruction instanceof IincInsnNode local) {
        requireLocal(method, local.var);
      } else if (instruction instanceof MethodInsnNode call) {
        require(Descriptors.isMethod(call.desc), call.desc);
        requireType(call.owner);
      } else if (instruction instanceof InvokeDynamicInsnNode call) {
        require(Descriptors.isMethod(call.desc), call.desc);
      } else if (instruction instanceof FieldInsnNode field) {
        require(Descriptors.isField(field.desc), field.desc);
      } else if (instruction instanceof TypeInsnNode type) {
        requireType(type.desc);
      } else if (instruction instanceof MultiANewArrayInsnNode array) {
        require(Descriptors.isField(array.desc), array.desc);
      } else if (instruction instanceof LdcInsnNode ldc
          && ldc.cst instanceof ConstantDynamic constant) {
        require(Descriptors.isField(constant.getDescriptor()), constant.getDescriptor());
      }
    }
  }

  /** Also where the code can't be reached, which a verifier passes over. */
  private static void requireLocal(MethodNode method, int local) {
    if (local >= method.maxLocals) {
      throw new IllegalArgumentException(
          "there is no local " + local + " in a method of " + method.maxLocals);
    }
  }

  /** JVMS 4.10.1.6: only in a constructor {@code this} may be uninitialised. */
  private static void checkFrames(MethodNode method) {
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof FrameNode frame
          && (hasUninitializedThis(frame.local) || hasUninitializedThis(frame.stack))) {
        throw new IllegalArgumentException(
            "a stack map of " + method.name + " has an uninitialised this");
      }
    }
  }

  private static boolean hasUninitializedThis(@Nullable List<Object> types) {
    return types != null && types.contains(Opcodes.UNINITIALIZED_THIS);
  }

  private static void requireTypes(@Nullable List<Object> types) {
    if (types != null) {
      for (Object type : types) {
        if (type instanceof String name) {
          requireType(name);
        }
      }
    }
  }

  private static void requireRoom(@Nullable List<Object> types, int slots) {
    int taken = 0;
    for (Object type : types == null ? List.of() : types) {
      taken += VerificationTypes.isWide(type) ? 2 : 1;
    }
    if (taken > slots) {
      throw new IllegalArgumentException(
          "a stack map has " + taken + " slots of types in a method of " + slots);
    }
  }

  private static void requireType(String name) {
    require(name.startsWith("[") ? Descriptors.isField(name) : Descriptors.isName(name), name);
  }

  private static void require(boolean sound, String descriptor) {
    if (!sound) {
      throw new IllegalArgumentException(descriptor + " is no descriptor");
    }
  }
}
