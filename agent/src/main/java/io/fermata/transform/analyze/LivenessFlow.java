package io.fermata.transform.analyze;

import io.fermata.transform.model.Liveness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Answers which locals may be read again, by the usual backward flow over the instructions.
 *
 * <p>An instruction keeps alive what any handler around it reads, whether or not it can throw: the
 * verifier checks a handler's types against every instruction in its range, and what is live here
 * is what the frames will still name.
 */
public final class LivenessFlow implements Liveness {
  private final InsnList instructions;
  private final int[][] successors;
  private final int words;

  /** The slots that are live before each instruction, {@code words} longs each. */
  private final long[] live;

  /** The indices of the handlers around each instruction. */
  private final List<List<Integer>> handlers;

  private final long[] scratch;

  private LivenessFlow(MethodNode method) {
    instructions = method.instructions;
    successors = ControlFlow.successors(instructions);
    words = (method.maxLocals + 63) / 64;
    live = new long[instructions.size() * words];
    scratch = new long[words];
    handlers = handlersByInstruction(method);
  }

  public static Liveness of(MethodNode method) {
    LivenessFlow flow = new LivenessFlow(method);
    while (flow.sweep()) {
      // Each sweep carries liveness around one more level of loops.
    }
    return flow;
  }

  @Override
  public BitSet before(AbstractInsnNode instruction) {
    int from = instructions.indexOf(instruction) * words;
    return BitSet.valueOf(Arrays.copyOfRange(live, from, from + words));
  }

  @Override
  public BitSet after(AbstractInsnNode instruction) {
    int index = instructions.indexOf(instruction);
    collectAfter(index);
    mergeHandlers(index);
    return BitSet.valueOf(scratch);
  }

  private boolean sweep() {
    boolean changed = false;
    for (int i = instructions.size() - 1; i >= 0; i--) {
      AbstractInsnNode instruction = instructions.get(i);
      collectAfter(i);
      apply(instruction);
      mergeHandlers(i);
      for (int w = 0; w < words; w++) {
        changed |= live[i * words + w] != scratch[w];
        live[i * words + w] = scratch[w];
      }
    }
    return changed;
  }

  /** scratch = union of what is live before the successors. */
  private void collectAfter(int index) {
    Arrays.fill(scratch, 0);
    for (int successor : successors[index]) {
      merge(successor);
    }
  }

  /** scratch = (scratch without what the instruction writes) with what it reads. */
  private void apply(AbstractInsnNode instruction) {
    if (instruction instanceof IincInsnNode increment) {
      set(increment.var);
    } else if (instruction instanceof VarInsnNode access) {
      int opcode = access.getOpcode();
      boolean wide =
          opcode == Opcodes.LLOAD
              || opcode == Opcodes.DLOAD
              || opcode == Opcodes.LSTORE
              || opcode == Opcodes.DSTORE;
      boolean store = opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
      for (int slot = access.var; slot <= access.var + (wide ? 1 : 0); slot++) {
        if (store) {
          clear(slot);
        } else {
          set(slot);
        }
      }
    }
  }

  private void mergeHandlers(int index) {
    for (int handler : handlers.get(index)) {
      merge(handler);
    }
  }

  private void merge(int index) {
    for (int w = 0; w < words; w++) {
      scratch[w] |= live[index * words + w];
    }
  }

  private void set(int slot) {
    scratch[slot >> 6] |= 1L << slot;
  }

  private void clear(int slot) {
    scratch[slot >> 6] &= ~(1L << slot);
  }

  private static List<List<Integer>> handlersByInstruction(MethodNode method) {
    InsnList instructions = method.instructions;
    List<List<Integer>> handlers = new ArrayList<>(instructions.size());
    for (int i = 0; i < instructions.size(); i++) {
      handlers.add(List.of());
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      int handler = instructions.indexOf(block.handler);
      int end = instructions.indexOf(block.end);
      for (int i = instructions.indexOf(block.start); i < end; i++) {
        if (instructions.get(i).getOpcode() >= 0) {
          List<Integer> extended = new ArrayList<>(handlers.get(i));
          extended.add(handler);
          handlers.set(i, extended);
        }
      }
    }
    return handlers;
  }
}
