package io.fermata.transform.analyze;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Answers where a local that is live behind an instruction is read next. */
public final class NextReads {
  private final MethodNode method;
  private final InsnList code;
  private final int[][] successors;
  private final int[] lines;

  /** Prepares the questions about one method, whose code must stay as it is. */
  public NextReads(MethodNode method) {
    this.method = method;
    code = method.instructions;
    successors = ControlFlow.successors(code);
    lines = new int[code.size()];
    int line = 0;
    for (int i = 0; i < lines.length; i++) {
      if (code.get(i) instanceof LineNumberNode number) {
        line = number.line;
      }
      lines[i] = line;
    }
  }

  /** The line of the nearest read of the slot, or 0 if there is none or the lines are not known. */
  public int lineAfter(AbstractInsnNode instruction, int slot) {
    BitSet seen = new BitSet();
    Deque<Integer> next = new ArrayDeque<>();
    goOn(code.indexOf(instruction), next);
    while (!next.isEmpty()) {
      int index = next.removeFirst();
      if (seen.get(index)) {
        continue;
      }
      seen.set(index);
      AbstractInsnNode at = code.get(index);
      if (at instanceof IincInsnNode increment && increment.var == slot) {
        return lines[index];
      }
      if (at instanceof VarInsnNode access && access.var == slot) {
        if (at.getOpcode() < Opcodes.ISTORE) {
          return lines[index];
        }
        continue; // written: what was kept ends here
      }
      goOn(index, next);
    }
    return 0;
  }

  private void goOn(int index, Deque<Integer> next) {
    for (int successor : successors[index]) {
      next.add(successor);
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      if (code.indexOf(block.start) <= index && index < code.indexOf(block.end)) {
        next.add(code.indexOf(block.handler));
      }
    }
  }
}
