package io.fermata.transform.analyze;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** Where the code goes after an instruction that throws nothing. */
final class ControlFlow {
  private static final int[] NONE = {};

  private ControlFlow() {}

  /** The index of each successor, by the index of the instruction. */
  static int[][] successors(InsnList code) {
    int[][] successors = new int[code.size()][];
    for (int i = 0; i < successors.length; i++) {
      successors[i] = successors(code, i);
    }
    return successors;
  }

  /** The index of each successor of one instruction. */
  static int[] successors(InsnList code, int index) {
    AbstractInsnNode instruction = code.get(index);
    boolean goesOn = fallsThrough(instruction.getOpcode()) && index + 1 < code.size();
    List<LabelNode> targets = targets(instruction);
    if (targets.isEmpty()) {
      return goesOn ? new int[] {index + 1} : NONE;
    }
    int[] successors = new int[targets.size() + (goesOn ? 1 : 0)];
    for (int i = 0; i < targets.size(); i++) {
      successors[i] = code.indexOf(targets.get(i));
    }
    if (goesOn) {
      successors[targets.size()] = index + 1;
    }
    return successors;
  }

  private static List<LabelNode> targets(AbstractInsnNode instruction) {
    if (instruction instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    if (instruction instanceof TableSwitchInsnNode table) {
      return withDefault(table.labels, table.dflt);
    }
    if (instruction instanceof LookupSwitchInsnNode lookup) {
      return withDefault(lookup.labels, lookup.dflt);
    }
    return List.of();
  }

  private static List<LabelNode> withDefault(List<LabelNode> labels, LabelNode dflt) {
    List<LabelNode> all = new ArrayList<>(labels);
    all.add(dflt);
    return all;
  }

  /** Whether the code can go elsewhere than to the next instruction. */
  static boolean branches(AbstractInsnNode instruction) {
    return instruction instanceof JumpInsnNode || !fallsThrough(instruction.getOpcode());
  }

  private static boolean fallsThrough(int opcode) {
    return switch (opcode) {
      case Opcodes.GOTO, Opcodes.ATHROW, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH -> false;
      default -> opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN;
    };
  }
}
