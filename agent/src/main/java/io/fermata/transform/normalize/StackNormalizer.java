package io.fermata.transform.normalize;

import io.fermata.transform.model.AwaitedCall;
import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.CodeBuilder;
import io.fermata.transform.model.LimitException;
import io.fermata.transform.model.RuntimeNames;
import io.fermata.transform.model.TypeState;
import io.fermata.transform.model.TypeStates;
import io.fermata.transform.model.VerificationTypes;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Moves the operands under an awaited value to locals, so that at a suspension only the awaited
 * value is on the stack.
 *
 * <pre>
 *   before                 after
 *     a, b, awaitable        a, b, awaitable
 *     await                  astore w; istore t1; istore t0; aload w
 *                            await
 *                            astore w; iload t0; iload t1; aload w
 *     a, b, result           a, b, result
 * </pre>
 *
 * <p>Requires: no uninitialised object on the stack ({@link NewMover}). Ensures as well: every
 * await takes one argument; the class that some forms take only helps javac. A call that is run
 * directly stands on the line of its await, as the last thing but these moves.
 */
public final class StackNormalizer {
  /** Each takes at least two bytes; a method may have 65535. */
  private static final int MOST_MOVED = 30_000;

  private StackNormalizer() {}

  /**
   * Rewrites the method.
   *
   * @param calls the calls that are known, by await
   * @return whether anything changed, so that {@code types} no longer holds
   */
  public static boolean apply(
      MethodNode method, TypeStates types, Map<MethodInsnNode, AwaitedCall> calls) {
    int base = method.maxLocals;
    int moved = 0;
    boolean changed = false;
    for (MethodInsnNode await : Awaits.in(method)) {
      CodeBuilder before = new CodeBuilder();
      CodeBuilder after = new CodeBuilder();
      TypeState state = types.at(await);
      List<Object> operands = state.stack();
      int below = operands.size() - 1;
      if (Awaits.hasExceptionToken(await)) {
        before.op(Opcodes.POP);
        below--;
        await.desc =
            Awaits.ofStage(await)
                ? RuntimeNames.AWAIT_STAGE_DESCRIPTOR
                : RuntimeNames.AWAIT_AWAITABLE_DESCRIPTOR;
      }
      AwaitedCall call = calls.get(await);
      if (call != null && call.direct()) {
        method.instructions.remove(call.call());
        before.add(call.call());
      }
      moved += Math.max(0, below);
      if (moved > MOST_MOVED) {
        throw new LimitException(
            "the method has more than " + MOST_MOVED + " values on the stack under its awaits");
      }
      if (below > 0) {
        int end = spill(operands.subList(0, below), base, before, after);
        method.maxLocals = Math.max(method.maxLocals, end);
      }
      changed |= before.build().size() > 0;
      method.instructions.insertBefore(await, before.build());
      method.instructions.insert(await, after.build());
    }
    return changed;
  }

  /**
   * Slot {@code base} takes the awaited value, later the result; the operands follow.
   *
   * @return the first slot behind those used
   */
  private static int spill(List<Object> operands, int base, CodeBuilder before, CodeBuilder after) {
    int[] slots = new int[operands.size()];
    int next = base + 1;
    for (int i = 0; i < slots.length; i++) {
      slots[i] = next;
      next += VerificationTypes.isWide(operands.get(i)) ? 2 : 1;
    }
    before.astore(base);
    for (int i = slots.length - 1; i >= 0; i--) {
      before.store(operands.get(i), slots[i]);
    }
    before.aload(base);
    after.astore(base);
    for (int i = 0; i < slots.length; i++) {
      after.load(operands.get(i), slots[i]);
    }
    after.aload(base);
    return next;
  }
}
