package io.fermata.transform.emit;

import io.fermata.transform.model.RuntimeNames;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Recognises {@code return Coroutine.of(x)} and its kind: the body returns {@code x} itself, and
 * nothing is made only to be taken apart by the caller.
 */
final class ReadyReturns {
  private final MethodNode method;
  private final Set<LabelNode> targets = new HashSet<>();

  ReadyReturns(MethodNode method) {
    this.method = method;
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof JumpInsnNode jump) {
        targets.add(jump.label);
      } else if (instruction instanceof TableSwitchInsnNode table) {
        targets.add(table.dflt);
        targets.addAll(table.labels);
      } else if (instruction instanceof LookupSwitchInsnNode lookup) {
        targets.add(lookup.dflt);
        targets.addAll(lookup.labels);
      }
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      targets.add(block.handler);
    }
  }

  /**
   * Makes the body return the bare value; false if this return has to be looked at when it runs.
   */
  boolean simplify(AbstractInsnNode areturn) {
    AbstractInsnNode previous = areturn.getPrevious();
    while (previous instanceof LineNumberNode
        || (previous instanceof LabelNode label && !targets.contains(label))) {
      previous = previous.getPrevious();
    }
    int instead = insteadOf(previous);
    if (instead < 0) {
      return false;
    }
    // replaced, not removed: a handler's range must not become empty
    method.instructions.set(previous, new InsnNode(instead));
    return true;
  }

  private static int insteadOf(@Nullable AbstractInsnNode instruction) {
    if (!(instruction instanceof MethodInsnNode call) || call.getOpcode() != Opcodes.INVOKESTATIC) {
      return -1;
    }
    String signature = call.owner + "." + call.name + call.desc;
    return switch (signature) {
      case RuntimeNames.COROUTINE + "." + RuntimeNames.OF + RuntimeNames.OF_COROUTINE_DESCRIPTOR,
          RuntimeNames.TASK + "." + RuntimeNames.OF + RuntimeNames.OF_TASK_DESCRIPTOR,
          RuntimeNames.COMPLETABLE_FUTURE
              + ".completedFuture(Ljava/lang/Object;)L"
              + RuntimeNames.COMPLETABLE_FUTURE
              + ";" ->
          Opcodes.NOP;
      case RuntimeNames.COROUTINE + "." + RuntimeNames.DONE + RuntimeNames.DONE_DESCRIPTOR ->
          Opcodes.ACONST_NULL;
      default -> -1;
    };
  }
}
