package io.fermata.transform.normalize;

import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.CodeBuilder;
import io.fermata.transform.model.Construction;
import io.fermata.transform.model.LimitException;
import io.fermata.transform.model.Limits;
import io.fermata.transform.model.NewLabels;
import io.fermata.transform.model.TypeState;
import io.fermata.transform.model.TypeStates;
import io.fermata.transform.model.VerificationTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Moves {@code NEW} behind arguments that await, because an object that no constructor has seen
 * can't be kept in a frame.
 *
 * <pre>
 *   before                       after
 *     NEW X                        NEW X; POP; ACONST_NULL       // a place holder
 *     DUP                          DUP
 *     ... await ...                ... await ...
 *     INVOKESPECIAL X.&lt;init&gt;       (arguments to locals); POP; POP; NEW X; DUP; (arguments); INVOKESPECIAL X.&lt;init&gt;
 * </pre>
 *
 * <p>Which copies there are, on the stack and in locals, is read from the types in front of the
 * constructor call, not from a pattern: as for the verifier, the call initialises all of them. The
 * first {@code NEW} stays, its object dropped, because it initialises the class (JVMS 5.5), and
 * that must happen before the arguments are evaluated (JLS 15.9.4).
 */
public final class NewMover {
  private final MethodNode method;
  private final TypeStates types;
  private final Set<TypeInsnNode> moved;
  private int rewritten;

  private NewMover(MethodNode method, TypeStates types, Set<TypeInsnNode> moved) {
    this.method = method;
    this.types = types;
    this.moved = moved;
  }

  /** Whether any await has such an object on the stack or in a local. */
  public static boolean concerns(List<MethodInsnNode> awaits, TypeStates types) {
    return !uninitialized(awaits, types).isEmpty();
  }

  /**
   * Rewrites the method.
   *
   * @param types those at its awaits and constructor calls, and where such objects are compared or
   *     locked; they no longer hold
   */
  public static void apply(MethodNode method, List<MethodInsnNode> awaits, TypeStates types) {
    new NewMover(method, types, uninitialized(awaits, types)).run();
  }

  private static Set<TypeInsnNode> uninitialized(List<MethodInsnNode> awaits, TypeStates types) {
    Set<TypeInsnNode> found = new HashSet<>();
    for (MethodInsnNode await : awaits) {
      TypeState state = types.at(await);
      collectUninitialized(state.locals(), found);
      collectUninitialized(state.stack(), found);
    }
    return found;
  }

  private void run() {
    Map<LabelNode, TypeInsnNode> created = NewLabels.of(method);
    int firstTemporary = method.maxLocals;
    // where one copy was, there are two for a moment
    method.maxStack++;
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      if (instruction instanceof FrameNode frame) {
        renameTypes(frame.local, created);
        renameTypes(frame.stack, created);
      } else if (instruction.getOpcode() == Opcodes.INVOKESPECIAL) {
        moveTo((MethodInsnNode) instruction, firstTemporary);
      } else if (!Awaits.isAwait(instruction) && types.before().containsKey(instruction)) {
        answer(instruction, types.at(instruction).stack());
      }
    }
    for (TypeInsnNode each : moved) {
      // NEW X; POP; ACONST_NULL
      method.instructions.insert(each, new InsnNode(Opcodes.ACONST_NULL));
      method.instructions.insert(each, new InsnNode(Opcodes.POP));
    }
  }

  private static void collectUninitialized(List<Object> values, Set<TypeInsnNode> found) {
    for (Object type : values) {
      if (VerificationTypes.isUninitialized(type)) {
        found.add((TypeInsnNode) type);
      }
    }
  }

  /** Merge points now see the place holder, which is null, where they saw an uninitialised X. */
  private void renameTypes(@Nullable List<Object> values, Map<LabelNode, TypeInsnNode> created) {
    if (values == null) {
      return;
    }
    values.replaceAll(
        type -> {
          TypeInsnNode instruction = type instanceof LabelNode label ? created.get(label) : null;
          return instruction != null && moved.contains(instruction) ? instruction.desc : type;
        });
  }

  /**
   * Answers by the types what would ask the place holder, which is null: the object is not null,
   * and none but its copies are the same. Nobody else has it, so nobody waits for its monitor; a
   * method that calls the constructor with the monitor held was refused.
   */
  private void answer(AbstractInsnNode question, List<Object> stack) {
    int opcode = question.getOpcode();
    boolean compares = opcode == Opcodes.IF_ACMPEQ || opcode == Opcodes.IF_ACMPNE;
    Object value = stack.get(stack.size() - 1);
    Object other = compares ? stack.get(stack.size() - 2) : Opcodes.NULL;
    if (!moved.contains(value) && !moved.contains(other)) {
      return;
    }
    InsnNode drop = new InsnNode(compares ? Opcodes.POP2 : Opcodes.POP);
    if (question instanceof JumpInsnNode jump) {
      boolean ifSame = opcode == Opcodes.IF_ACMPEQ || opcode == Opcodes.IFNULL;
      boolean jumps = ifSame == value.equals(other);
      method.instructions.insertBefore(jump, drop);
      method.instructions.insertBefore(
          jump, new InsnNode(jumps ? Opcodes.ICONST_1 : Opcodes.ICONST_0));
      // still conditional, as the code behind it has no stack map frame of its own
      jump.setOpcode(Opcodes.IFNE);
    } else {
      method.instructions.set(question, drop);
    }
  }

  private void moveTo(MethodInsnNode constructor, int firstTemporary) {
    Construction construction = types.constructions().get(constructor);
    if (construction == null || !moved.contains(construction.created())) {
      return;
    }
    List<Object> stack = construction.stack();
    rewritten += stack.size();
    if (rewritten > Limits.MOST_MOVED) {
      throw new LimitException(
          "the method has more than " + Limits.MOST_MOVED + " arguments of constructors to move");
    }
    List<Integer> slots = new ArrayList<>();
    int next = firstTemporary;
    for (Object type : stack) {
      slots.add(next);
      next += VerificationTypes.isWide(type) ? 2 : 1;
    }

    int receiver = stack.size() - 1 - Type.getArgumentTypes(constructor.desc).length;
    method.instructions.insertBefore(constructor, argumentsAway(construction, slots, receiver));
    method.instructions.insert(constructor, objectBack(construction, slots, receiver));
    method.maxLocals = Math.max(method.maxLocals, next);
  }

  /**
   * What stands before the constructor call: arguments, and whatever lies between the copies, go to
   * locals, the copies away; a new object and the arguments come instead.
   */
  private static InsnList argumentsAway(
      Construction construction, List<Integer> slots, int receiver) {
    TypeInsnNode created = construction.created();
    List<Object> stack = construction.stack();
    CodeBuilder code = new CodeBuilder();
    for (int i = stack.size() - 1; i >= 0; i--) {
      if (stack.get(i) == created) {
        code.op(Opcodes.POP);
      } else {
        code.store(stack.get(i), slots.get(i));
      }
    }
    code.type(Opcodes.NEW, created.desc).op(Opcodes.DUP);
    for (int i = receiver + 1; i < stack.size(); i++) {
      code.load(stack.get(i), slots.get(i));
    }
    return code.build();
  }

  /** What stands behind it: the object takes the place of each copy, on the stack and in locals. */
  private static InsnList objectBack(Construction construction, List<Integer> slots, int receiver) {
    List<Object> stack = construction.stack();
    CodeBuilder code = new CodeBuilder();
    int object = slots.get(receiver);
    code.astore(object);
    for (int i = 0; i < receiver; i++) {
      if (stack.get(i) == construction.created()) {
        code.aload(object);
      } else {
        code.load(stack.get(i), slots.get(i));
      }
    }
    for (int slot : construction.locals()) {
      code.aload(object).astore(slot);
    }
    return code.build();
  }
}
