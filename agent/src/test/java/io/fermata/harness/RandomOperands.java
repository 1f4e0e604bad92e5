package io.fermata.harness;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Writes by chance what does not jump: values of all types, awaits with whatever lies below,
 * awaited calls of the class's other methods, all forms of dup and swap, stores and loads over each
 * other, and objects that are copied, stored and moved about before their constructor is called.
 */
class RandomOperands extends TrackedCode {
  /** Values by chance are in the locals from 1 to this. */
  static final int LAST_LOCAL = 12;

  /** The kind that makes an object. */
  static final int CREATE = 20;

  private static final List<Object> TYPES =
      List.of(
          INTEGER, LONG, DOUBLE, FLOAT, STRING, OBJECT, NULL, BUILDER, INTS, STRING, INTEGER, LONG);
  private static final List<Object> AWAITED = List.of(INTEGER, LONG, DOUBLE, FLOAT, STRING, OBJECT);

  /** Three slots for coroutines that are stored on the way from their call to their await. */
  private static final int FIRST_CALL_LOCAL = 52;

  final Random random;
  private final String owner;
  private final int callees;

  /** The objects without a constructor call that the code at hand has made itself. */
  private Set<Label> ownUninitialized = new HashSet<>();

  /**
   * @param callees how many of the other methods may be called, from the first on
   */
  RandomOperands(MethodVisitor method, Random random, String owner, int callees) {
    super(method);
    this.random = random;
    this.owner = owner;
    this.callees = callees;
  }

  final Object anyType() {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  /** One of 23 kinds; writes nothing if there are no operands for it. */
  final void operands(int kind) {
    switch (kind) {
      case 0, 1 -> constant(anyType());
      case 2, 3, 4, 5, 6 -> awaitAny(AWAITED.get(random.nextInt(AWAITED.size())));
      case 7 -> logOwn();
      case 8 -> dup(has(1) && isWide(top(0)) ? 2 : 1, 0);
      case 9 -> swap();
      case 10 -> dup(1, 1);
      case 11 -> dup(1, 2);
      case 12 -> dup(2, 0);
      case 13 -> dup(2, 1);
      case 14 -> dup(2, 2);
      case 15, 16 -> storeAnywhere(1 + random.nextInt(LAST_LOCAL));
      case 17, 18 -> loadIfReadable(1 + random.nextInt(LAST_LOCAL));
      case 19 -> calculate();
      case CREATE -> create();
      case 21, 22 -> initialize();
      default -> throw new IllegalArgumentException("no kind " + kind);
    }
  }

  /** Traces an operand of this code's own, if there is one. */
  final void logOwn() {
    if (has(1)) {
      log();
    }
  }

  private void swap() {
    if (has(2) && !isWide(top(0)) && !isWide(top(1))) {
      op(SWAP);
      Object above = pop();
      stack.add(stack.size() - 1, above);
    }
  }

  private void storeAnywhere(int slot) {
    if (has(1) && !isOfCodeAround(locals[slot]) && !isOfCodeAround(locals[slot + 1])) {
      store(slot);
    }
  }

  /** Whether it is an object whose constructor the code around is still to call. */
  private boolean isOfCodeAround(Object type) {
    return type instanceof Label created && !ownUninitialized.contains(created);
  }

  final boolean isReadable(int slot) {
    return locals[slot] != null && locals[slot] != SECOND_HALF;
  }

  private void loadIfReadable(int slot) {
    if (isReadable(slot)) {
      load(slot);
    }
  }

  private void calculate() {
    if (has(2) && INTEGER.equals(top(0)) && INTEGER.equals(top(1))) {
      op(random.nextBoolean() ? IADD : IXOR);
      pop();
    } else if (has(2) && LONG.equals(top(0)) && LONG.equals(top(1))) {
      op(LXOR);
      pop();
    } else if (has(1) && DOUBLE.equals(top(0))) {
      op(D2L);
      pop();
      push(LONG);
    }
  }

  private void create() {
    Label created = new Label();
    method.visitLabel(created);
    method.visitTypeInsn(NEW, BUILDER);
    push(created);
    ownUninitialized.add(created);
    for (int copies = random.nextInt(3); copies > 0; copies--) {
      dup(1, 0);
      storeAnywhere(1 + random.nextInt(LAST_LOCAL));
    }
  }

  /** Calls the constructor for the object on top or in the first local that has one. */
  private void initialize() {
    Label created = pushUninitialized();
    if (created == null) {
      return;
    }
    if (random.nextBoolean()) {
      awaitAny(STRING);
    } else {
      constant(STRING);
    }
    construct(BUILDER, "(L" + STRING + ";)V");
    pop();
    pop();
    stack.replaceAll(type -> type == created ? BUILDER : type);
    for (int slot = 0; slot < locals.length; slot++) {
      if (locals[slot] == created) {
        locals[slot] = BUILDER;
        changed.add(slot);
      }
    }
    ownUninitialized.remove(created);
  }

  private Label pushUninitialized() {
    if (has(1) && top(0) instanceof Label created && ownUninitialized.contains(created)) {
      dup(1, 0);
      return created;
    }
    for (int slot = 1; slot <= LAST_LOCAL; slot++) {
      if (locals[slot] instanceof Label created && ownUninitialized.contains(created)) {
        load(slot);
        return created;
      }
    }
    return null;
  }

  /**
   * Writes code that may or may not run, or run again: it leaves what is below uninitialised
   * objects alone, and those themselves.
   */
  final void conditional(Runnable code) {
    Set<Label> around = ownUninitialized;
    int floorAround = floor;
    ownUninitialized = new HashSet<>();
    floor = Math.max(floor, uninitializedEnd());
    code.run();
    ownUninitialized = around;
    floor = floorAround;
  }

  /** Pushes a value of the type that was waited for, perhaps by another method of the class. */
  final void awaitAny(Object type) {
    boolean calls = callees > 0 && random.nextInt(3) == 0;
    if (calls && (type.equals(INTEGER) || type.equals(OBJECT))) {
      awaitCall(type);
    } else {
      awaitValue(type);
    }
  }

  private void awaitCall(Object type) {
    int callee = random.nextInt(callees);
    env();
    method.visitIntInsn(SIPUSH, ++values);
    if (random.nextInt(3) == 0) {
      awaitValue(LONG);
      pop();
    } else {
      method.visitLdcInsn((long) values);
    }
    boolean eager = RandomBytecode.isEager(callee);
    method.visitMethodInsn(
        INVOKESTATIC,
        owner,
        RandomBytecode.nameOf(callee),
        RandomBytecode.descriptorOf(callee),
        false);
    betweenCallAndAwait(eager);
    String awaited = "L" + (eager ? TASK : AWAITABLE) + ";";
    if (random.nextInt(4) == 0) {
      method.visitLdcInsn(Type.getObjectType("java/lang/RuntimeException"));
      awaited += "Ljava/lang/Class;";
    }
    await(awaited);
    boolean unboxes = random.nextInt(3) > 0;
    if (unboxes || type.equals(INTEGER)) {
      unbox(INTEGER);
    }
    if (unboxes && type.equals(OBJECT)) {
      box(INTEGER);
    }
    push(type);
  }

  /** What hides, or does not hide, from the transformer which call is awaited. */
  private void betweenCallAndAwait(boolean eager) {
    switch (random.nextInt(5)) {
      case 0 -> {
        if (!eager) {
          int slot = FIRST_CALL_LOCAL + random.nextInt(3);
          method.visitVarInsn(ASTORE, slot);
          method.visitVarInsn(ALOAD, slot);
        }
      }
      case 1 -> op(DUP, POP);
      case 2 -> {
        Label line = new Label();
        method.visitLabel(line);
        method.visitLineNumber(values, line);
      }
      default -> {}
    }
  }
}
