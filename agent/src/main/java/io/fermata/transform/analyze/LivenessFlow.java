package io.fermata.transform.analyze;

import io.fermata.transform.model.Liveness;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
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
 *
 * <p>A long or a double is asked for by its first slot. Its second one has no type of its own; what
 * was in there before cannot be read before it is written again.
 */
public final class LivenessFlow implements Liveness {
  private final InsnList code;
  private final CodeBlocks blocks;

  /** By slot, the blocks that read it before they write it, and those that write it. */
  private final @Nullable BitSet[] reads;

  private final @Nullable BitSet[] writes;

  /** By slot, the blocks at whose beginning it is live. */
  private final @Nullable BitSet[] live;

  /** The blocks to go back from, each once for a slot. */
  private final int[] pending;

  private LivenessFlow(MethodNode method) {
    code = method.instructions;
    blocks = new CodeBlocks(method);
    reads = new BitSet[method.maxLocals];
    writes = new BitSet[method.maxLocals];
    live = new BitSet[method.maxLocals];
    pending = new int[blocks.count()];
  }

  /** Answers for the method as it is now. */
  public static Liveness of(MethodNode method) {
    LivenessFlow flow = new LivenessFlow(method);
    for (int block = 0; block < flow.blocks.count(); block++) {
      flow.collectAccesses(block);
    }
    for (int slot = 0; slot < method.maxLocals; slot++) {
      flow.live[slot] = flow.goBack(flow.reads[slot], flow.writes[slot]);
    }
    return flow;
  }

  /** The instruction is an await or a stack map frame; a block begins at each. */
  @Override
  public BitSet before(AbstractInsnNode instruction) {
    int block = blocks.at(code.indexOf(instruction));
    BitSet slots = new BitSet();
    for (int slot = 0; slot < live.length; slot++) {
      BitSet where = live[slot];
      if (where != null && where.get(block)) {
        slots.set(slot);
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
        if (access.getOpcode() <= Opcodes.ALOAD) {
          read(access.var, block);
        } else {
          write(access.var, block);
        }
      }
    }
  }

  private void read(int slot, int block) {
    BitSet written = writes[slot];
    if (written == null || !written.get(block)) {
      mark(reads, slot, block);
    }
  }

  private void write(int slot, int block) {
    mark(writes, slot, block);
  }

  private static void mark(@Nullable BitSet[] accesses, int slot, int block) {
    BitSet where = accesses[slot];
    if (where == null) {
      where = new BitSet();
      accesses[slot] = where;
    }
    where.set(block);
  }

  /** The blocks from whose beginning a way without a write leads to one of the reads. */
  private @Nullable BitSet goBack(@Nullable BitSet readers, @Nullable BitSet writers) {
    if (readers == null) {
      return null;
    }
    BitSet found = (BitSet) readers.clone();
    int size = push(readers, 0);
    while (size > 0) {
      int block = pending[--size];
      for (int predecessor : blocks.predecessors(block)) {
        boolean written = writers != null && writers.get(predecessor);
        if (!written && !found.get(predecessor)) {
          found.set(predecessor);
          pending[size++] = predecessor;
        }
      }
      if (!blocks.handledBy(block).isEmpty()) {
        // an exception may come before the write
        BitSet throwers = (BitSet) blocks.handledBy(block).clone();
        throwers.andNot(found);
        found.or(throwers);
        size = push(throwers, size);
      }
    }
    return found;
  }

  private int push(BitSet more, int size) {
    for (int block = more.nextSetBit(0); block >= 0; block = more.nextSetBit(block + 1)) {
      pending[size++] = block;
    }
    return size;
  }
}
