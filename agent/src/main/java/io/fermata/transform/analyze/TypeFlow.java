package io.fermata.transform.analyze;

import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.Construction;
import io.fermata.transform.model.NewLabels;
import io.fermata.transform.model.TypeState;
import io.fermata.transform.model.TypeStates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Answers which verification types the locals and the stack have at an instruction.
 *
 * <p>It goes forward through the code, as the JVM's own type checker does (JVMS 4.10.1): every
 * merge point has its types in the StackMapTable, so nothing is ever merged here and no class is
 * asked for its superclass. For the same reason it may begin at any merge point, and goes only from
 * there to where types are asked for.
 */
public final class TypeFlow {
  private final MethodNode method;
  private final AnalyzerAdapter types;
  private final Map<AbstractInsnNode, TypeState> states = new HashMap<>();
  private final Map<MethodInsnNode, Construction> constructions = new HashMap<>();

  /** The objects that no constructor has seen, as the adapter has them. */
  private final Map<Label, TypeInsnNode> newByLabel = new HashMap<>();

  private int typesKept;

  private TypeFlow(String owner, MethodNode method) {
    this.method = method;
    types = new AnalyzerAdapter(owner, method.access, method.name, method.desc, null);
  }

  /**
   * The types at every await in the method, and its constructor calls; and where it compares or
   * locks an object that no constructor has seen.
   */
  public static TypeStates of(String owner, MethodNode method) {
    TypeFlow flow = new TypeFlow(owner, method);
    for (AbstractInsnNode instruction : method.instructions) {
      if (Awaits.isAwait(instruction) || flow.asksForNewObject(instruction)) {
        flow.note(instruction);
      } else if (instruction.getOpcode() == Opcodes.INVOKESPECIAL) {
        flow.noteConstruction((MethodInsnNode) instruction);
      }
      flow.execute(instruction);
    }
    return flow.states();
  }

  /**
   * The types at some instructions of the method.
   *
   * @param instructions in the order of the code
   */
  public static TypeStates at(
      String owner, MethodNode method, List<? extends AbstractInsnNode> instructions) {
    TypeFlow flow = new TypeFlow(owner, method);
    AbstractInsnNode next = method.instructions.getFirst();
    for (AbstractInsnNode instruction : instructions) {
      flow.advance(next, instruction);
      flow.note(instruction);
      next = instruction;
    }
    return flow.states();
  }

  private boolean asksForNewObject(AbstractInsnNode instruction) {
    int asked =
        switch (instruction.getOpcode()) {
          case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE -> 2;
          case Opcodes.IFNULL, Opcodes.IFNONNULL, Opcodes.MONITORENTER, Opcodes.MONITOREXIT -> 1;
          default -> 0;
        };
    if (asked == 0 || types.stack == null) {
      return false;
    }
    int top = types.stack.size() - 1;
    return types.stack.get(top) instanceof Label
        || (asked == 2 && types.stack.get(top - 1) instanceof Label);
  }

  private TypeStates states() {
    return new TypeStates(method, states, constructions);
  }

  /** From where it is, or from the last merge point if that is nearer, to an instruction. */
  private void advance(AbstractInsnNode from, AbstractInsnNode to) {
    AbstractInsnNode begin = to;
    while (begin != from && !(begin instanceof FrameNode)) {
      begin = begin.getPrevious();
    }
    for (AbstractInsnNode i = begin; i != to; i = i.getNext()) {
      execute(i);
    }
  }

  private void execute(AbstractInsnNode instruction) {
    instruction.accept(types);
    if (instruction.getOpcode() == Opcodes.NEW && types.stack != null) {
      newByLabel.put((Label) types.stack.get(types.stack.size() - 1), (TypeInsnNode) instruction);
    }
  }

  private void note(AbstractInsnNode instruction) {
    TypeState state = snapshot();
    if (state != null) {
      states.put(instruction, state);
    }
  }

  /** The adapter does as much at such a call: it looks for the copies, to replace them. */
  private void noteConstruction(MethodInsnNode call) {
    List<Object> stack = types.stack;
    if (stack == null || !call.name.equals("<init>")) {
      return;
    }
    // the adapter counts slots, and so does this
    Object object = stack.get(stack.size() - (Type.getArgumentsAndReturnSizes(call.desc) >> 2));
    if (!(object instanceof Label)) {
      return;
    }
    int lowest = 0;
    while (stack.get(lowest) != object) {
      lowest++;
    }
    keep(stack.size() - lowest);
    List<Integer> locals = new ArrayList<>();
    for (int slot = 0; slot < types.locals.size(); slot++) {
      if (types.locals.get(slot) == object) {
        locals.add(slot);
      }
    }
    constructions.put(
        call,
        new Construction(
            (TypeInsnNode) translate(object),
            values(stack.subList(lowest, stack.size())),
            List.copyOf(locals)));
  }

  /** The adapter's state in our notation; null where the code cannot be reached. */
  private @Nullable TypeState snapshot() {
    if (types.locals == null) {
      return null;
    }
    keep(types.locals.size() + types.stack.size());
    List<Object> locals = new ArrayList<>(types.locals.size());
    for (Object type : types.locals) {
      locals.add(translate(type));
    }
    return new TypeState(locals, values(types.stack));
  }

  private void keep(int more) {
    typesKept = TypeStates.requireFew(typesKept + more);
  }

  /** Of slots of the stack: one entry for each value. */
  private List<Object> values(List<Object> slots) {
    List<Object> values = new ArrayList<>(slots.size());
    for (int i = 0; i < slots.size(); i++) {
      Object type = slots.get(i);
      values.add(translate(type));
      if (type.equals(Opcodes.LONG) || type.equals(Opcodes.DOUBLE)) {
        i++;
      }
    }
    return values;
  }

  private Object translate(Object type) {
    if (!(type instanceof Label)) {
      return type;
    }
    TypeInsnNode created = newByLabel.get(type);
    if (created == null) { // named by a stack map frame
      NewLabels.of(method).forEach((label, each) -> newByLabel.put(label.getLabel(), each));
      created = newByLabel.get(type);
    }
    if (created == null) {
      throw new IllegalArgumentException("an uninitialised object without its NEW");
    }
    return created;
  }
}
