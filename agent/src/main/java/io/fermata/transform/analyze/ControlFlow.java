package io.fermata.transform.analyze;

import java.util.function.IntConsumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** Where the code goes after an instruction that throws nothing. */
final class ControlFlow {
  private ControlFlow() {}

  /** Hands on the index of each successor. */
  static void successors(InsnList code, int index, IntConsumer to) {
    AbstractInsnNode instruction = code.get(index);
    if (instruction instanceof JumpInsnNode jump) {
      to.accept(code.indexOf(jump.label));
    } else if (instruction instanceof TableSwitchInsnNode table) {
      to.accept(code.indexOf(table.dflt));
      table.labels.forEach(label -> to.accept(code.indexOf(label)));
    } else if (instruction instanceof LookupSwitchInsnNode lookup) {
      to.accept(code.indexOf(lookup.dflt));
      lookup.labels.forEach(label -> to.accept(code.indexOf(label)));
    }
    if (fallsThrough(instruction.getOpcode()) && index + 1 < code.size()) {
      to.accept(index + 1);
    }
  }

  private static boolean fallsThrough(int opcode) {
    return switch (opcode) {
      case Opcodes.GOTO, Opcodes.ATHROW, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH -> false;
      default -> opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN;
    };
  }
}
