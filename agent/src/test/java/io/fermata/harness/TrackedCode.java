package io.fermata.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Writes the code of one method and keeps track of its types. Stack maps are written from those,
 * not computed.
 *
 * <p>What writes a value as a whole, such as {@link #constant}, {@link #store} or {@link #dup},
 * keeps the types right. Single instructions and calls, such as {@link #op} and {@link #box}, leave
 * that to whoever writes them.
 */
class TrackedCode extends TrackedTypes {
  private static final Map<Object, Type> PRIMITIVES =
      Map.of(
          INTEGER, Type.INT_TYPE,
          LONG, Type.LONG_TYPE,
          FLOAT, Type.FLOAT_TYPE,
          DOUBLE, Type.DOUBLE_TYPE);
  private static final Map<Object, String> BOXES =
      Map.of(
          INTEGER, "java/lang/Integer",
          LONG, "java/lang/Long",
          FLOAT, "java/lang/Float",
          DOUBLE, "java/lang/Double");

  final MethodVisitor method;

  /** Counts values, so that each differs from all others. */
  int values;

  TrackedCode(MethodVisitor method) {
    this.method = method;
  }

  final void op(int... opcodes) {
    for (int opcode : opcodes) {
      method.visitInsn(opcode);
    }
  }

  final void env() {
    method.visitVarInsn(ALOAD, 0);
  }

  final void callEnv(String name, String descriptor) {
    method.visitMethodInsn(INVOKEVIRTUAL, ENV, name, descriptor, false);
  }

  final void construct(String type, String descriptor) {
    method.visitMethodInsn(INVOKESPECIAL, type, "<init>", descriptor, false);
  }

  final void await(String parameters) {
    method.visitMethodInsn(
        INVOKESTATIC, "io/fermata/Fermata", "await", "(" + parameters + ")L" + OBJECT + ";", false);
  }

  final void box(Object primitive) {
    String box = BOXES.get(primitive);
    String descriptor = "(" + PRIMITIVES.get(primitive) + ")L" + box + ";";
    method.visitMethodInsn(INVOKESTATIC, box, "valueOf", descriptor, false);
  }

  final void unbox(Object primitive) {
    String box = BOXES.get(primitive);
    Type type = PRIMITIVES.get(primitive);
    method.visitTypeInsn(CHECKCAST, box);
    method.visitMethodInsn(INVOKEVIRTUAL, box, type.getClassName() + "Value", "()" + type, false);
  }

  /** Pushes a value of the type that no other place pushes. */
  final void constant(Object type) {
    if (type.equals(NULL)) {
      values++;
      op(ACONST_NULL);
    } else if (type.equals(BUILDER)) {
      values++;
      method.visitTypeInsn(NEW, BUILDER);
      op(DUP);
      construct(BUILDER, "()V");
    } else if (type.equals(INTS)) {
      values++;
      op(ICONST_2);
      method.visitIntInsn(NEWARRAY, T_INT);
    } else {
      literal(type);
    }
    push(type);
  }

  /** Pushes a value of the type, a primitive, a string or an object, that was waited for. */
  final void awaitValue(Object type) {
    env();
    literal(type);
    if (PRIMITIVES.containsKey(type)) {
      box(type);
    }
    callEnv("value", "(L" + OBJECT + ";)L" + AWAITABLE + ";");
    await("L" + AWAITABLE + ";");
    if (PRIMITIVES.containsKey(type)) {
      unbox(type);
    } else if (type.equals(STRING)) {
      method.visitTypeInsn(CHECKCAST, STRING);
    }
    push(type);
  }

  private void literal(Object type) {
    int value = ++values;
    if (type.equals(INTEGER)) {
      method.visitIntInsn(SIPUSH, value);
    } else if (type.equals(LONG)) {
      method.visitLdcInsn((long) value << 33);
    } else if (type.equals(DOUBLE)) {
      method.visitLdcInsn(value + 0.5);
    } else if (type.equals(FLOAT)) {
      method.visitLdcInsn(value + 0.25f);
    } else if (type.equals(STRING)) {
      method.visitLdcInsn("s" + value);
    } else if (type.equals(OBJECT)) {
      method.visitLdcInsn("o" + value);
    } else {
      throw new IllegalArgumentException("no value of " + type);
    }
  }

  final void drop() {
    op(isWide(pop()) ? POP2 : POP);
  }

  /** Traces the operand on top; what no constructor has seen is only dropped. */
  final void log() {
    Object type = pop();
    if (type instanceof Label) {
      op(POP);
      return;
    }
    if (type.equals(INTS)) {
      op(ARRAYLENGTH);
      box(INTEGER);
    } else if (type.equals(BUILDER)) {
      String descriptor = "(L" + OBJECT + ";)L" + STRING + ";";
      method.visitMethodInsn(INVOKESTATIC, STRING, "valueOf", descriptor, false);
    } else if (PRIMITIVES.containsKey(type)) {
      box(type);
    }
    env();
    op(SWAP);
    callEnv("log", "(L" + OBJECT + ";)V");
  }

  /** Traces a text that no other place traces. */
  final void log(String text) {
    method.visitLdcInsn(text + ++values);
    push(STRING);
    log();
  }

  final void store(int slot) {
    Object type = pop();
    method.visitVarInsn(typeOf(type).getOpcode(ISTORE), slot);
    set(slot, type);
  }

  final void load(int slot) {
    Object type = locals[slot];
    method.visitVarInsn(typeOf(type).getOpcode(ILOAD), slot);
    push(type);
  }

  private static Type typeOf(Object type) {
    return PRIMITIVES.getOrDefault(type, Type.getObjectType(OBJECT));
  }

  /** Copies the topmost words below so many others, if operands end there: DUP to DUP2_X2. */
  final void dup(int words, int below) {
    int copied = operandsIn(words, 0);
    int passed = copied < 0 ? -1 : operandsIn(below, copied);
    if (passed < 0) {
      return;
    }
    op(DUP + 3 * (words - 1) + below);
    int size = stack.size();
    stack.addAll(size - copied - passed, List.copyOf(stack.subList(size - copied, size)));
  }

  /** Makes the operands those of the types, from the first on that differs. */
  final void reshape(List<Object> wanted) {
    int same = 0;
    while (same < Math.min(stack.size(), wanted.size())
        && stack.get(same).equals(wanted.get(same))) {
      same++;
    }
    while (stack.size() > same) {
      drop();
    }
    while (stack.size() < wanted.size()) {
      constant(wanted.get(stack.size()));
    }
  }

  /**
   * Writes the stack map frame of this place, with so many locals more of which nothing is known.
   */
  final void frame(int more) {
    List<Object> known = new ArrayList<>();
    int end = slotsInUse();
    for (int slot = 0; slot < end; slot++) {
      if (locals[slot] != SECOND_HALF) {
        known.add(locals[slot] == null ? TOP : locals[slot]);
      }
    }
    for (int i = 0; i < more; i++) {
      known.add(TOP);
    }
    method.visitFrame(F_NEW, known.size(), known.toArray(), stack.size(), stack.toArray());
    op(NOP);
  }
}
