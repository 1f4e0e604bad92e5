package io.fermata.transform.analyze;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.AwaitedCall;
import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.Layout;
import io.fermata.transform.model.Layout.Field;
import io.fermata.transform.model.Layout.Point;
import io.fermata.transform.model.Layout.Spill;
import io.fermata.transform.model.LimitException;
import io.fermata.transform.model.Liveness;
import io.fermata.transform.model.TypeState;
import io.fermata.transform.model.TypeStates;
import io.fermata.transform.model.Unboxing;
import io.fermata.transform.model.VerificationTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Decides what a frame keeps at each suspension point, and in which field.
 *
 * <p>Only live locals are kept. A field has exactly the verification type of what it holds, so a
 * restore needs no cast and names no class that the method did not name; states share fields of the
 * same type.
 */
public final class LayoutPlanner {
  /** To save and to restore one takes ten bytes. */
  private static final int MOST_SPILLED = 6553;

  private final Map<String, List<Field>> fieldsByDescriptor = new HashMap<>();
  private final List<Field> fields = new ArrayList<>();
  private int spilled;

  private LayoutPlanner() {}

  /**
   * Plans.
   *
   * @param calls the calls that are known, by await
   * @param unboxings the results that are unboxed at once, by await
   */
  public static Layout plan(
      AsyncMethod method,
      TypeStates types,
      Liveness liveness,
      Map<MethodInsnNode, AwaitedCall> calls,
      Map<MethodInsnNode, Unboxing> unboxings) {
    return new LayoutPlanner().run(method, types, liveness, calls, unboxings);
  }

  private Layout run(
      AsyncMethod method,
      TypeStates types,
      Liveness liveness,
      Map<MethodInsnNode, AwaitedCall> calls,
      Map<MethodInsnNode, Unboxing> unboxings) {
    List<Spill> arguments = placeArguments(method);
    List<Draft> drafts = new ArrayList<>();
    Map<FrameNode, List<Object>> mergeLocals = new HashMap<>();
    int line = 0;
    for (AbstractInsnNode instruction : types.method().instructions) {
      if (instruction instanceof LineNumberNode number) {
        line = number.line;
      } else if (instruction instanceof FrameNode frame) {
        mergeLocals.put(frame, liveLocals(frame, liveness.before(frame)));
      } else if (Awaits.isAwait(instruction)) {
        MethodInsnNode await = (MethodInsnNode) instruction;
        drafts.add(draft(await, line, types.at(await), liveness.after(await)));
      }
    }
    List<Point> points = new ArrayList<>();
    for (Draft draft : drafts) {
      points.add(
          new Point(
              draft.await,
              calls.get(draft.await),
              unboxings.get(draft.await),
              draft.line,
              draft.spills,
              draft.nulls,
              deadReferences(draft.spills),
              draft.locals));
    }
    return new Layout(List.copyOf(fields), arguments, points, mergeLocals);
  }

  /** The locals of a stack map frame by slot, without the dead ones. */
  private static List<Object> liveLocals(FrameNode frame, BitSet live) {
    List<Object> locals = new ArrayList<>();
    for (Object type : frame.local) {
      locals.add(live.get(locals.size()) ? type : Opcodes.TOP);
      if (VerificationTypes.isWide(type)) {
        locals.add(Opcodes.TOP);
      }
    }
    return locals;
  }

  private List<Spill> placeArguments(AsyncMethod method) {
    List<Spill> spills = new ArrayList<>();
    Map<String, Integer> used = new HashMap<>();
    int slot = 0;
    for (Type type : method.argumentTypes()) {
      Object verificationType = VerificationTypes.of(type);
      spills.add(new Spill(slot, verificationType, field(verificationType, used)));
      slot += type.getSize();
    }
    return spills;
  }

  private record Draft(
      MethodInsnNode await,
      int line,
      List<Spill> spills,
      List<Integer> nulls,
      List<Object> locals) {}

  private Draft draft(MethodInsnNode await, int line, TypeState state, BitSet live) {
    List<Spill> spills = new ArrayList<>();
    List<Integer> nulls = new ArrayList<>();
    List<Object> locals = new ArrayList<>();
    Map<String, Integer> used = new HashMap<>();
    for (int slot = 0; slot < Math.min(live.length(), state.locals().size()); slot++) {
      Object type = state.locals().get(slot);
      if (!live.get(slot) || type.equals(Opcodes.TOP)) {
        locals.add(Opcodes.TOP);
        continue;
      }
      locals.add(type);
      if (type.equals(Opcodes.NULL)) {
        nulls.add(slot);
      } else {
        spills.add(new Spill(slot, type, field(type, used)));
      }
    }
    spilled += spills.size();
    if (spilled > MOST_SPILLED) {
      throw new LimitException(
          "the awaits of the method keep more than "
              + MOST_SPILLED
              + " values, more than fit 65535 bytes of code");
    }
    return new Draft(await, line, spills, nulls, locals);
  }

  /** The n-th field of a type serves the n-th value of that type in every state. */
  private Field field(Object type, Map<String, Integer> used) {
    String descriptor = VerificationTypes.descriptor(type);
    List<Field> candidates = fieldsByDescriptor.get(descriptor);
    if (candidates == null) {
      candidates = new ArrayList<>();
      fieldsByDescriptor.put(descriptor, candidates);
    }
    int index = used.getOrDefault(descriptor, 0);
    used.put(descriptor, index + 1);
    if (index == candidates.size()) {
      Field field = new Field("v" + fields.size(), descriptor);
      candidates.add(field);
      fields.add(field);
    }
    return candidates.get(index);
  }

  private List<Field> deadReferences(List<Spill> spills) {
    // by identity: a record's hashCode is linked when it is first called, which start-up would pay
    // for
    Set<Field> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Spill spill : spills) {
      kept.add(spill.field());
    }
    List<Field> dead = new ArrayList<>();
    for (Field field : fields) {
      if (field.isReference() && !kept.contains(field)) {
        dead.add(field);
      }
    }
    return dead;
  }
}
