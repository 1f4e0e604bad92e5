package io.fermata.transform.emit;

import io.fermata.transform.model.LimitException;
import io.fermata.transform.model.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Takes code out of the ranges of a method's exception handlers. A range becomes several, in its
 * place among the others; parts without instructions are dropped (JVMS 4.7.3).
 */
final class HandlerRanges {
  private final InsnList code;

  /** By the index of a label or instruction, how many instructions stand before it. */
  private final int[] offsets;

  private final List<TryCatchBlockNode> parts = new ArrayList<>();

  private HandlerRanges(InsnList code) {
    this.code = code;
    offsets = new int[code.size()];
    int count = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = count;
      count += code.get(i).getOpcode() >= 0 ? 1 : 0;
    }
  }

  /** Code that no handler covers. */
  record Gap(LabelNode from, LabelNode to) {}

  static List<TryCatchBlockNode> without(
      List<Gap> gaps, List<TryCatchBlockNode> blocks, InsnList code) {
    return gaps.isEmpty() || blocks.isEmpty()
        ? blocks
        : new HandlerRanges(code).without(gaps, blocks);
  }

  private List<TryCatchBlockNode> without(List<Gap> gaps, List<TryCatchBlockNode> blocks) {
    List<Gap> ordered = inOrder(gaps);
    int[] starts = new int[ordered.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = at(ordered.get(i).from());
    }
    for (TryCatchBlockNode block : blocks) {
      LabelNode start = block.start;
      int end = at(block.end);
      int first = Arrays.binarySearch(starts, at(start));
      for (int i = first < 0 ? -first - 1 : first; i < starts.length && starts[i] < end; i++) {
        addPart(block, start, ordered.get(i).from());
        start = ordered.get(i).to();
      }
      addPart(block, start, block.end);
    }
    return parts;
  }

  private void addPart(TryCatchBlockNode block, LabelNode start, LabelNode end) {
    if (at(start) >= at(end)) {
      return;
    }
    if (parts.size() == Limits.MOST_HANDLER_PARTS) {
      throw new LimitException(
          "the transformed method has more than "
              + Limits.MOST_HANDLER_PARTS
              + " ranges of exception handlers");
    }
    TryCatchBlockNode part = new TryCatchBlockNode(start, end, block.handler, block.type);
    part.visibleTypeAnnotations = block.visibleTypeAnnotations;
    part.invisibleTypeAnnotations = block.invisibleTypeAnnotations;
    parts.add(part);
  }

  private int at(LabelNode label) {
    return offsets[code.indexOf(label)];
  }

  private List<Gap> inOrder(List<Gap> gaps) {
    @Nullable Gap[] byStart = new Gap[code.size()];
    for (Gap gap : gaps) {
      byStart[code.indexOf(gap.from())] = gap;
    }
    List<Gap> ordered = new ArrayList<>(gaps.size());
    for (Gap gap : byStart) {
      if (gap != null) {
        ordered.add(gap);
      }
    }
    return ordered;
  }
}
