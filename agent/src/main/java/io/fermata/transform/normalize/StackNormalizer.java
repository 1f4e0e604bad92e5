package io.fermata.transform.normalize;

import io.fermata.transform.model.AwaitedCall;
import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.CodeBuilder;
import io.fermata.transform.model.LimitException;
import io.fermata.transform.model.Limits;
import io.fermata.transform.model.RuntimeNames;
import io.fermata.transform.model.TypeState;
import io.fermata.transform.model.TypeStates;
import io.fermata.transform.model.VerificationTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
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
  private StackNormalizer() {}

  /**
   * Rewrites the method.
   *
   * @param calls the calls that are known, by await
   * @return the types at every await of the method as it is then
   */
  public static TypeStates apply(
      MethodNode method,
      List<MethodInsnNode> awaits,
      TypeStates types,
      Map<MethodInsnNode, AwaitedCall> calls) {
    int base = method.maxLocals;
    int moved = 0;
    int typesKept = 0;
    Map<AbstractInsnNode, TypeState> states = new HashMap<>();
    for (MethodInsnNode await : awaits) {
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
      if (moved > Limits.MOST_MOVED) {
        throw new LimitException(
            "the method has more than "
                + Limits.MOST_MOVED
                + " values on the stack under its awaits");
      }
      List<Object> locals = new ArrayList<>(state.locals());
      if (below > 0) {
        typesKept = TypeStates.requireFew(typesKept + base + 2 * below);
        locals.addAll(Collections.nCopies(base - locals.size(), Opcodes.TOP));
        spill(operands.subList(0, below + 1), locals, before, after);
        method.maxLocals = Math.max(method.maxLocals, locals.size());
      }
      states.put(await, new TypeState(locals, operands.subList(below, below + 1)));
      method.instructions.insertBefore(await, before.build());
      method.instructions.insert(await, after.build());
    }
    return new TypeStates(method, states, Map.of());
  }

  /**
   * Moves what lies under the awaited value behind all locals. The first new slot takes the awaited
   * value, later the result; the operands follow.
   *
   * @param values the operands, the awaited value last
   * @param locals all slots of the old code; those that are used here are added
   */
  private static void spill(
      List<Object> values, List<Object> locals, CodeBuilder before, CodeBuilder after) {
    int base = locals.size();
    int below = values.size() - 1;
    int[] slots = new int[below];
    locals.add(values.get(below));
    for (int i = 0; i < below; i++) {
      slots[i] = locals.size();
      locals.add(values.get(i));
      if (VerificationTypes.isWide(values.get(i))) {
        locals.add(Opcodes.TOP);
      }
    }
    before.astore(base);
    for (int i = below - 1; i >= 0; i--) {
      before.store(values.get(i), slots[i]);
    }
    before.aload(base);
    after.astore(base);
    for (int i = 0; i < below; i++) {
      after.load(values.get(i), slots[i]);
    }
    after.aload(base);
  }
}
