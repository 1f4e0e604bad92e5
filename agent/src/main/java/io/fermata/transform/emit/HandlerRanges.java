package io.fermata.transform.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Takes code out of the ranges of a method's exception handlers. A range becomes several, in its
 * place among the others; parts without instructions are dropped (JVMS 4.7.3).
 */
final class HandlerRanges {
  private HandlerRanges() {}

  /** Code that no handler covers. */
  record Gap(LabelNode from, LabelNode to) {}

  static List<TryCatchBlockNode> without(
      List<Gap> gaps, List<TryCatchBlockNode> blocks, InsnList code) {
    if (gaps.isEmpty() || blocks.isEmpty()) {
      return blocks;
    }
    Map<LabelNode, Integer> offsets = offsets(code);
    List<Gap> ordered = inOrder(gaps, code);
    int[] starts = new int[ordered.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = at(offsets, ordered.get(i).from());
    }
    List<TryCatchBlockNode> parts = new ArrayList<>();
    for (TryCatchBlockNode block : blocks) {
      LabelNode start = block.start;
      int end = at(offsets, block.end);
      int first = Arrays.binarySearch(starts, at(offsets, start));
      for (int i = first < 0 ? -first - 1 : first; i < starts.length && starts[i] < end; i++) {
        addPart(parts, block, start, ordered.get(i).from(), offsets);
        start = ordered.get(i).to();
      }
      addPart(parts, block, start, block.end, offsets);
    }
    return parts;
  }

  private static void addPart(
      List<TryCatchBlockNode> parts,
      TryCatchBlockNode block,
      LabelNode start,
      LabelNode end,
      Map<LabelNode, Integer> offsets) {
    if (at(offsets, start) >= at(offsets, end)) {
      return;
    }
    TryCatchBlockNode part = new TryCatchBlockNode(start, end, block.handler, block.type);
    part.visibleTypeAnnotations = block.visibleTypeAnnotations;
    part.invisibleTypeAnnotations = block.invisibleTypeAnnotations;
    parts.add(part);
  }

  private static int at(Map<LabelNode, Integer> offsets, LabelNode label) {
    return Objects.requireNonNull(offsets.get(label));
  }

  private static List<Gap> inOrder(List<Gap> gaps, InsnList code) {
    Map<AbstractInsnNode, Gap> byStart = new HashMap<>();
    for (Gap gap : gaps) {
      byStart.put(gap.from(), gap);
    }
    List<Gap> ordered = new ArrayList<>();
    for (AbstractInsnNode node : code) {
      Gap gap = byStart.get(node);
      if (gap != null) {
        ordered.add(gap);
      }
    }
    return ordered;
  }

  /** How many instructions stand before each label. */
  private static Map<LabelNode, Integer> offsets(InsnList code) {
    Map<LabelNode, Integer> offsets = new HashMap<>();
    int count = 0;
    for (AbstractInsnNode node : code) {
      if (node instanceof LabelNode label) {
        offsets.put(label, count);
      } else if (node.getOpcode() >= 0) {
        count++;
      }
    }
    return offsets;
  }
}
