package io.fermata.transform.handmade;

import static io.fermata.transform.handmade.Code.BUILDER;
import static io.fermata.transform.handmade.Code.ENV;
import static io.fermata.transform.handmade.Code.OBJECT;
import static io.fermata.transform.handmade.Code.STRING;
import static io.fermata.transform.handmade.Code.types;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Operand stacks that javac never leaves below a call. */
final class StackShapes implements Opcodes {
  private StackShapes() {}

  static Map<String, Consumer<Code>> all() {
    Map<String, Consumer<Code>> all = new TreeMap<>();
    all.put("dup", c -> c.awaitInt(3).op(DUP).awaitInt(4).op(IMUL, IADD).endInt());
    all.put("dupX1", c -> c.tap(1).tap(2).op(DUP_X1).awaitInt(3).op(ISUB, ISUB, IMUL).endInt());
    all.put(
        "dupX1OfAnAwait",
        c -> c.tap(1).awaitInt(2).op(DUP_X1, ISUB).awaitInt(9).op(IMUL, ISUB).endInt());
    all.put(
        "dupX2OverTwoInts",
        c ->
            c.tap(1).awaitInt(2).tap(3).op(DUP_X2).awaitInt(4).op(IMUL, IADD, IMUL, ISUB).endInt());
    all.put(
        "dupX2OverALong",
        c ->
            c.tapLong(1L << 33)
                .tap(3)
                .op(DUP_X2)
                .awaitLong(4)
                .op(L2I, IADD, I2L, LADD, L2I, ISUB)
                .endInt());
    all.put(
        "dup2OfTwoInts",
        c -> c.tap(5).awaitInt(6).op(DUP2).awaitInt(7).op(IADD, IMUL, ISUB, IADD).endInt());
    all.put(
        "dup2OfALong", c -> c.awaitLong(1L << 40).op(DUP2).awaitLong(3).op(LSUB, LADD).endLong());
    all.put(
        "dup2X1",
        c ->
            c.tap(9)
                .awaitLong(1L << 35)
                .op(DUP2_X1)
                .awaitLong(2)
                .op(LSUB, L2I, IADD, I2L, LADD)
                .endLong());
    all.put(
        "dup2X1OfTwoInts",
        c ->
            c.tap(9)
                .tap(8)
                .awaitInt(7)
                .op(DUP2_X1)
                .awaitInt(6)
                .op(IADD, IMUL, ISUB, IMUL, IADD)
                .endInt());
    all.put(
        "dup2X2OfLongs",
        c ->
            c.tapLong(5)
                .awaitLong(1L << 36)
                .op(DUP2_X2)
                .awaitLong(2)
                .op(LSUB, LADD, LSUB)
                .endLong());
    all.put(
        "dup2X2OverTwoInts",
        c ->
            c.tap(1)
                .tap(2)
                .awaitLong(1L << 37)
                .op(DUP2_X2)
                .awaitLong(2)
                .op(LADD, L2I, IADD, ISUB, I2L, LADD)
                .endLong());
    all.put("swap", c -> c.tap(1).awaitInt(2).op(SWAP).awaitInt(3).op(ISUB, ISUB).endInt());
    all.put(
        "swapWithTheAwaitable",
        c ->
            c.askInt(5)
                .tap(7)
                .op(SWAP)
                .await()
                .cast("java/lang/Integer")
                .text()
                .op(SWAP, POP)
                .end());
    all.put(
        "popped", c -> c.awaitLong(1).op(POP2).tap(1).awaitInt(2).op(POP2).awaitString("x").end());
    all.put("resultNeverCast", c -> c.askInt(1).await().op(POP).askInt(2).await().end());
    all.put("everyCategoryBelow", StackShapes::everyCategoryBelow);
    all.put("operandsLeftAtReturn", c -> c.tap(1).tapLong(2).awaitString("returned").end());
    all.put("operandsLeftAtThrow", StackShapes::operandsLeftAtThrow);
    all.put("stackCarriedRoundALoop", StackShapes::stackCarriedRoundALoop);
    all.put("longCarriedRoundALoop", StackShapes::longCarriedRoundALoop);
    all.put("mergeOnTheStackRightBeforeTheAwait", StackShapes::mergeBeforeTheAwait);
    all.put("nullBelow", StackShapes::nullBelow);
    all.put("nullBelowUsedAsTwoTypes", StackShapes::nullUsedAsTwoTypes);
    all.put("handlesAndTypesBelow", StackShapes::handlesAndTypesBelow);
    all.put("dynamicConstantBelow", StackShapes::dynamicConstantBelow);
    all.put("elementOfANullArray", StackShapes::elementOfANullArray);
    all.put("twoHundredBelow", StackShapes::twoHundredBelow);
    all.put("sameValueInLocalAndStack", StackShapes::sameValueInLocalAndStack);
    return all;
  }

  private static void everyCategoryBelow(Code c) {
    c.tap(1).tapLong(2).tapString("three");
    c.visitLdcInsn(4.5f);
    c.visitLdcInsn(5.5);
    c.op(ACONST_NULL, ICONST_0);
    c.visitIntInsn(NEWARRAY, T_BYTE);
    c.push(3);
    c.visitMultiANewArrayInsn("[[[J", 1);
    c.visitLdcInsn(Type.getObjectType(STRING));
    c.awaitInt(6).op(I2D);
    c.awaitLong(7).op(L2D, DADD, D2I).logInt();
    c.log();
    c.op(ARRAYLENGTH).logInt();
    c.op(ARRAYLENGTH).logInt();
    c.log();
    c.awaitInt(8).op(I2D, DADD, D2L).store(LSTORE, 5);
    c.op(F2I).logInt();
    c.log();
    c.awaitLong(9).op(LADD, L2I, IADD, I2L).load(LLOAD, 5).op(LADD);
    c.endLong();
  }

  private static void operandsLeftAtThrow(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    c.visitTryCatchBlock(start, end, handler, Code.FAILURE);
    c.label(start).tap(1).tapLong(2);
    c.create(Code.FAILURE).op(DUP).awaitString("thrown").init(Code.FAILURE, "(L" + STRING + ";)V");
    c.op(ATHROW).label(end);
    c.label(handler).frame(types(ENV), Code.FAILURE).awaitInt(3).op(POP).end();
  }

  private static void stackCarriedRoundALoop(Code c) {
    Label head = new Label();
    c.push(0).store(ISTORE, 1).tap(100);
    c.label(head).frame(types(ENV, INTEGER), INTEGER);
    c.awaitInt(5).op(IADD);
    c.visitIincInsn(1, 1);
    c.load(ILOAD, 1).push(3).jump(IF_ICMPLT, head);
    c.endInt();
  }

  private static void longCarriedRoundALoop(Code c) {
    Label head = new Label();
    c.push(0).store(ISTORE, 1).tapString("bottom").tapLong(1);
    c.label(head).frame(types(ENV, INTEGER), STRING, LONG);
    c.op(DUP2).awaitLong(1L << 32).op(LADD, LADD).awaitInt(2).op(POP);
    c.visitIincInsn(1, 1);
    c.load(ILOAD, 1).push(4).jump(IF_ICMPLT, head);
    c.store(LSTORE, 2).log().load(LLOAD, 2).endLong();
  }

  private static void mergeBeforeTheAwait(Code c) {
    Label other = new Label();
    Label join = new Label();
    c.tapLong(7).tap(1).jump(IFEQ, other).askInt(10).jump(GOTO, join);
    c.label(other).frame(types(ENV), LONG).askInt(20);
    c.label(join).frame(types(ENV), LONG, "io/fermata/Awaitable").await().log();
    c.endLong();
  }

  private static void nullBelow(Code c) {
    c.op(ACONST_NULL).awaitInt(1).op(POP).awaitInt(2).op(POP).end();
  }

  private static void nullUsedAsTwoTypes(Code c) {
    c.op(ACONST_NULL, DUP).awaitInt(1).logInt();
    c.visitMethodInsn(INVOKESTATIC, "java/util/Objects", "isNull", "(L" + OBJECT + ";)Z", false);
    c.logInt().tapString("text").op(ICONST_0);
    c.visitTypeInsn(ANEWARRAY, OBJECT);
    c.format().end();
  }

  private static void handlesAndTypesBelow(Code c) {
    c.visitLdcInsn(Type.getMethodType("(IJ)V"));
    c.visitLdcInsn(new Handle(H_INVOKESTATIC, STRING, "valueOf", "(I)L" + STRING + ";", false));
    c.awaitInt(77);
    c.visitMethodInsn(
        INVOKEVIRTUAL,
        "java/lang/invoke/MethodHandle",
        "invokeExact",
        "(I)L" + STRING + ";",
        false);
    c.log().awaitInt(1).op(POP).end();
  }

  private static void dynamicConstantBelow(Code c) {
    Handle bootstrap =
        new Handle(
            H_INVOKESTATIC,
            "java/lang/invoke/ConstantBootstraps",
            "primitiveClass",
            "(Ljava/lang/invoke/MethodHandles$Lookup;L"
                + STRING
                + ";Ljava/lang/Class;)Ljava/lang/Class;",
            false);
    c.visitLdcInsn(new ConstantDynamic("J", "Ljava/lang/Class;", bootstrap));
    c.awaitInt(1).op(POP).end();
  }

  /** An element of null is null to the verifier, whatever its type. */
  private static void elementOfANullArray(Code c) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    c.visitTryCatchBlock(start, end, handler, "java/lang/NullPointerException");
    c.label(start).op(ACONST_NULL).awaitInt(0).op(AALOAD).awaitInt(1).op(POP).end().label(end);
    c.label(handler)
        .frame(types(ENV), "java/lang/NullPointerException")
        .log()
        .awaitString("caught")
        .end();
  }

  private static void twoHundredBelow(Code c) {
    for (int i = 0; i < 200; i++) {
      c.push(i);
    }
    c.awaitInt(1000);
    for (int i = 0; i < 200; i++) {
      c.op(i % 2 == 0 ? IADD : ISUB);
    }
    c.endInt();
  }

  private static void sameValueInLocalAndStack(Code c) {
    c.create(BUILDER).op(DUP).init(BUILDER, "()V").op(DUP, DUP).store(ASTORE, 1);
    c.awaitString("a").append().op(POP).load(ALOAD, 1).awaitString("b").append().op(POP);
    c.awaitString("c").append().load(ALOAD, 1).op(SWAP);
    Label same = new Label();
    Label end = new Label();
    c.jump(IF_ACMPEQ, same).log("another object").jump(GOTO, end);
    c.label(same).frame(types(ENV, BUILDER)).log("the same object");
    c.label(end).frame(types(ENV, BUILDER)).load(ALOAD, 1).text().end();
  }
}
