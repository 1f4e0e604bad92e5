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

/** Objects that are not initialised yet, in the places where javac never leaves them. */
final class NewShapes implements Opcodes {
  private static final String OF_STRING = "(L" + STRING + ";)V";

  private NewShapes() {}

  static Map<String, Consumer<Code>> all() {
    Map<String, Consumer<Code>> all = new TreeMap<>();
    all.put(
        "withoutDup",
        c -> c.create(BUILDER).awaitString("x").init(BUILDER, OF_STRING).awaitString("end").end());
    all.put(
        "threeCopies",
        c ->
            c.create(BUILDER)
                .op(DUP, DUP, DUP)
                .awaitString("x")
                .init(BUILDER, OF_STRING)
                .awaitString("a")
                .append()
                .append()
                .awaitString("b")
                .append()
                .text()
                .end());
    all.put(
        "argumentsFirstThenDupX1",
        c ->
            c.awaitString("x")
                .create(BUILDER)
                .op(DUP_X1, SWAP)
                .init(BUILDER, OF_STRING)
                .text()
                .end());
    all.put(
        "dupX1ThenAwait",
        c ->
            c.tapString("low")
                .create(BUILDER)
                .op(DUP_X1, SWAP)
                .log()
                .awaitString("x")
                .op(POP)
                .op(DUP)
                .awaitString("y")
                .init(BUILDER, OF_STRING)
                .text()
                .end());
    all.put(
        "dupX2ThenAwait",
        c ->
            c.tap(1)
                .tap(2)
                .create(BUILDER)
                .op(DUP_X2, POP)
                .awaitInt(3)
                .op(IADD, IADD)
                .logInt()
                .op(DUP)
                .awaitString("y")
                .init(BUILDER, OF_STRING)
                .text()
                .end());
    all.put(
        "swapped",
        c ->
            c.create(BUILDER)
                .op(DUP)
                .tapString("x")
                .op(SWAP)
                .awaitInt(1)
                .op(POP, SWAP)
                .init(BUILDER, OF_STRING)
                .text()
                .end());
    all.put(
        "dup2OfACopyAndAnInt",
        c ->
            c.create(BUILDER)
                .tap(5)
                .op(DUP2)
                .awaitInt(6)
                .op(IADD)
                .init(BUILDER, "(I)V")
                .logInt()
                .text()
                .log()
                .awaitString("end")
                .end());
    all.put(
        "inALocal",
        c ->
            c.create(BUILDER)
                .store(ASTORE, 1)
                .awaitString("x")
                .store(ASTORE, 2)
                .load(ALOAD, 1)
                .load(ALOAD, 2)
                .init(BUILDER, OF_STRING)
                .load(ALOAD, 1)
                .awaitString("y")
                .append()
                .text()
                .end());
    all.put(
        "inTwoLocalsAndOnTheStack",
        c ->
            c.create(BUILDER)
                .op(DUP, DUP)
                .store(ASTORE, 1)
                .store(ASTORE, 3)
                .awaitString("x")
                .init(BUILDER, OF_STRING)
                .load(ALOAD, 1)
                .awaitString("y")
                .append()
                .op(POP)
                .load(ALOAD, 3)
                .text()
                .end());
    all.put(
        "twoOfTheSameClass",
        c ->
            c.create(BUILDER)
                .op(DUP)
                .create(BUILDER)
                .op(DUP)
                .awaitString("in")
                .init(BUILDER, OF_STRING)
                .awaitString("ner")
                .append()
                .text()
                .init(BUILDER, OF_STRING)
                .text()
                .end());
    all.put("twoOfTheSameClassInterleaved", NewShapes::interleaved);
    all.put("twoOfTheSameClassInLocals", NewShapes::twoInLocals);
    all.put("twoConstructorsOfOneNew", NewShapes::twoConstructorsOfOneNew);
    all.put("uninitialisedAtAJoin", NewShapes::uninitialisedAtAJoin);
    all.put("uninitialisedLocalAtAJoin", NewShapes::uninitialisedLocalAtAJoin);
    all.put("uninitialisedRoundALoop", NewShapes::uninitialisedRoundALoop);
    all.put(
        "neverInitialised", c -> c.create(BUILDER).awaitInt(1).op(POP2).awaitString("end").end());
    all.put(
        "neverInitialisedInALocal",
        c -> c.create(BUILDER).store(ASTORE, 4).awaitInt(1).op(POP).awaitString("end").end());
    all.put("droppedOnOnePath", NewShapes::droppedOnOnePath);
    all.put("sameNewTwiceInALoop", NewShapes::sameNewTwiceInALoop);
    all.put("handlerSeesTheLocalDead", NewShapes::handlerSeesTheLocalDead);
    all.put("handlerAroundNestedNews", NewShapes::handlerAroundNestedNews);
    all.put(
        "olderCopyIsOverwritten",
        c ->
            c.create(BUILDER)
                .store(ASTORE, 1)
                .create(BUILDER)
                .op(DUP)
                .store(ASTORE, 1)
                .awaitString("second")
                .init(BUILDER, OF_STRING)
                .load(ALOAD, 1)
                .text()
                .awaitInt(1)
                .op(POP)
                .end());
    all.put("comparedAfterwards", NewShapes::comparedAfterwards);
    all.put("comparedBefore", NewShapes::comparedBefore);
    all.put(
        "lockedBefore",
        c ->
            c.create(BUILDER)
                .op(DUP, DUP, MONITORENTER, DUP, MONITOREXIT, DUP)
                .awaitString("x")
                .init(BUILDER, OF_STRING)
                .text()
                .end());
    all.put(
        "lockedBehindTheAwait",
        c ->
            c.create(BUILDER)
                .op(DUP)
                .awaitString("x")
                .op(SWAP, DUP, DUP, MONITORENTER, MONITOREXIT, SWAP)
                .init(BUILDER, OF_STRING)
                .text()
                .end());
    all.put(
        "lockedOverItsConstructorCall",
        c ->
            c.awaitString("x")
                .create(BUILDER)
                .op(DUP, DUP, MONITORENTER, DUP2_X1, POP2)
                .init(BUILDER, OF_STRING)
                .op(MONITOREXIT)
                .awaitString("end")
                .end());
    return all;
  }

  /** The outer's constructor gets its argument while copies of both wait in turns on the stack. */
  private static void interleaved(Code c) {
    c.create(BUILDER).create(BUILDER).op(DUP2); // outer, inner, outer, inner
    c.awaitString("inner").init(BUILDER, OF_STRING); // outer, inner, outer
    c.op(SWAP, DUP_X1); // outer, inner, outer, inner
    c.awaitString("+").append().text(); // outer, inner, outer, text
    c.init(BUILDER, OF_STRING); // outer, inner
    c.awaitString("*").append().log().text().end();
  }

  private static void twoInLocals(Code c) {
    c.create(BUILDER).store(ASTORE, 1).create(BUILDER).store(ASTORE, 2);
    c.load(ALOAD, 1).awaitString("first").init(BUILDER, OF_STRING);
    c.load(ALOAD, 2).load(ALOAD, 1).awaitString("!").append().text().init(BUILDER, OF_STRING);
    c.load(ALOAD, 1).load(ALOAD, 2).append().awaitInt(1).op(POP).text().end();
  }

  private static void twoConstructorsOfOneNew(Code c) {
    Label at = new Label();
    Label other = new Label();
    Label join = new Label();
    c.label(at).create(BUILDER).op(DUP).awaitInt(0).jump(IFEQ, other);
    c.awaitString("then").init(BUILDER, OF_STRING).jump(GOTO, join);
    c.label(other).frame(types(ENV), at, at).awaitInt(3).init(BUILDER, "(I)V");
    c.label(join).frame(types(ENV), BUILDER).awaitString("end").append().text().end();
  }

  private static void uninitialisedAtAJoin(Code c) {
    Label at = new Label();
    Label other = new Label();
    Label join = new Label();
    c.label(at).create(BUILDER).op(DUP).tap(1).jump(IFEQ, other).awaitString("a").jump(GOTO, join);
    c.label(other).frame(types(ENV), at, at).awaitString("b");
    c.label(join).frame(types(ENV), at, at, STRING).init(BUILDER, OF_STRING).text().end();
  }

  private static void uninitialisedLocalAtAJoin(Code c) {
    Label at = new Label();
    Label other = new Label();
    Label join = new Label();
    c.label(at).create(BUILDER).store(ASTORE, 1).awaitInt(1).jump(IFEQ, other);
    c.load(ALOAD, 1).awaitString("a").init(BUILDER, OF_STRING).jump(GOTO, join);
    c.label(other).frame(types(ENV, at)).load(ALOAD, 1).awaitString("b").init(BUILDER, OF_STRING);
    c.label(join).frame(types(ENV, BUILDER)).load(ALOAD, 1).awaitString("c").append().text().end();
  }

  private static void uninitialisedRoundALoop(Code c) {
    Label at = new Label();
    Label head = new Label();
    c.push(0).store(ISTORE, 1).label(at).create(BUILDER).op(DUP);
    c.label(head).frame(types(ENV, INTEGER), at, at);
    c.awaitInt(1)
        .load(ILOAD, 1)
        .op(IADD)
        .store(ISTORE, 1)
        .load(ILOAD, 1)
        .push(3)
        .jump(IF_ICMPLT, head);
    c.awaitString("x").init(BUILDER, OF_STRING).text().end();
  }

  private static void droppedOnOnePath(Code c) {
    Label at = new Label();
    Label drop = new Label();
    c.label(at).create(BUILDER).op(DUP).tap(0).jump(IFEQ, drop);
    c.awaitString("kept").init(BUILDER, OF_STRING).text().end();
    c.label(drop).frame(types(ENV), at, at).op(POP2).awaitString("dropped").end();
  }

  private static void sameNewTwiceInALoop(Code c) {
    Label head = new Label();
    c.push(0).store(ISTORE, 1).create(BUILDER).op(DUP).init(BUILDER, "()V").store(ASTORE, 2);
    c.label(head).frame(types(ENV, INTEGER, BUILDER));
    c.create(BUILDER).op(DUP).awaitString("n").init(BUILDER, OF_STRING).store(ASTORE, 3);
    c.load(ALOAD, 2).load(ALOAD, 3).append().op(POP);
    c.visitIincInsn(1, 1);
    c.load(ILOAD, 1).push(3).jump(IF_ICMPLT, head).load(ALOAD, 2).text().end();
  }

  private static void handlerSeesTheLocalDead(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    c.visitTryCatchBlock(start, end, handler, FAILURE);
    c.label(start).create(BUILDER).store(ASTORE, 1).awaitFailure("no").op(POP);
    c.awaitString("x").store(ASTORE, 2).load(ALOAD, 1).load(ALOAD, 2).init(BUILDER, OF_STRING);
    c.load(ALOAD, 1).text().end().label(end);
    c.label(handler).frame(types(ENV), FAILURE).log().awaitString("caught").end();
  }

  private static void handlerAroundNestedNews(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    c.visitTryCatchBlock(start, end, handler, FAILURE);
    c.label(start).create(BUILDER).op(DUP).create(BUILDER).op(DUP).awaitString("a").op(POP);
    c.awaitFailure("inner").cast(STRING).init(BUILDER, OF_STRING).text().init(BUILDER, OF_STRING);
    c.text().end().label(end);
    c.label(handler).frame(types(ENV), FAILURE).log().awaitString("caught").end();
  }

  private static void comparedAfterwards(Code c) {
    Label same = new Label();
    c.create(BUILDER).op(DUP, DUP).awaitString("x").init(BUILDER, OF_STRING).awaitInt(1).op(POP);
    c.jump(IF_ACMPEQ, same).awaitString("two objects").end();
    c.label(same).frame(types(ENV)).awaitString("one object").end();
  }

  /** JVMS 4.10.1.2: what no constructor has seen is a reference like any other for a comparison. */
  private static void comparedBefore(Code c) {
    Label at = new Label();
    Label other = new Label();
    c.label(at).create(BUILDER).store(ASTORE, 1).awaitString("x").store(ASTORE, 2);
    Object[] one = types(ENV, at, STRING);
    skipped(c.load(ALOAD, 1), IFNONNULL, one);
    notSkipped(c.load(ALOAD, 1), IFNULL, one);
    skipped(c.load(ALOAD, 1).load(ALOAD, 1), IF_ACMPEQ, one);
    notSkipped(c.load(ALOAD, 1).load(ALOAD, 1), IF_ACMPNE, one);
    notSkipped(c.load(ALOAD, 1).op(ACONST_NULL), IF_ACMPEQ, one);
    skipped(c.op(ACONST_NULL).load(ALOAD, 1), IF_ACMPNE, one);
    c.label(other).create(BUILDER).store(ASTORE, 3).awaitString("y").log();
    Object[] two = types(ENV, at, STRING, other);
    notSkipped(c.load(ALOAD, 1).load(ALOAD, 3), IF_ACMPEQ, two);
    skipped(c.load(ALOAD, 3).load(ALOAD, 1), IF_ACMPNE, two);
    skipped(c.load(ALOAD, 2).load(ALOAD, 1), IF_ACMPNE, two);
    c.load(ALOAD, 1).load(ALOAD, 2).init(BUILDER, OF_STRING).load(ALOAD, 1).text().end();
  }

  private static void skipped(Code c, int jump, Object[] locals) {
    Label to = new Label();
    c.jump(jump, to).log("not to be seen").label(to).frame(locals);
  }

  private static void notSkipped(Code c, int jump, Object[] locals) {
    Label to = new Label();
    c.jump(jump, to).log("seen").label(to).frame(locals);
  }
}
