package io.fermata.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Writes by chance what jumps over a few instructions: questions whether objects are null or the
 * same, also objects that no constructor has seen; switches that fall through; failures.
 */
class RandomQuestions extends RandomOperands {
  RandomQuestions(MethodVisitor method, Random random, String owner, int callees) {
    super(method, random, owner, callees);
  }

  /** A merge point here, whose stack map may name locals of which nothing is known. */
  final void merge(Label label) {
    method.visitLabel(label);
    frame(random.nextInt(6) == 0 && slotsInUse() < LAST_LOCAL ? 2 : 0);
  }

  final void askForNull() {
    if (has(1) && isReference(top(0))) {
      op(DUP);
      skip(random.nextBoolean() ? IFNONNULL : IFNULL, "n");
    }
  }

  final void compare() {
    if (has(2) && isReference(top(0)) && isReference(top(1))) {
      op(DUP2);
      skip(random.nextBoolean() ? IF_ACMPEQ : IF_ACMPNE, "c");
    }
  }

  /** Compares a local with another, with itself or with null. */
  final void compareLocals() {
    List<Integer> candidates = new ArrayList<>();
    for (int slot = 1; slot <= LAST_LOCAL; slot++) {
      if (isReference(locals[slot])) {
        candidates.add(slot);
      }
    }
    if (!candidates.isEmpty()) {
      load(candidates.get(random.nextInt(candidates.size())));
      if (random.nextInt(4) == 0) {
        constant(NULL);
      } else {
        load(candidates.get(random.nextInt(candidates.size())));
      }
      pop();
      pop();
      skip(random.nextBoolean() ? IF_ACMPEQ : IF_ACMPNE, "l");
    }
  }

  /** Traces a text unless the jump is taken. */
  private void skip(int jump, String text) {
    Label behind = new Label();
    method.visitJumpInsn(jump, behind);
    log(text);
    merge(behind);
  }

  /** A switch of three cases, of which one falls through to the next. */
  final void choose() {
    awaitAny(INTEGER);
    op(ICONST_3, IREM);
    pop();
    Label zero = new Label();
    Label one = new Label();
    Label two = new Label();
    Label end = new Label();
    method.visitTableSwitchInsn(0, 1, two, zero, one);
    merge(one);
    log("e");
    merge(two);
    awaitAny(STRING);
    log();
    method.visitJumpInsn(GOTO, end);
    merge(zero);
    log("z");
    merge(end);
  }

  /** Leaves an int for a jump, perhaps one that was waited for. */
  final void condition() {
    if (random.nextBoolean()) {
      awaitAny(INTEGER);
      op(ICONST_1, IAND);
    } else {
      constant(INTEGER);
    }
    pop();
  }

  /** Throws, here or by what is awaited, if a number is odd. */
  final void fail() {
    awaitAny(INTEGER);
    op(ICONST_1, IAND);
    pop();
    Label behind = new Label();
    method.visitJumpInsn(IFEQ, behind);
    if (random.nextBoolean()) {
      op(ICONST_1, ICONST_0, IDIV, POP);
    } else {
      env();
      method.visitTypeInsn(NEW, "java/lang/IllegalStateException");
      op(DUP);
      method.visitLdcInsn("f" + values);
      construct("java/lang/IllegalStateException", "(L" + STRING + ";)V");
      callEnv("failure", "(Ljava/lang/Throwable;)L" + AWAITABLE + ";");
      await("L" + AWAITABLE + ";");
      op(POP);
    }
    merge(behind);
  }
}
