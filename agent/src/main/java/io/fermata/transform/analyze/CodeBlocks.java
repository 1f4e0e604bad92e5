package io.fermata.transform.analyze;

import io.fermata.transform.model.Awaits;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * A method's code in blocks that are entered at their beginning only and left at their end only, or
 * by an exception. Each await and each stack map frame begins a block, and so does each change of
 * handlers.
 */
final class CodeBlocks {
  private static final BitSet NONE = new BitSet();

  private final InsnList code;
  private final int[] starts;

  /** By the index of an instruction, the block that begins there. */
  private final int[] byStart;

  private final int[][] predecessors;

  /** By block, the blocks whose exceptions it handles. */
  private final @Nullable BitSet[] covered;

  CodeBlocks(MethodNode method) {
    code = method.instructions;
    starts = toArray(starts(method));
    byStart = new int[code.size()];
    Arrays.fill(byStart, -1);
    for (int block = 0; block < starts.length; block++) {
      byStart[starts[block]] = block;
    }
    predecessors = predecessors();
    covered = new BitSet[starts.length];
    if (!method.tryCatchBlocks.isEmpty()) {
      BitSet empty = emptyBlocks();
      for (TryCatchBlockNode range : method.tryCatchBlocks) {
        cover(range, empty);
      }
    }
  }

  private static int[] toArray(BitSet set) {
    int[] members = new int[set.cardinality()];
    int next = 0;
    for (int i = 0; i < members.length; i++) {
      members[i] = set.nextSetBit(next);
      next = members[i] + 1;
    }
    return members;
  }

  private static BitSet starts(MethodNode method) {
    InsnList code = method.instructions;
    BitSet starts = new BitSet(code.size() + 1);
    starts.set(0);
    for (int i = 0; i < code.size(); i++) {
      AbstractInsnNode instruction = code.get(i);
      if (instruction instanceof FrameNode || Awaits.isAwait(instruction)) {
        starts.set(i);
      } else if (ControlFlow.branches(instruction)) {
        starts.set(i + 1);
        for (int successor : ControlFlow.successors(code, i)) {
          starts.set(successor);
        }
      }
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      starts.set(code.indexOf(block.start));
      starts.set(code.indexOf(block.end));
      starts.set(code.indexOf(block.handler));
    }
    starts.clear(code.size());
    return starts;
  }

  private int[][] predecessors() {
    int[][] successors = new int[starts.length][];
    int[] counts = new int[starts.length];
    for (int block = 0; block < starts.length; block++) {
      successors[block] = ControlFlow.successors(code, end(block) - 1);
      for (int successor : successors[block]) {
        counts[at(successor)]++;
      }
    }
    int[][] predecessors = new int[starts.length][];
    for (int block = 0; block < starts.length; block++) {
      predecessors[block] = new int[counts[block]];
    }
    for (int block = 0; block < starts.length; block++) {
      for (int successor : successors[block]) {
        int to = at(successor);
        predecessors[to][--counts[to]] = block;
      }
    }
    return predecessors;
  }

  private void cover(TryCatchBlockNode range, BitSet empty) {
    int handler = at(code.indexOf(range.handler));
    BitSet blocks = covered[handler];
    if (blocks == null) {
      blocks = new BitSet();
      covered[handler] = blocks;
    }
    int end = code.indexOf(range.end);
    for (int block = at(code.indexOf(range.start));
        block < starts.length && starts[block] < end;
        block++) {
      if (!empty.get(block)) {
        blocks.set(block);
      }
    }
  }

  /** The blocks of nothing but labels and the like, which throw nothing wherever they stand. */
  private BitSet emptyBlocks() {
    BitSet empty = new BitSet();
    empty.set(0, starts.length);
    for (int block = 0; block < starts.length; block++) {
      for (int i = starts[block]; i < end(block); i++) {
        if (code.get(i).getOpcode() >= 0) {
          empty.clear(block);
        }
      }
    }
    return empty;
  }

  int count() {
    return starts.length;
  }

  int start(int block) {
    return starts[block];
  }

  /** The index behind the last instruction. */
  int end(int block) {
    return block + 1 < starts.length ? starts[block + 1] : code.size();
  }

  /** The block that begins at an index. */
  int at(int index) {
    int block = byStart[index];
    if (block < 0) {
      throw new IllegalArgumentException("no block begins at " + index);
    }
    return block;
  }

  /** The blocks that hand over to a block other than by an exception. */
  int[] predecessors(int block) {
    return predecessors[block];
  }

  /** The blocks whose exceptions a block handles; empty for most. */
  BitSet handledBy(int block) {
    BitSet blocks = covered[block];
    return blocks == null ? NONE : blocks;
  }
}
