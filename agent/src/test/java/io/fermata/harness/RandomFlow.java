package io.fermata.harness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Writes the body of a method by chance, nested in itself: branches that meet with operands of any
 * types on the stack, loops over operands, protected ranges that end in front of or behind what
 * brings the operands back, with handlers in an order that no compiler writes. Objects that no
 * constructor has seen lie below branches and loops and in their locals; over protected ranges,
 * with their handlers, they are in locals only. Bodies end: loops count, and calls go to earlier
 * methods.
 */
final class RandomFlow extends RandomQuestions {
  private static final int MOST_OPERANDS = 14;
  private static final int KINDS = 34;

  /** Each loop counts in a local of its own. */
  private static final int FIRST_COUNTER = 20;

  private static final int LAST_COUNTER = 48;

  /** A long that is written once and never read. */
  private static final int UNREAD = 58;

  /** What handlers catch; null is everything. */
  private static final String[] CAUGHT = {
    null,
    "java/lang/ArithmeticException",
    "java/lang/RuntimeException",
    "java/lang/RuntimeException"
  };

  private int counter = FIRST_COUNTER;
  private int budget;

  RandomFlow(MethodVisitor method, Random random, String owner, int callees) {
    super(method, random, owner, callees);
  }

  /** So many steps, in pieces that are nested so deep at most; traces all that is left by them. */
  void body(int steps, int depth) {
    method.visitLdcInsn(0L);
    method.visitVarInsn(LSTORE, UNREAD);
    budget = steps;
    while (budget > 0) {
      code(depth);
    }
    while (!stack.isEmpty()) {
      log();
    }
    for (int slot = 1; slot <= LAST_LOCAL + 1; slot++) {
      if (isReadable(slot)) {
        load(slot);
        log();
      }
    }
  }

  private void code(int depth) {
    int steps = 3 + random.nextInt(9);
    for (int i = 0; i < steps && budget > 0; i++) {
      budget--;
      if (stack.size() > MOST_OPERANDS) {
        logOwn();
      } else {
        step(random.nextInt(KINDS), depth);
      }
    }
  }

  private void step(int kind, int depth) {
    switch (kind) {
      case 23 -> askForNull();
      case 24 -> compare();
      case 25, 26 -> nested(depth, this::branch);
      case 27 -> nested(depth, this::loop);
      case 28 -> nested(depth, this::handler);
      case 29 -> choose();
      case 30, 31, 32 -> compareLocals();
      case 33 -> operands(CREATE);
      default -> operands(kind);
    }
  }

  private static void nested(int depth, IntConsumer shape) {
    if (depth > 0) {
      shape.accept(depth - 1);
    }
  }

  private void branch(int depth) {
    condition();
    Label otherwise = new Label();
    Label end = new Label();
    method.visitJumpInsn(random.nextBoolean() ? IFEQ : IFNE, otherwise);
    List<Object> stackBefore = new ArrayList<>(stack);
    Object[] localsBefore = copy(locals);
    int keep = Math.max(floor, uninitializedEnd());
    conditional(() -> code(depth));

    List<Object> stackAfter = random.nextBoolean() ? anyOver(stackBefore, keep) : stackBefore;
    reshape(stackAfter);
    Object[] localsThen = locals;
    method.visitJumpInsn(GOTO, end);
    stack = new ArrayList<>(stackBefore);
    locals = localsBefore;
    merge(otherwise);
    conditional(() -> code(depth));
    reshape(stackAfter);
    meet(localsThen);
    merge(end);
  }

  private List<Object> anyOver(List<Object> operands, int keep) {
    List<Object> shape = new ArrayList<>(operands.subList(0, keep));
    for (int i = random.nextInt(4); i > 0; i--) {
      shape.add(anyType());
    }
    return shape;
  }

  /** Goes round two or three times. */
  private void loop(int depth) {
    if (counter > LAST_COUNTER) {
      return;
    }
    int count = counter++;
    op(ICONST_0);
    push(INTEGER);
    store(count);
    Label head = new Label();
    merge(head);
    List<Object> stackBefore = new ArrayList<>(stack);
    Object[] localsBefore = copy(locals);
    conditional(() -> code(depth));
    reshape(stackBefore);
    restore(localsBefore);
    method.visitIincInsn(count, 1);
    method.visitVarInsn(ILOAD, count);
    op(ICONST_2 + random.nextInt(2));
    method.visitJumpInsn(IF_ICMPLT, head);
    locals = localsBefore;
  }

  /** Gives locals that have changed their types values of the types they had. */
  private void restore(Object[] wanted) {
    for (int slot = 0; slot < wanted.length; slot++) {
      Object type = wanted[slot];
      if (type == null || type == SECOND_HALF || type.equals(locals[slot])) {
        continue;
      }
      if (!(NULL.equals(locals[slot]) && type instanceof String)) {
        constant(type);
        store(slot);
      }
    }
  }

  private void handler(int depth) {
    if (floor > 0 || uninitializedEnd() > 0) {
      return;
    }
    Set<Integer> changedAround = changed;
    changed = new HashSet<>();
    List<Object> stackBefore = new ArrayList<>(stack);
    Object[] localsBefore = copy(locals);
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label behind = new Label();
    String caught = CAUGHT[random.nextInt(CAUGHT.length)];
    // a range around comes first in the table, so its handler is asked before the one inside
    method.visitTryCatchBlock(start, end, handler, caught);
    method.visitLabel(start);
    op(NOP);
    conditional(() -> code(depth));
    if (random.nextBoolean()) {
      fail();
    }
    if (random.nextBoolean()) {
      conditional(() -> code(depth));
    }
    boolean endsEarly = random.nextInt(3) == 0;
    if (endsEarly) {
      method.visitLabel(end);
    }
    reshape(stackBefore);
    if (!endsEarly) {
      method.visitLabel(end);
    }
    Object[] localsThen = locals;
    method.visitJumpInsn(GOTO, behind);
    locals = unchanged(localsBefore);
    changedAround.addAll(changed);
    changed = changedAround;
    stack = new ArrayList<>();
    push(caught == null ? "java/lang/Throwable" : caught);
    merge(handler);
    log();
    conditional(() -> code(depth));
    reshape(stackBefore);
    meet(localsThen);
    merge(behind);
  }
}
