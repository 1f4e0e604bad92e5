package io.fermata.transform.analyze;

import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.Boxes;
import io.fermata.transform.model.Unboxing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Answers which awaits have their results unboxed at once, as javac does for {@code int n =
 * await(x)}.
 */
public final class Unboxings {
  private Unboxings() {}

  /** Finds them among the awaits of a method. */
  public static Map<MethodInsnNode, Unboxing> of(MethodNode method, List<MethodInsnNode> awaits) {
    Set<LabelNode> bounds = new HashSet<>();
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      bounds.add(block.start);
      bounds.add(block.end);
    }
    Map<MethodInsnNode, Unboxing> unboxings = new HashMap<>();
    for (MethodInsnNode await : awaits) {
      Unboxing unboxing = Awaits.ofStage(await) ? null : behind(await, bounds);
      if (unboxing != null) {
        unboxings.put(await, unboxing);
      }
    }
    return unboxings;
  }

  private static @Nullable Unboxing behind(MethodInsnNode await, Set<LabelNode> bounds) {
    AbstractInsnNode cast = next(await, bounds);
    if (cast instanceof TypeInsnNode type && type.getOpcode() == Opcodes.CHECKCAST) {
      for (Boxes box : Boxes.values()) {
        if (type.desc.equals(box.owner())) {
          AbstractInsnNode call = next(cast, bounds);
          return call != null && box.isOpenedBy(call) ? new Unboxing(box, cast, call) : null;
        }
      }
    }
    return null;
  }

  /** What always runs next, under the same handlers; null if that is not certain. */
  private static @Nullable AbstractInsnNode next(AbstractInsnNode from, Set<LabelNode> bounds) {
    AbstractInsnNode next = from.getNext();
    while (next instanceof LineNumberNode
        || (next instanceof LabelNode label && !bounds.contains(label))) {
      next = next.getNext();
    }
    return next;
  }
}
