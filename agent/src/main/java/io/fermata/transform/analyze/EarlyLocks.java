package io.fermata.transform.analyze;

import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.Construction;
import io.fermata.transform.model.TypeState;
import io.fermata.transform.model.TypeStates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Answers which constructor calls are given an object that is locked already, behind an await that
 * no constructor had been called before. Behind such an await the object is made anew, and the lock
 * would be another object's. No compiler writes that.
 *
 * <p>Which monitor is held at the call is not looked at: one that is another's counts, too.
 */
public final class EarlyLocks {
  private EarlyLocks() {}

  /** Finds them, in the order of the code. */
  public static List<MethodInsnNode> of(String owner, MethodNode method) {
    List<AbstractInsnNode> enters = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() == Opcodes.MONITORENTER) {
        enters.add(instruction);
      }
    }
    List<MethodInsnNode> awaits = Awaits.in(method);
    if (enters.isEmpty() || awaits.isEmpty()) {
      return List.of();
    }
    TypeStates types = TypeFlow.of(owner, method);
    Set<Object> locked = new HashSet<>();
    for (AbstractInsnNode enter : enters) {
      TypeState state = types.before().get(enter);
      if (state != null) {
        locked.add(state.stack().get(state.stack().size() - 1));
      }
    }
    Set<Object> waiting = new HashSet<>();
    for (MethodInsnNode await : awaits) {
      TypeState state = types.before().get(await);
      if (state != null) {
        waiting.addAll(state.locals());
        waiting.addAll(state.stack());
      }
    }
    locked.retainAll(waiting);
    Set<MethodInsnNode> calls = new HashSet<>();
    for (Map.Entry<MethodInsnNode, Construction> each : types.constructions().entrySet()) {
      if (locked.contains(each.getValue().created())) {
        calls.add(each.getKey());
      }
    }
    return calls.isEmpty() ? List.of() : MonitorFlow.underMonitor(method, calls);
  }
}
