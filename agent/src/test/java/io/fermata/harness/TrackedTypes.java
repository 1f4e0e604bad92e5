package io.fermata.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * The types of the operands and locals at one place of a method, as the verifier has them: in ASM's
 * verification types, where an object that no constructor has seen is the label of its {@code NEW}.
 * Slot 0 holds the {@link Env}.
 */
class TrackedTypes implements Opcodes {
  static final String ENV = "io/fermata/harness/Env";
  static final String COROUTINE = "io/fermata/Coroutine";
  static final String TASK = "io/fermata/Task";
  static final String AWAITABLE = "io/fermata/Awaitable";
  static final String OBJECT = "java/lang/Object";
  static final String STRING = "java/lang/String";
  static final String BUILDER = "java/lang/StringBuilder";
  static final String INTS = "[I";

  /** Stands in the slot behind a long or a double. */
  static final Object SECOND_HALF = new Object();

  private static final int SLOTS = 64;

  /** The topmost last. */
  List<Object> stack = new ArrayList<>();

  /** By slot; null where nothing can be read. */
  Object[] locals = new Object[SLOTS];

  /** The slots whose types have changed since the innermost protected range began. */
  Set<Integer> changed = new HashSet<>();

  /** So many operands belong to the code around this one. */
  int floor;

  TrackedTypes() {
    locals[0] = ENV;
  }

  static boolean isWide(Object type) {
    return LONG.equals(type) || DOUBLE.equals(type);
  }

  static boolean isReference(Object type) {
    return type instanceof String || type instanceof Label || NULL.equals(type);
  }

  /** Whether the code at hand has so many operands of its own. */
  final boolean has(int operands) {
    return stack.size() - operands >= floor;
  }

  /** The type of an operand, by how many are above it. */
  final Object top(int above) {
    return stack.get(stack.size() - 1 - above);
  }

  final void push(Object type) {
    stack.add(type);
  }

  final Object pop() {
    return stack.remove(stack.size() - 1);
  }

  /** How many operands fill so many words, with so many operands above; -1 if none do. */
  final int operandsIn(int words, int above) {
    int operands = 0;
    int filled = 0;
    while (filled < words && has(above + operands + 1)) {
      filled += isWide(top(above + operands)) ? 2 : 1;
      operands++;
    }
    return filled == words ? operands : -1;
  }

  /** How many operands there are up to the topmost that no constructor has seen. */
  final int uninitializedEnd() {
    int end = stack.size();
    while (end > 0 && !(stack.get(end - 1) instanceof Label)) {
      end--;
    }
    return end;
  }

  /** How many slots there are up to the last that can be read. */
  final int slotsInUse() {
    int end = locals.length;
    while (locals[end - 1] == null) {
      end--;
    }
    return end;
  }

  /** What a store does to the locals: half of a long or double that is left is nothing. */
  final void set(int slot, Object type) {
    if (locals[slot] == SECOND_HALF) {
      locals[slot - 1] = null;
    }
    dropSecondHalf(slot);
    locals[slot] = type;
    changed.add(slot);
    if (isWide(type)) {
      dropSecondHalf(slot + 1);
      locals[slot + 1] = SECOND_HALF;
      changed.add(slot + 1);
    }
    if (slot > 1) {
      changed.add(slot - 1);
    }
  }

  private void dropSecondHalf(int slot) {
    if (isWide(locals[slot])) {
      locals[slot + 1] = null;
    }
  }

  /**
   * Of the locals in front of a protected range, those that keep their types all through it, as
   * objects that no constructor has seen do.
   */
  final Object[] unchanged(Object[] before) {
    Object[] left = copy(before);
    for (int slot : changed) {
      if (!(left[slot] instanceof Label)) {
        left[slot] = null;
      }
    }
    for (int slot = 0; slot < left.length; slot++) {
      if (isWide(left[slot]) && left[slot + 1] != SECOND_HALF) {
        left[slot] = null;
      }
      if (left[slot] == SECOND_HALF && !isWide(left[slot - 1])) {
        left[slot] = null;
      }
    }
    return left;
  }

  /** Leaves of the locals what they have in common with those of another way to this place. */
  final void meet(Object[] others) {
    Object[] met = new Object[SLOTS];
    for (int slot = 0; slot < SLOTS; slot++) {
      if (others[slot] == SECOND_HALF) {
        met[slot] = isWide(met[slot - 1]) ? SECOND_HALF : null;
      } else if (others[slot] != null && locals[slot] != null) {
        met[slot] = meet(others[slot], locals[slot]);
      }
    }
    locals = met;
  }

  private static Object meet(Object one, Object other) {
    if (one.equals(other)) {
      return one;
    }
    if (!isReference(one) || !isReference(other)) {
      return null;
    }
    if (one instanceof Label || other instanceof Label) {
      return null;
    }
    return NULL.equals(one) ? other : NULL.equals(other) ? one : OBJECT;
  }

  static Object[] copy(Object[] locals) {
    return Arrays.copyOf(locals, SLOTS);
  }
}
