package io.fermata.transform.handmade;

import static io.fermata.transform.handmade.Code.BUILDER;
import static io.fermata.transform.handmade.Code.ENV;
import static io.fermata.transform.handmade.Code.OBJECT;
import static io.fermata.transform.handmade.Code.STRING;
import static io.fermata.transform.handmade.Code.types;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Control flow and locals that javac never writes: dead code, jumps to the first instruction, far
 * slots, types of null.
 */
final class FlowShapes implements Opcodes {
  private FlowShapes() {}

  static Map<String, Consumer<Code>> all() {
    Map<String, Consumer<Code>> all = new TreeMap<>();
    all.put("deadCodeAfterGoto", FlowShapes::deadCodeAfterGoto);
    all.put("deadAwaitOnly", FlowShapes::deadAwaitOnly);
    all.put("deadLoop", FlowShapes::deadLoop);
    all.put("jumpToTheFirstInstruction", FlowShapes::jumpToTheFirstInstruction);
    all.put("awaitIsTheFirstInstructionsLoop", FlowShapes::twoLoopsIntoEachOther);
    all.put("nullOnOnePath", FlowShapes::nullOnOnePath);
    all.put("nullInALocalUsedAsTwoTypes", FlowShapes::nullInALocal);
    all.put("nullArray", FlowShapes::nullArray);
    all.put("unassignedOnOnePath", FlowShapes::unassignedOnOnePath);
    all.put("typesMeetAsTop", FlowShapes::typesMeetAsTop);
    all.put("farSlots", FlowShapes::farSlots);
    all.put("overwrittenHalfOfALong", FlowShapes::overwrittenHalfOfALong);
    all.put("environmentsSlotIsReused", FlowShapes::environmentsSlotIsReused);
    all.put("switchesToOneLabel", FlowShapes::switchesToOneLabel);
    all.put("jumpToTheNextInstruction", FlowShapes::jumpToTheNextInstruction);
    all.put("interfaceHoldsAnything", FlowShapes::interfaceHoldsAnything);
    all.put("frameAtEveryInstruction", FlowShapes::frameAtEveryInstruction);
    all.put(
        "nopsAroundTheAwait",
        c -> c.op(NOP).askInt(1).op(NOP).await().op(NOP).log().op(NOP).awaitInt(2).endInt());
    all.put("manyAwaits", FlowShapes::manyAwaits);
    all.put("monitorWithoutAwait", FlowShapes::monitorWithoutAwait);
    all.put(
        "awaitIntoNothing",
        c -> c.askInt(1).await().op(POP).askInt(2).await().op(POP, ACONST_NULL).end());
    return all;
  }

  private static void deadCodeAfterGoto(Code c) {
    Label end = new Label();
    c.awaitInt(1).store(ISTORE, 1).jump(GOTO, end);
    c.frame(types(ENV, LONG), STRING).log().load(LLOAD, 1).awaitInt(2).logInt().op(L2I).logInt();
    c.tapString("dead").awaitString("dead").op(POP2).push(0).store(ISTORE, 1);
    c.label(end).frame(types(ENV, INTEGER)).load(ILOAD, 1).awaitInt(3).op(IADD).endInt();
  }

  private static void deadAwaitOnly(Code c) {
    c.awaitString("end").end();
    c.frame(types(ENV)).awaitInt(1).endInt();
  }

  private static void deadLoop(Code c) {
    Label dead = new Label();
    c.awaitString("end").end();
    c.label(dead)
        .frame(types(ENV, INTEGER, OBJECT), FLOAT)
        .awaitInt(1)
        .store(ISTORE, 1)
        .jump(GOTO, dead);
  }

  private static void jumpToTheFirstInstruction(Code c) {
    Label first = new Label();
    c.label(first).frame(types(ENV)).awaitInt(1).store(ISTORE, 1);
    c.env();
    c.visitMethodInsn(INVOKEVIRTUAL, ENV, "again", "()Z", false);
    c.jump(IFNE, first).load(ILOAD, 1).endInt();
  }

  private static void twoLoopsIntoEachOther(Code c) {
    Label a = new Label();
    Label b = new Label();
    c.push(0).store(ISTORE, 1).tap(0).jump(IFEQ, b);
    c.label(a).frame(types(ENV, INTEGER)).awaitInt(10).load(ILOAD, 1).op(IADD).store(ISTORE, 1);
    c.label(b).frame(types(ENV, INTEGER)).awaitInt(1).load(ILOAD, 1).op(IADD).store(ISTORE, 1);
    c.load(ILOAD, 1).logInt().load(ILOAD, 1).push(5).jump(IF_ICMPLT, a);
    c.load(ILOAD, 1).push(20).jump(IF_ICMPLT, b).load(ILOAD, 1).endInt();
  }

  private static void nullOnOnePath(Code c) {
    Label other = new Label();
    Label join = new Label();
    c.op(ACONST_NULL).store(ASTORE, 1).awaitInt(0).jump(IFEQ, other);
    c.awaitString("text").store(ASTORE, 1).jump(GOTO, join);
    c.label(other).frame(types(ENV, NULL)).awaitInt(5).logInt();
    c.label(join).frame(types(ENV, STRING)).awaitInt(6).logInt().load(ALOAD, 1).end();
  }

  private static void nullInALocal(Code c) {
    c.op(ACONST_NULL).store(ASTORE, 1).awaitInt(1).logInt().load(ALOAD, 1).tapString("x");
    c.op(ICONST_0).visitTypeInsn(ANEWARRAY, OBJECT);
    c.format().log().awaitInt(2).logInt().load(ALOAD, 1);
    c.visitMethodInsn(INVOKESTATIC, "java/util/Arrays", "toString", "([I)L" + STRING + ";", false);
    c.log().awaitInt(3).logInt().load(ALOAD, 1).end();
  }

  private static void nullArray(Code c) {
    Label other = new Label();
    Label join = new Label();
    c.op(ACONST_NULL).cast("[[I").store(ASTORE, 1).awaitInt(1).jump(IFNE, other);
    c.push(2).visitTypeInsn(ANEWARRAY, "[I");
    c.store(ASTORE, 1).awaitInt(2).op(POP).jump(GOTO, join);
    c.label(other).frame(types(ENV, "[[I")).awaitInt(3).op(POP);
    c.label(join).frame(types(ENV, "[[I")).awaitInt(4).op(POP).load(ALOAD, 1).end();
  }

  private static void unassignedOnOnePath(Code c) {
    Label other = new Label();
    Label join = new Label();
    c.awaitInt(1)
        .jump(IFEQ, other)
        .awaitLong(2)
        .store(LSTORE, 1)
        .tapString("s")
        .store(ASTORE, 3)
        .awaitInt(0)
        .op(POP);
    c.load(LLOAD, 1).op(L2I).logInt().jump(GOTO, join);
    c.label(other).frame(types(ENV)).awaitInt(9).op(POP);
    c.label(join)
        .frame(types(ENV))
        .awaitInt(3)
        .op(POP)
        .awaitString("a")
        .store(ASTORE, 1)
        .awaitInt(4)
        .store(ISTORE, 3);
    c.awaitInt(5).load(ILOAD, 3).op(IADD).logInt().load(ALOAD, 1).end();
  }

  private static void typesMeetAsTop(Code c) {
    Label other = new Label();
    Label join = new Label();
    c.tap(7)
        .store(ISTORE, 5)
        .awaitInt(1)
        .jump(IFEQ, other)
        .awaitInt(2)
        .store(ISTORE, 1)
        .jump(GOTO, join);
    c.label(other).frame(types(ENV, TOP, TOP, TOP, TOP, INTEGER)).awaitString("s").store(ASTORE, 1);
    c.label(join)
        .frame(types(ENV, TOP, TOP, TOP, TOP, INTEGER))
        .awaitInt(3)
        .load(ILOAD, 5)
        .op(IADD)
        .endInt();
  }

  private static void farSlots(Code c) {
    c.tap(1)
        .store(ISTORE, 300)
        .tapLong(2)
        .store(LSTORE, 1000)
        .tapString("far")
        .store(ASTORE, 65000);
    c.awaitInt(3).load(ILOAD, 300).op(IADD).store(ISTORE, 300);
    c.visitIincInsn(300, 1000);
    c.awaitInt(4).logInt();
    c.visitIincInsn(300, -7);
    c.load(ALOAD, 65000).log().awaitString("farther").store(ASTORE, 65000).awaitInt(5).op(POP);
    c.load(ALOAD, 65000).log().load(ILOAD, 300).op(I2L).load(LLOAD, 1000).op(LADD).endLong();
  }

  private static void overwrittenHalfOfALong(Code c) {
    c.tapLong(1)
        .store(LSTORE, 1)
        .tap(2)
        .store(ISTORE, 2)
        .awaitInt(3)
        .load(ILOAD, 2)
        .op(IADD)
        .logInt();
    c.awaitLong(4)
        .store(LSTORE, 1)
        .tap(5)
        .store(ISTORE, 1)
        .awaitInt(6)
        .load(ILOAD, 1)
        .op(IADD)
        .logInt();
    c.awaitLong(7).store(LSTORE, 2).awaitInt(8).op(POP).load(LLOAD, 2).endLong();
  }

  private static void environmentsSlotIsReused(Code c) {
    c.askInt(2)
        .askInt(1)
        .await()
        .log()
        .tapString("s")
        .load(ALOAD, 0)
        .store(ASTORE, 1)
        .store(ASTORE, 0);
    c.await().load(ALOAD, 0).op(SWAP, POP).push(5).store(ISTORE, 0).load(ALOAD, 1).store(ASTORE, 0);
    c.log().awaitInt(3).endInt();
  }

  private static void switchesToOneLabel(Code c) {
    Label only = new Label();
    c.tapString("below").awaitInt(2);
    c.visitTableSwitchInsn(1, 3, only, only, only, only);
    c.label(only).frame(types(ENV), STRING).awaitInt(7);
    Label next = new Label();
    c.visitLookupSwitchInsn(next, new int[] {-5, 7}, new Label[] {next, next});
    c.label(next).frame(types(ENV), STRING).awaitInt(1).op(POP).end();
  }

  private static void jumpToTheNextInstruction(Code c) {
    Label next = new Label();
    Label last = new Label();
    c.tap(4)
        .askInt(1)
        .jump(GOTO, next)
        .label(next)
        .frame(types(ENV), INTEGER, "io/fermata/Awaitable")
        .await();
    c.jump(GOTO, last).label(last).frame(types(ENV), INTEGER, OBJECT).log().endInt();
  }

  /**
   * To the verifier an interface is as good as Object: a builder may pass as a List, as long as
   * nothing calls it.
   */
  private static void interfaceHoldsAnything(Code c) {
    Label other = new Label();
    Label join = new Label();
    c.awaitInt(1)
        .jump(IFEQ, other)
        .create(BUILDER)
        .op(DUP)
        .awaitString("b")
        .init(BUILDER, "(L" + STRING + ";)V");
    c.store(ASTORE, 1)
        .jump(GOTO, join)
        .label(other)
        .frame(types(ENV))
        .tapString("s")
        .store(ASTORE, 1);
    c.label(join)
        .frame(types(ENV, "java/util/List"))
        .awaitInt(2)
        .op(POP)
        .load(ALOAD, 1)
        .op(DUP)
        .log();
    c.awaitInt(3).op(POP).text().end();
  }

  private static void frameAtEveryInstruction(Code c) {
    c.push(1).frame(types(ENV), INTEGER).store(ISTORE, 1).frame(types(ENV, INTEGER)).askInt(2);
    c.frame(types(ENV, INTEGER), "io/fermata/Awaitable")
        .await()
        .frame(types(ENV, INTEGER), OBJECT)
        .log();
    c.frame(types(ENV, INTEGER))
        .load(ILOAD, 1)
        .frame(types(ENV, INTEGER), INTEGER)
        .awaitInt(3)
        .op(IADD)
        .endInt();
  }

  private static void manyAwaits(Code c) {
    c.push(0).store(ISTORE, 1);
    for (int i = 0; i < 500; i++) {
      c.load(ILOAD, 1).awaitInt(i).op(i % 2 == 0 ? IADD : IXOR).store(ISTORE, 1);
    }
    c.load(ILOAD, 1).endInt();
  }

  private static void monitorWithoutAwait(Code c) {
    c.awaitInt(1).op(POP).tapString("lock").op(DUP).store(ASTORE, 1).op(MONITORENTER).log("held");
    c.load(ALOAD, 1).op(MONITOREXIT).awaitInt(2).op(POP).load(ALOAD, 1).op(DUP, MONITORENTER);
    c.load(ALOAD, 1).op(MONITOREXIT).awaitInt(3).endInt();
  }
}
