package io.fermata.transform.analyze;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.AwaitedCall;
import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.Layout;
import io.fermata.transform.model.Layout.Field;
import io.fermata.transform.model.Layout.Merge;
import io.fermata.transform.model.Layout.Point;
import io.fermata.transform.model.Layout.Spill;
import io.fermata.transform.model.LimitException;
import io.fermata.transform.model.Limits;
import io.fermata.transform.model.Liveness;
import io.fermata.transform.model.TypeState;
import io.fermata.transform.model.TypeStates;
import io.fermata.transform.model.Unboxing;
import io.fermata.transform.model.VerificationTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final List<Field> fields = new ArrayList<>();

  /** By verification type, the numbers of its fields. */
  private final Map<Object, List<Integer>> numbersByType = new HashMap<>();

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
    List<Merge> merges = new ArrayList<>();
    int line = 0;
    for (AbstractInsnNode instruction : types.method().instructions) {
      if (instruction instanceof LineNumberNode number) {
        line = number.line;
      } else if (instruction instanceof FrameNode frame) {
        merges.add(new Merge(frame, liveLocals(frame, liveness.before(frame))));
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
              deadReferences(draft.kept),
              draft.locals));
    }
    return new Layout(List.copyOf(fields), arguments, points, merges);
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
    BitSet kept = new BitSet();
    int slot = 0;
    for (Type type : method.argumentTypes()) {
      Object verificationType = VerificationTypes.of(type);
      spills.add(new Spill(slot, verificationType, field(verificationType, kept)));
      slot += type.getSize();
    }
    return spills;
  }

  private record Draft(
      MethodInsnNode await,
      int line,
      List<Spill> spills,
      BitSet kept,
      List<Integer> nulls,
      List<Object> locals) {}

  private Draft draft(MethodInsnNode await, int line, TypeState state, BitSet live) {
    List<Spill> spills = new ArrayList<>();
    List<Integer> nulls = new ArrayList<>();
    List<Object> locals = new ArrayList<>();
    BitSet kept = new BitSet();
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
        requireFew(++spilled);
        spills.add(new Spill(slot, type, field(type, kept)));
      }
    }
    return new Draft(await, line, spills, kept, nulls, locals);
  }

  private static void requireFew(int spilled) {
    if (spilled > Limits.MOST_SPILLED) {
      throw new LimitException(
          "the awaits of the method keep more than "
              + Limits.MOST_SPILLED
              + " values, more than fit 65535 bytes of code");
    }
  }

  /**
   * The n-th field of a type serves the n-th value of that type in every state.
   *
   * @param kept the numbers of the fields that the state has used; one is added
   */
  private Field field(Object type, BitSet kept) {
    List<Integer> numbers = numbersByType.get(type);
    if (numbers == null) {
      numbers = new ArrayList<>();
      numbersByType.put(type, numbers);
    }
    for (int number : numbers) {
      if (!kept.get(number)) {
        kept.set(number);
        return fields.get(number);
      }
    }
    int number = fields.size();
    Field field = new Field("v" + number, VerificationTypes.descriptor(type));
    fields.add(field);
    numbers.add(number);
    kept.set(number);
    return field;
  }

  private List<Field> deadReferences(BitSet kept) {
    List<Field> dead = new ArrayList<>();
    for (int number = 0; number < fields.size(); number++) {
      Field field = fields.get(number);
      if (field.isReference() && !kept.get(number)) {
        dead.add(field);
      }
    }
    return dead;
  }
}
