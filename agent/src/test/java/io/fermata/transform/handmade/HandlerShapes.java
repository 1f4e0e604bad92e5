package io.fermata.transform.handmade;

import static io.fermata.transform.handmade.Code.BUILDER;
import static io.fermata.transform.handmade.Code.ENV;
import static io.fermata.transform.handmade.Code.FAILURE;
import static io.fermata.transform.handmade.Code.STRING;
import static io.fermata.transform.handmade.Code.types;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Exception ranges that javac never writes: of one instruction, overlapping, backwards, covering
 * their own handler.
 */
final class HandlerShapes implements Opcodes {
  private HandlerShapes() {}

  static Map<String, Consumer<Code>> all() {
    Map<String, Consumer<Code>> all = new TreeMap<>();
    all.put("rangeOfTheAwaitAlone", HandlerShapes::rangeOfTheAwaitAlone);
    all.put("rangeEndsRightBeforeTheAwait", HandlerShapes::rangeEndsBefore);
    all.put("rangeStartsRightAfterTheAwait", HandlerShapes::rangeStartsAfter);
    all.put("localChangesTypeInsideTheRange", HandlerShapes::localChangesType);
    all.put("localIsNullThenAString", HandlerShapes::localIsNullThenAString);
    all.put("handlerBeforeTheRange", HandlerShapes::handlerBeforeTheRange);
    all.put("handlerCoversItself", HandlerShapes::handlerCoversItself);
    all.put("overlappingRanges", HandlerShapes::overlappingRanges);
    all.put("orderOfTheTableDecides", HandlerShapes::orderOfTheTable);
    all.put("sharedHandlerOfTwoRanges", HandlerShapes::sharedHandler);
    all.put("handlerIsReachedByAJumpToo", HandlerShapes::handlerReachedByJump);
    all.put("operandsBelowAreLost", HandlerShapes::operandsBelowAreLost);
    all.put("twoAwaitsInDifferentRanges", HandlerShapes::twoAwaits);
    all.put("wholeMethodIsCovered", HandlerShapes::wholeMethodIsCovered);
    all.put("longStraddlesTheHandlersLocals", HandlerShapes::longStraddles);
    all.put("unboxingAloneIsCovered", c -> unboxing(c, false));
    all.put("unboxingAloneIsNotCovered", c -> unboxing(c, true));
    return all;
  }

  private static void rangeOfTheAwaitAlone(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    c.visitTryCatchBlock(start, end, handler, FAILURE);
    c.push(5).store(ISTORE, 1).tapLong(6).store(LSTORE, 2).tap(7).askFailure("alone");
    c.label(start).await().label(end).op(POP).endInt();
    c.label(handler).frame(types(ENV, INTEGER, LONG), FAILURE).log();
    c.load(ILOAD, 1).awaitInt(10).op(IADD, I2L).load(LLOAD, 2).op(LADD).endLong();
  }

  private static void rangeEndsBefore(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    c.visitTryCatchBlock(start, end, handler, FAILURE);
    c.label(start).askFailure("not covered").label(end).await().end();
    c.label(handler).frame(types(ENV), FAILURE).log("wrong handler").end();
  }

  private static void rangeStartsAfter(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    c.visitTryCatchBlock(start, end, handler, FAILURE);
    c.askFailure("not covered").await().label(start).log().awaitInt(1).label(end).endInt();
    c.label(handler).frame(types(ENV), FAILURE).log("wrong handler").end();
  }

  private static void localChangesType(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    c.visitTryCatchBlock(start, end, handler, FAILURE);
    c.tap(1).store(ISTORE, 1).label(start).awaitInt(2).load(ILOAD, 1).op(IADD).logInt();
    c.tapString("text").store(ASTORE, 1).awaitInt(3).logInt().load(ALOAD, 1).log();
    c.awaitLong(4).store(LSTORE, 1).awaitInt(5).logInt().load(LLOAD, 1).op(L2I).logInt();
    c.awaitFailure("end").op(POP).label(end).awaitInt(0).endInt();
    c.label(handler)
        .frame(types(ENV), FAILURE)
        .store(ASTORE, 1)
        .awaitInt(6)
        .logInt()
        .load(ALOAD, 1)
        .end();
  }

  private static void localIsNullThenAString(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    c.visitTryCatchBlock(start, end, handler, FAILURE);
    c.op(ACONST_NULL).store(ASTORE, 1).label(start).awaitInt(1).logInt().load(ALOAD, 1).log();
    c.awaitString("s").store(ASTORE, 1).awaitFailure("f").op(POP).label(end).load(ALOAD, 1).end();
    c.label(handler)
        .frame(types(ENV, STRING), FAILURE)
        .op(POP)
        .awaitInt(2)
        .op(POP)
        .load(ALOAD, 1)
        .end();
  }

  private static void handlerBeforeTheRange(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label body = new Label();
    c.visitTryCatchBlock(start, end, handler, FAILURE);
    c.push(0).store(ISTORE, 1).jump(GOTO, body);
    c.label(handler).frame(types(ENV, INTEGER), FAILURE).log().awaitInt(1).op(POP);
    c.visitIincInsn(1, 1);
    c.label(body).frame(types(ENV, INTEGER)).label(start);
    Label done = new Label();
    c.load(ILOAD, 1).push(3).jump(IF_ICMPGE, done).awaitFailure("again").op(POP).label(end);
    c.label(done).frame(types(ENV, INTEGER)).load(ILOAD, 1).awaitInt(40).op(IADD).endInt();
  }

  /**
   * As javac does for finally, but with awaits: the failing handler is entered again until its
   * counter ends it.
   */
  private static void handlerCoversItself(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label done = new Label();
    c.visitTryCatchBlock(start, end, handler, null);
    c.push(0).store(ISTORE, 1).label(start).awaitFailure("first").op(POP).awaitInt(0).endInt();
    c.label(handler).frame(types(ENV, INTEGER), "java/lang/Throwable").log();
    c.visitIincInsn(1, 1);
    c.load(ILOAD, 1)
        .push(3)
        .jump(IF_ICMPGE, done)
        .awaitInt(7)
        .logInt()
        .awaitFailure("inside")
        .op(POP)
        .label(end);
    c.label(done).frame(types(ENV, INTEGER)).load(ILOAD, 1).awaitInt(100).op(IADD).endInt();
  }

  private static void overlappingRanges(Code c) {
    Label a = new Label();
    Label b = new Label();
    Label endOfA = new Label();
    Label endOfB = new Label();
    Label handlerA = new Label();
    Label handlerB = new Label();
    c.visitTryCatchBlock(a, endOfA, handlerA, FAILURE);
    c.visitTryCatchBlock(b, endOfB, handlerB, FAILURE);
    c.push(0)
        .store(ISTORE, 1)
        .label(a)
        .awaitInt(1)
        .store(ISTORE, 1)
        .label(b)
        .awaitInt(2)
        .op(POP)
        .label(endOfA);
    c.awaitFailure("only b").op(POP).label(endOfB).awaitInt(0).endInt();
    c.label(handlerA).frame(types(ENV, INTEGER), FAILURE).log("a").op(POP).awaitInt(1).endInt();
    c.label(handlerB)
        .frame(types(ENV, INTEGER), FAILURE)
        .log()
        .load(ILOAD, 1)
        .awaitInt(2)
        .op(IADD)
        .endInt();
  }

  private static void orderOfTheTable(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label first = new Label();
    Label second = new Label();
    c.visitTryCatchBlock(start, end, first, "java/lang/RuntimeException");
    c.visitTryCatchBlock(start, end, second, FAILURE);
    c.label(start).awaitInt(1).op(POP).awaitFailure("f").op(POP).label(end).awaitInt(0).endInt();
    c.label(first).frame(types(ENV), "java/lang/RuntimeException").log().awaitString("first").end();
    c.label(second).frame(types(ENV), FAILURE).log().awaitString("second").end();
  }

  private static void sharedHandler(Code c) {
    Label a = new Label();
    Label endOfA = new Label();
    Label b = new Label();
    Label endOfB = new Label();
    Label handler = new Label();
    Label again = new Label();
    c.visitTryCatchBlock(a, endOfA, handler, FAILURE);
    c.visitTryCatchBlock(b, endOfB, handler, FAILURE);
    c.push(0)
        .store(ISTORE, 1)
        .tapString("s")
        .store(ASTORE, 2)
        .label(a)
        .awaitFailure("a")
        .op(POP)
        .label(endOfA);
    c.label(again).frame(types(ENV, INTEGER)).push(9).store(ISTORE, 2).label(b);
    c.awaitFailure("b").op(POP).label(endOfB).awaitInt(0).endInt();
    c.label(handler).frame(types(ENV, INTEGER), FAILURE).log();
    c.visitIincInsn(1, 1);
    c.load(ILOAD, 1).push(2).jump(IF_ICMPLT, again).awaitInt(50).endInt();
  }

  private static void handlerReachedByJump(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    c.visitTryCatchBlock(start, end, handler, FAILURE);
    c.tap(1);
    Label covered = new Label();
    c.jump(IFEQ, covered);
    c.create(FAILURE)
        .op(DUP)
        .awaitString("jumped")
        .init(FAILURE, "(L" + STRING + ";)V")
        .jump(GOTO, handler);
    c.label(covered)
        .frame(types(ENV))
        .label(start)
        .awaitFailure("thrown")
        .op(POP)
        .label(end)
        .awaitInt(0)
        .endInt();
    c.label(handler).frame(types(ENV), FAILURE).awaitInt(3).logInt().end();
  }

  private static void operandsBelowAreLost(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    c.visitTryCatchBlock(start, end, handler, FAILURE);
    c.label(start).tap(1).tapLong(2).tapString("3").create(BUILDER).op(DUP).awaitInt(4).op(POP);
    c.awaitFailure("lost").cast(STRING).init(BUILDER, "(L" + STRING + ";)V").end().label(end);
    c.label(handler).frame(types(ENV), FAILURE).awaitInt(5).op(POP).end();
  }

  private static void twoAwaits(Code c) {
    Label middle = new Label();
    Label start = new Label();
    Label end = new Label();
    Label first = new Label();
    Label second = new Label();
    c.visitTryCatchBlock(start, middle, first, FAILURE);
    c.visitTryCatchBlock(middle, end, second, FAILURE);
    c.label(start).awaitInt(1).label(middle).awaitFailure("second").op(POP).label(end).endInt();
    c.label(first).frame(types(ENV), FAILURE).log("first").end();
    c.label(second).frame(types(ENV), FAILURE).log().awaitString("second").end();
  }

  private static void wholeMethodIsCovered(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label outermost = new Label();
    c.visitTryCatchBlock(start, end, handler, FAILURE);
    c.visitTryCatchBlock(start, outermost, outermost, null);
    c.label(start).awaitInt(1).op(POP).awaitFailure("one").op(POP).awaitInt(2).endInt().label(end);
    c.label(handler).frame(types(ENV), FAILURE).log().awaitFailure("two").end();
    c.label(outermost).frame(types(ENV), "java/lang/Throwable").log().awaitInt(3).endInt();
  }

  /** In the range a long lies over two slots, of which the handler knows another in the second. */
  private static void longStraddles(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    c.visitTryCatchBlock(start, end, handler, FAILURE);
    c.tap(1).store(ISTORE, 1).tap(2).store(ISTORE, 2).tapLong(3).store(LSTORE, 3).label(start);
    c.awaitInt(4)
        .store(ISTORE, 2)
        .awaitLong(5)
        .store(LSTORE, 3)
        .awaitFailure("f")
        .op(POP)
        .label(end);
    c.awaitInt(0).endInt();
    c.label(handler)
        .frame(types(ENV, INTEGER, INTEGER, LONG), FAILURE)
        .op(POP)
        .awaitInt(6)
        .logInt();
    c.load(ILOAD, 1).logInt().load(ILOAD, 2).logInt().load(LLOAD, 3).endLong();
  }

  /**
   * A null and something that is no Integer, noticed behind the end of a range or in its first
   * instruction.
   */
  private static void unboxing(Code c, boolean rangeOfTheAwait) {
    for (boolean isNull : new boolean[] {true, false}) {
      Label start = new Label();
      Label between = new Label();
      Label end = new Label();
      Label handler = new Label();
      Label next = new Label();
      c.visitTryCatchBlock(
          rangeOfTheAwait ? start : between,
          rangeOfTheAwait ? between : end,
          handler,
          "java/lang/RuntimeException");
      c.env();
      if (isNull) {
        c.op(ACONST_NULL);
      } else {
        c.visitLdcInsn("no number");
      }
      c.callEnv("value", "(Ljava/lang/Object;)Lio/fermata/Awaitable;");
      c.label(start).await().label(between).cast("java/lang/Integer");
      c.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I", false);
      c.label(end).logInt().jump(GOTO, next);
      c.label(handler).frame(types(ENV), "java/lang/RuntimeException").op(POP).log("caught");
      c.label(next).frame(types(ENV));
    }
    c.push(0).endInt();
  }
}
