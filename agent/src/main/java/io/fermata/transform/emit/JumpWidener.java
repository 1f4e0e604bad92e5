package io.fermata.transform.emit;

import io.fermata.transform.model.CodeBuilder;
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
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Gives four bytes to jumps that two may not be enough for, in a body of more than 32 KB.
 *
 * <pre>
 *   before          after
 *     goto L          goto_w L
 *     ifeq L          ifne NEXT; goto_w L; NEXT:
 * </pre>
 *
 * <p>ASM would do it too, but by computing the types of every instruction in the whole class, in
 * time that grows with instructions times locals.
 */
public final class JumpWidener {
  /** JVMS 6.5; ASM takes it, but has no public name for it. */
  private static final int GOTO_W = 200;

  private final MethodNode body;
  private final Map<TypeInsnNode, LabelNode> labels = new HashMap<>();

  private JumpWidener(MethodNode body) {
    this.body = body;
    NewLabels.of(body).forEach((label, created) -> labels.put(created, label));
  }

  /** The jumps that are far if every jump in between takes as many bytes as it may. */
  public static List<JumpInsnNode> farJumps(MethodNode body) {
    InsnList code = body.instructions;
    int[] offsets = new int[code.size()];
    CodeSizeEvaluator size = new CodeSizeEvaluator(null);
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = size.getMaxSize();
      if (code.get(i).getOpcode() >= 0) {
        code.get(i).accept(size);
      }
    }
    List<JumpInsnNode> far = new ArrayList<>();
    for (int i = 0; i < offsets.length; i++) {
      if (code.get(i) instanceof JumpInsnNode jump) {
        int distance = offsets[code.indexOf(jump.label)] - offsets[i];
        if (Math.abs(distance) > Short.MAX_VALUE) {
          far.add(jump);
        }
      }
    }
    return far;
  }

  /** Those behind which a stack map frame has to be written, so that types are needed there. */
  public static List<JumpInsnNode> conditional(List<JumpInsnNode> jumps) {
    List<JumpInsnNode> conditional = new ArrayList<>();
    for (JumpInsnNode jump : jumps) {
      if (jump.getOpcode() != Opcodes.GOTO) {
        conditional.add(jump);
      }
    }
    return conditional;
  }

  /**
   * Widens jumps in place.
   *
   * @param types of the body, at the conditional ones
   */
  public static void widen(List<JumpInsnNode> jumps, MethodNode body, TypeStates types) {
    JumpWidener widener = new JumpWidener(body);
    for (JumpInsnNode jump : jumps) {
      if (jump.getOpcode() == Opcodes.GOTO) {
        jump.setOpcode(GOTO_W);
      } else {
        widener.widen(jump, types.at(jump));
      }
    }
  }

  private void widen(JumpInsnNode jump, TypeState before) {
    FrameNode existing = frameBehind(jump);
    LabelNode next = new LabelNode(new Label());
    InsnList behind = new InsnList();
    behind.add(new JumpInsnNode(GOTO_W, jump.label));
    behind.add(next);
    if (existing == null) {
      behind.add(frame(before, operands(jump.getOpcode())));
    }
    body.instructions.insert(jump, behind);
    jump.setOpcode(opposite(jump.getOpcode()));
    jump.label = next;
  }

  /** The stack map frame in front of the next instruction, if the code has one already. */
  private static @Nullable FrameNode frameBehind(AbstractInsnNode instruction) {
    AbstractInsnNode next = instruction.getNext();
    while (next != null && next.getOpcode() < 0) {
      if (next instanceof FrameNode frame) {
        return frame;
      }
      next = next.getNext();
    }
    return null;
  }

  private FrameNode frame(TypeState before, int operands) {
    List<Object> stack = before.stack().subList(0, before.stack().size() - operands);
    return CodeBuilder.frame(named(CodeBuilder.packed(before.locals())), named(stack));
  }

  /** An object without constructor call goes by the label of its NEW in a stack map frame. */
  private List<Object> named(List<Object> types) {
    List<Object> named = new ArrayList<>(types);
    named.replaceAll(
        type ->
            type instanceof TypeInsnNode created
                ? labels.computeIfAbsent(created, this::labelOf)
                : type);
    return named;
  }

  private LabelNode labelOf(TypeInsnNode created) {
    LabelNode label = new LabelNode(new Label());
    body.instructions.insertBefore(created, label);
    return label;
  }

  /** How many values a conditional jump takes from the stack. */
  private static int operands(int opcode) {
    return opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE ? 2 : 1;
  }

  private static int opposite(int opcode) {
    return opcode >= Opcodes.IFNULL ? opcode ^ 1 : ((opcode + 1) ^ 1) - 1;
  }
}
