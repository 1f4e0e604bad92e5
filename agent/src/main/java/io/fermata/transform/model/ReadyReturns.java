package io.fermata.transform.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
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
 * nothing is made only to be taken apart by the caller. Nor is a box for a primitive {@code x}.
 */
public final class ReadyReturns {
  private final MethodNode method;
  private final List<AbstractInsnNode> all;

  /** Where the code jumps to; null as long as nobody had to know. */
  private @Nullable Set<LabelNode> targets;

  /** Looks at a method whose body must not have been emitted yet. */
  public ReadyReturns(AsyncMethod method) {
    this.method = method.original();
    all = method.returns();
  }

  /** All returns of the method. */
  public List<AbstractInsnNode> all() {
    return all;
  }

  /** Whether any of them makes a box only to return it. */
  public boolean anyBox() {
    for (AbstractInsnNode areturn : all) {
      if (box(areturn) != null) {
        return true;
      }
    }
    return false;
  }

  private boolean isTarget(LabelNode label) {
    if (targets == null) {
      targets = targets();
    }
    return targets.contains(label);
  }

  private Set<LabelNode> targets() {
    Set<LabelNode> targets = new HashSet<>();
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
    return targets;
  }

  /** The call that makes what is returned out of a value; null if there is none. */
  public @Nullable AbstractInsnNode factory(AbstractInsnNode areturn) {
    AbstractInsnNode previous = before(areturn);
    return insteadOf(previous) < 0 ? null : previous;
  }

  /** The call that makes the box which {@link #factory} is given, if it makes one of ours. */
  public @Nullable MethodInsnNode box(AbstractInsnNode areturn) {
    AbstractInsnNode factory = factory(areturn);
    if (factory == null || insteadOf(factory) != Opcodes.NOP) {
      return null;
    }
    AbstractInsnNode previous = before(factory);
    return Boxes.madeBy(previous) == null ? null : (MethodInsnNode) previous;
  }

  /** The instruction that always runs right before another, or null. */
  private @Nullable AbstractInsnNode before(AbstractInsnNode instruction) {
    AbstractInsnNode previous = instruction.getPrevious();
    while (previous instanceof LineNumberNode
        || (previous instanceof LabelNode label && !isTarget(label))) {
      previous = previous.getPrevious();
    }
    return previous;
  }

  /** What stands for the factory in a body that returns the value itself. */
  public static int insteadOf(@Nullable AbstractInsnNode instruction) {
    if (!(instruction instanceof MethodInsnNode call) || call.getOpcode() != Opcodes.INVOKESTATIC) {
      return -1;
    }
    if (is(call, RuntimeNames.COROUTINE, RuntimeNames.OF, RuntimeNames.OF_COROUTINE_DESCRIPTOR)
        || is(call, RuntimeNames.TASK, RuntimeNames.OF, RuntimeNames.OF_TASK_DESCRIPTOR)
        || is(call, RuntimeNames.COMPLETABLE_FUTURE, "completedFuture", OF_FUTURE_DESCRIPTOR)) {
      return Opcodes.NOP;
    }
    return is(call, RuntimeNames.COROUTINE, RuntimeNames.DONE, RuntimeNames.DONE_DESCRIPTOR)
        ? Opcodes.ACONST_NULL
        : -1;
  }

  private static final String OF_FUTURE_DESCRIPTOR =
      "(Ljava/lang/Object;)L" + RuntimeNames.COMPLETABLE_FUTURE + ";";

  private static boolean is(MethodInsnNode call, String owner, String name, String descriptor) {
    return call.owner.equals(owner) && call.name.equals(name) && call.desc.equals(descriptor);
  }
}
