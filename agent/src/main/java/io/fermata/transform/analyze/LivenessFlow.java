package io.fermata.transform.analyze;

import io.fermata.transform.model.Liveness;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Answers which locals may be read again. From each block that reads a local it goes backward, from
 * block to block, to where the local is written: each block is looked at once for each local that
 * is live there, however the code jumps.
 *
 * <p>A block keeps alive what any handler around it reads, whether or not it can throw: the
 * verifier checks a handler's types against every instruction in its range, and what is live here
 * is what the frames will still name.
 */
public final class LivenessFlow implements Liveness {
  private final InsnList code;
  private final CodeBlocks blocks;

  /** By slot, the blocks that read it before they write it, and those that write it. */
  private final Map<Integer, BitSet> reads = new HashMap<>();

  private final Map<Integer, BitSet> writes = new HashMap<>();

  /** By slot, the blocks at whose beginning it is live. */
  private final Map<Integer, BitSet> live = new HashMap<>();

  private LivenessFlow(MethodNode method) {
    code = method.instructions;
    blocks = new CodeBlocks(method);
  }

  public static Liveness of(MethodNode method) {
    LivenessFlow flow = new LivenessFlow(method);
    for (int block = 0; block < flow.blocks.count(); block++) {
      flow.collectAccesses(block);
    }
    for (Map.Entry<Integer, BitSet> read : flow.reads.entrySet()) {
      flow.live.put(read.getKey(), flow.goBack(read.getKey(), read.getValue()));
    }
    return flow;
  }

  /** The instruction is an await or a stack map frame; a block begins at each. */
  @Override
  public BitSet before(AbstractInsnNode instruction) {
    int block = blocks.at(code.indexOf(instruction));
    BitSet slots = new BitSet();
    for (Map.Entry<Integer, BitSet> slot : live.entrySet()) {
      if (slot.getValue().get(block)) {
        slots.set(slot.getKey());
      }
    }
    return slots;
  }

  /** An await neither reads nor writes a local. */
  @Override
  public BitSet after(AbstractInsnNode await) {
    return before(await);
  }

  private void collectAccesses(int block) {
    for (int i = blocks.start(block); i < blocks.end(block); i++) {
      AbstractInsnNode instruction = code.get(i);
      if (instruction instanceof IincInsnNode increment) {
        read(increment.var, block);
        write(increment.var, block);
      } else if (instruction instanceof VarInsnNode access) {
        collectAccess(access, block);
      }
    }
  }

  private void collectAccess(VarInsnNode access, int block) {
    int opcode = access.getOpcode();
    boolean wide =
        opcode == Opcodes.LLOAD
            || opcode == Opcodes.DLOAD
            || opcode == Opcodes.LSTORE
            || opcode == Opcodes.DSTORE;
    boolean store = opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
    for (int slot = access.var; slot <= access.var + (wide ? 1 : 0); slot++) {
      if (store) {
        write(slot, block);
      } else {
        read(slot, block);
      }
    }
  }

  private void read(int slot, int block) {
    BitSet written = writes.get(slot);
    if (written == null || !written.get(block)) {
      mark(reads, slot, block);
    }
  }

  private void write(int slot, int block) {
    mark(writes, slot, block);
  }

  private static void mark(Map<Integer, BitSet> accesses, int slot, int block) {
    BitSet where = accesses.get(slot);
    if (where == null) {
      where = new BitSet();
      accesses.put(slot, where);
    }
    where.set(block);
  }

  private static void push(BitSet blocks, Deque<Integer> onto) {
    for (int block = blocks.nextSetBit(0); block >= 0; block = blocks.nextSetBit(block + 1)) {
      onto.push(block);
    }
  }

  /** The blocks from whose beginning a way without a write leads to one of the reads. */
  private BitSet goBack(int slot, BitSet readers) {
    BitSet writers = writes.getOrDefault(slot, new BitSet());
    BitSet found = (BitSet) readers.clone();
    Deque<Integer> next = new ArrayDeque<>();
    push(readers, next);
    while (!next.isEmpty()) {
      int block = next.pop();
      for (int predecessor : blocks.predecessors(block)) {
        if (!writers.get(predecessor) && !found.get(predecessor)) {
          found.set(predecessor);
          next.push(predecessor);
        }
      }
      // an exception may come before the write
      BitSet thrower = (BitSet) blocks.handledBy(block).clone();
      thrower.andNot(found);
      found.or(thrower);
      push(thrower, next);
    }
    return found;
  }
}
