package io.fermata.transform.analyze;

import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.LimitException;
import io.fermata.transform.model.TypeState;
import io.fermata.transform.model.TypeStates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Answers which verification types the locals and the stack have at an instruction.
 *
 * <p>It goes through the code once, as the JVM's own type checker does (JVMS 4.10.1): every merge
 * point has its types in the StackMapTable, so nothing is ever merged here and no class is asked
 * for its superclass.
 */
public final class TypeFlow {
  private final AnalyzerAdapter types;
  private final Map<AbstractInsnNode, TypeState> states = new HashMap<>();
  private final Map<LabelNode, TypeInsnNode> newByNode = new HashMap<>();
  private final Map<Label, TypeInsnNode> newByLabel = new HashMap<>();

  /** How many types all states together may have, each an entry in a list. */
  private static final int MOST_TYPES = 8_000_000;

  private final boolean atJumps;
  private int typesKept;

  private TypeFlow(String owner, MethodNode method, boolean atJumps) {
    this.atJumps = atJumps;
    types = new AnalyzerAdapter(owner, method.access, method.name, method.desc, null);
  }

  /** The types at every await, return, and call of a constructor in the method. */
  public static TypeStates of(String owner, MethodNode method) {
    return run(owner, method, false);
  }

  /** The types at every conditional jump in the method. */
  public static TypeStates atJumps(String owner, MethodNode method) {
    return run(owner, method, true);
  }

  private static TypeStates run(String owner, MethodNode method, boolean atJumps) {
    TypeFlow flow = new TypeFlow(owner, method, atJumps);
    flow.run(method);
    return new TypeStates(method, flow.states, flow.newByNode);
  }

  private void run(MethodNode method) {
    method.instructions.resetLabels();
    findNewLabels(method);
    for (AbstractInsnNode instruction : method.instructions) {
      if (matters(instruction)) {
        TypeState state = snapshot();
        if (state != null) {
          states.put(instruction, state);
        }
      }
      instruction.accept(types);
      if (instruction.getOpcode() == Opcodes.NEW && types.stack != null) {
        newByLabel.put((Label) types.stack.get(types.stack.size() - 1), (TypeInsnNode) instruction);
      }
    }
  }

  private boolean matters(AbstractInsnNode instruction) {
    if (atJumps) {
      return instruction instanceof JumpInsnNode && instruction.getOpcode() != Opcodes.GOTO;
    }
    return switch (instruction.getOpcode()) {
      case Opcodes.ARETURN -> true;
      case Opcodes.INVOKESPECIAL -> ((MethodInsnNode) instruction).name.equals("<init>");
      default -> Awaits.isAwait(instruction);
    };
  }

  private void findNewLabels(MethodNode method) {
    List<LabelNode> pending = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof LabelNode label) {
        pending.add(label);
      } else if (instruction.getOpcode() >= 0) {
        if (instruction.getOpcode() == Opcodes.NEW) {
          for (LabelNode label : pending) {
            newByNode.put(label, (TypeInsnNode) instruction);
            newByLabel.put(label.getLabel(), (TypeInsnNode) instruction);
          }
        }
        pending.clear();
      }
    }
  }

  /** The adapter's state in our notation; null where the code cannot be reached. */
  private @Nullable TypeState snapshot() {
    if (types.locals == null) {
      return null;
    }
    typesKept += types.locals.size() + types.stack.size();
    if (typesKept > MOST_TYPES) {
      throw new LimitException("the method has too many locals in too many places");
    }
    List<Object> locals = new ArrayList<>(types.locals.size());
    for (Object type : types.locals) {
      locals.add(translate(type));
    }
    List<Object> stack = new ArrayList<>(types.stack.size());
    for (int i = 0; i < types.stack.size(); i++) {
      Object type = types.stack.get(i);
      stack.add(translate(type));
      if (type.equals(Opcodes.LONG) || type.equals(Opcodes.DOUBLE)) {
        i++;
      }
    }
    return new TypeState(locals, stack);
  }

  private Object translate(Object type) {
    if (!(type instanceof Label)) {
      return type;
    }
    TypeInsnNode created = newByLabel.get(type);
    if (created == null) {
      throw new IllegalArgumentException("an uninitialised object without its NEW");
    }
    return created;
  }
}
