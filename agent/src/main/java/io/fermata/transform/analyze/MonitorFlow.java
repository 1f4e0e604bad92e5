package io.fermata.transform.analyze;

import io.fermata.transform.model.Awaits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Answers which awaits, or other calls, are reached with a monitor held.
 *
 * <p>It follows the code forward and counts monitors. An exception is followed to the handlers that
 * can get it: none behind the first that catches everything, which is how the compiler releases a
 * monitor before an outer handler runs. Where paths with different counts meet, the larger one
 * holds: no lock may be lost sight of.
 */
public final class MonitorFlow {
  private static final int UNREACHED = -1;

  /** From so many on nobody counts: they stay held. */
  private static final int MANY = 16;

  private final InsnList instructions;
  private final int[][] successors;
  private final int[] held;
  private final Deque<Integer> pending = new ArrayDeque<>();
  private final int most;

  /** By instruction, which stretch of code it is in; all of a stretch has the same handlers. */
  private final int[] stretches;

  /** By stretch, the largest count that its handlers were told of. */
  private final int[] handed;

  private final StretchHandlers handlers;

  /** By handler, where it begins. */
  private final int[] targets;

  private MonitorFlow(MethodNode method, int enters) {
    instructions = method.instructions;
    successors = ControlFlow.successors(instructions);
    held = new int[instructions.size()];
    Arrays.fill(held, UNREACHED);
    most = Math.min(enters, MANY);
    stretches = stretches(method);
    handed = new int[instructions.size() + 1];
    Arrays.fill(handed, UNREACHED);
    handlers = new StretchHandlers(stretches[stretches.length - 1] + 1, most + 1);
    targets = new int[method.tryCatchBlocks.size()];
    for (int i = 0; i < targets.length; i++) {
      TryCatchBlockNode block = method.tryCatchBlocks.get(i);
      int from = stretches[instructions.indexOf(block.start)];
      int to = stretches[instructions.indexOf(block.end)];
      handlers.add(from, to, block.type == null);
      targets[i] = instructions.indexOf(block.handler);
    }
  }

  private static int[] stretches(MethodNode method) {
    int[] stretches = new int[method.instructions.size() + 1];
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      stretches[method.instructions.indexOf(block.start)] = 1;
      stretches[method.instructions.indexOf(block.end)] = 1;
    }
    for (int i = 1; i < stretches.length; i++) {
      stretches[i] += stretches[i - 1];
    }
    return stretches;
  }

  /** The calls of await in the method that hold a monitor of a {@code synchronized} block. */
  public static List<MethodInsnNode> awaitsUnderMonitor(MethodNode method) {
    return underMonitor(method, Awaits.in(method));
  }

  /** Those of some calls in the method that hold one, in the order of the code. */
  static List<MethodInsnNode> underMonitor(
      MethodNode method, Collection<MethodInsnNode> candidates) {
    int enters = 0;
    for (AbstractInsnNode instruction : method.instructions) {
      enters += instruction.getOpcode() == Opcodes.MONITORENTER ? 1 : 0;
    }
    if (enters == 0) {
      return List.of();
    }
    MonitorFlow flow = new MonitorFlow(method, enters);
    flow.run();
    List<MethodInsnNode> found = new ArrayList<>();
    for (MethodInsnNode call : candidates) {
      if (flow.held[flow.instructions.indexOf(call)] > 0) {
        found.add(call);
      }
    }
    found.sort(Comparator.comparingInt(flow.instructions::indexOf));
    return found;
  }

  private void run() {
    reach(0, 0);
    while (!pending.isEmpty()) {
      int index = pending.pop();
      AbstractInsnNode instruction = instructions.get(index);
      int before = held[index];
      reachHandlers(index, before);
      int after = before;
      if (instruction.getOpcode() == Opcodes.MONITORENTER) {
        after = Math.min(most, before + 1);
      } else if (instruction.getOpcode() == Opcodes.MONITOREXIT) {
        after = before == MANY ? MANY : Math.max(0, before - 1);
      }
      for (int successor : successors[index]) {
        reach(successor, after);
      }
    }
  }

  private void reachHandlers(int index, int count) {
    int stretch = stretches[index];
    if (instructions.get(index).getOpcode() < 0 || handed[stretch] >= count) {
      return;
    }
    handed[stretch] = count;
    handlers.tell(stretch, count, handler -> reach(targets[handler], count));
  }

  private void reach(int index, int count) {
    if (held[index] < count) {
      held[index] = count;
      pending.push(index);
    }
  }
}
