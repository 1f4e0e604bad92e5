package io.fermata.transform.emit;

import static io.fermata.transform.model.RuntimeNames.DRIVER;
import static io.fermata.transform.model.RuntimeNames.FRAME;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.AwaitedCall;
import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.CodeBuilder;
import io.fermata.transform.model.Layout.Field;
import io.fermata.transform.model.Layout.Point;
import io.fermata.transform.model.Layout.Spill;
import io.fermata.transform.model.RuntimeNames;
import io.fermata.transform.model.Unboxing;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Writes the suspension points of a body.
 *
 * <pre>
 *               value = driver.await(awaitable)            // anything
 *               value = G.await$async(awaitable, driver)   // most likely a coroutine of frame class G
 *               value = body(arguments, null, driver, null)// a call that nothing can stand in front of
 *               if (!driver.suspended()) goto AFTER_i
 *   SAVE_i:     f = F.at(frame)                            // makes it, if there is none yet
 *               f.v = local ...; return f.suspend(driver, value, i)
 *   RESUMED_i:  value = driver.resumed(value)              // throws here, inside the handlers around the await
 *   AFTER_i:    value                                  // or what it is unboxed to
 *
 *   RESTORE_i:  local = frame.v ...; goto RESUMED_i
 *   FAILED:     driver.innermost = null; driver.suspended = false; throw    // if a SAVE fails
 * </pre>
 *
 * <p>No handler's range covers a RESTORE: a handler's types are checked against every instruction
 * in its range (JVMS 4.10.1.6), and before the end of a restore the locals are not there. Nor does
 * one cover what saves: the method's own handlers have no business there. Only FAILED does, for a
 * full stack or heap: the callers' handlers must not find a driver that says to wait.
 *
 * <p>The places are a debugger's wish. What saves is part of the await's line without an entry of
 * its own in the line number table, where a breakpoint on that line would stop a second time. What
 * restores, and what is for failures, stands before the first entry, which is of no line for tools
 * that count lines.
 */
final class PointEmitter {
  /** How much deeper than in the old code the stack is at an await: frame, driver, value. */
  static final int ADDED = 3;

  /** The stack of a save: the frame twice and a long. */
  static final int DEEPEST = 4;

  private final AsyncMethod async;
  private final MethodNode method;
  private final BodySlots slots;
  private final boolean called;

  /** The types of the locals where only those of the body itself have a value. */
  private final List<Object> ownLocals;

  private final CodeBuilder front = new CodeBuilder();
  private final List<LabelNode> restores = new ArrayList<>();
  private final List<HandlerRanges.Gap> saves = new ArrayList<>();
  private final LabelNode failed = new LabelNode(new Label());

  /**
   * For one method.
   *
   * @param called whether its body may begin without a frame
   */
  PointEmitter(AsyncMethod async, MethodNode method, BodySlots slots, boolean called) {
    this.async = async;
    this.method = method;
    this.slots = slots;
    this.called = called;
    ownLocals = slots.locals(List.of(), BodySlots.OBJECT);
  }

  /** Where a body goes on, by state. */
  List<LabelNode> restores() {
    return restores;
  }

  /** The code that no handler of the method may cover. */
  List<HandlerRanges.Gap> saves() {
    return saves;
  }

  /** The handlers of that code. */
  List<TryCatchBlockNode> handlers() {
    List<TryCatchBlockNode> handlers = new ArrayList<>();
    for (HandlerRanges.Gap save : saves) {
      handlers.add(new TryCatchBlockNode(save.from(), save.to(), failed, null));
    }
    return handlers;
  }

  /** What stands in front of the old code. */
  InsnList front() {
    CodeBuilder code = new CodeBuilder();
    // FAILED: driver.innermost = null; driver.suspended = false; throw
    code.label(failed).add(CodeBuilder.frame(ownLocals, List.of("java/lang/Throwable")));
    code.aload(slots.driver()).op(Opcodes.ACONST_NULL);
    code.add(
        new FieldInsnNode(Opcodes.PUTFIELD, DRIVER, RuntimeNames.INNERMOST, "L" + FRAME + ";"));
    code.aload(slots.driver()).op(Opcodes.ICONST_0);
    code.add(new FieldInsnNode(Opcodes.PUTFIELD, DRIVER, RuntimeNames.SUSPENDED, "Z"));
    code.op(Opcodes.ATHROW);
    return code.addAll(front.build()).build();
  }

  void emit(Point point, int state) {
    LabelNode restore = new LabelNode(new Label());
    LabelNode save = new LabelNode(new Label());
    LabelNode resumed = new LabelNode(new Label());
    LabelNode after = new LabelNode(new Label());
    List<Object> merged = slots.locals(point.locals(), BodySlots.OBJECT);

    CodeBuilder call = new CodeBuilder();
    emitAwait(point, call);
    // if (!driver.suspended()) goto AFTER
    call.astore(slots.value()).aload(slots.driver());
    call.invoke(
        Opcodes.INVOKEVIRTUAL, DRIVER, RuntimeNames.SUSPENDED, RuntimeNames.SUSPENDED_DESCRIPTOR);
    call.jump(Opcodes.IFEQ, after);
    call.label(save);
    emitSave(point, state, call);
    // RESUMED: value = driver.resumed(value)
    boolean raw = point.unboxing() != null || returnsRaw(point);
    call.label(resumed).frame(merged);
    call.aload(slots.driver()).aload(slots.value());
    call.invoke(
        Opcodes.INVOKEVIRTUAL,
        DRIVER,
        raw ? RuntimeNames.RESUMED_RAW : RuntimeNames.RESUMED,
        RuntimeNames.RESUMED_DESCRIPTOR);
    call.astore(slots.value());
    // AFTER: value
    call.label(after).frame(merged).aload(slots.value());
    if (point.unboxing() != null) {
      unbox(point.unboxing());
    } else if (raw) {
      // RawResult.boxed(value, driver)
      call.aload(slots.driver());
      call.invoke(
          Opcodes.INVOKESTATIC,
          RuntimeNames.RAW_RESULT,
          RuntimeNames.BOXED,
          RuntimeNames.BOXED_DESCRIPTOR);
    }
    saves.add(new HandlerRanges.Gap(save, resumed));
    method.instructions.insert(point.await(), call.build());
    method.instructions.remove(point.await());

    restores.add(restore);
    emitRestore(point, restore, resumed);
  }

  private static boolean returnsRaw(Point point) {
    return point.awaited() != null && point.awaited().callee().raw();
  }

  /** Instead of the cast and the call: {@code RawResult.intOf(value, driver)}. */
  private void unbox(Unboxing unboxing) {
    method.instructions.set(unboxing.cast(), new VarInsnNode(Opcodes.ALOAD, slots.driver()));
    method.instructions.set(
        unboxing.call(),
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            RuntimeNames.RAW_RESULT,
            unboxing.box().take(),
            unboxing.box().takeDescriptor(),
            false));
  }

  private void emitAwait(Point point, CodeBuilder code) {
    AwaitedCall awaited = point.awaited();
    if (awaited != null && awaited.direct()) {
      runBody(awaited);
      return;
    }
    code.aload(slots.driver());
    if (awaited != null) {
      // G.await$async(awaitable, driver)
      code.invoke(
          Opcodes.INVOKESTATIC,
          awaited.callee().method().frameName(),
          RuntimeNames.AWAIT_FRAME,
          RuntimeNames.AWAIT_FRAME_DESCRIPTOR);
      return;
    }
    // driver.await(awaitable)
    String descriptor =
        Awaits.ofStage(point.await())
            ? RuntimeNames.AWAIT_STAGE_DESCRIPTOR
            : RuntimeNames.AWAIT_AWAITABLE_DESCRIPTOR;
    code.op(Opcodes.SWAP);
    String await = point.unboxing() != null ? RuntimeNames.AWAIT_RAW : RuntimeNames.AWAIT;
    code.invoke(Opcodes.INVOKEVIRTUAL, DRIVER, await, descriptor);
  }

  /** Instead of the call: {@code body(arguments, null, driver, null)}. */
  private void runBody(AwaitedCall awaited) {
    AsyncMethod callee = awaited.callee().method();
    CodeBuilder code = new CodeBuilder();
    code.op(Opcodes.ACONST_NULL).aload(slots.driver()).op(Opcodes.ACONST_NULL);
    code.invoke(
        Opcodes.INVOKESTATIC,
        callee.owner().name,
        callee.bodyName(),
        callee.bodyDescriptor(),
        callee.ownerIsInterface());
    MethodInsnNode call = awaited.call();
    method.instructions.insert(call, code.build());
    method.instructions.remove(call);
  }

  private void emitSave(Point point, int state, CodeBuilder save) {
    // f = F.at(frame), or the frame itself where there always is one
    boolean keeps = !point.spills().isEmpty() || !point.cleared().isEmpty();
    save.aload(slots.frame());
    if (called) {
      save.invoke(
          Opcodes.INVOKESTATIC,
          async.frameName(),
          FrameClassEmitter.AT,
          FrameClassEmitter.atDescriptor(async));
    } else if (keeps) {
      save.type(Opcodes.CHECKCAST, async.frameName());
    }
    // f.v = local
    for (Spill spill : point.spills()) {
      save.op(Opcodes.DUP).load(spill.type(), spill.slot());
      save.field(Opcodes.PUTFIELD, async.frameName(), spill.field());
    }
    for (Field field : point.cleared()) {
      save.op(Opcodes.DUP).op(Opcodes.ACONST_NULL);
      save.field(Opcodes.PUTFIELD, async.frameName(), field);
    }
    // return f.suspend(driver, value, state)
    save.aload(slots.driver()).aload(slots.value()).constant(state);
    save.invoke(
        Opcodes.INVOKEVIRTUAL, FRAME, RuntimeNames.SUSPEND, RuntimeNames.SUSPEND_DESCRIPTOR);
    save.op(Opcodes.ARETURN);
  }

  private void emitRestore(Point point, LabelNode restore, LabelNode resumed) {
    front.label(restore).frame(ownLocals);
    if (!point.spills().isEmpty()) {
      front.aload(slots.frame()).type(Opcodes.CHECKCAST, async.frameName());
      // local = frame.v
      for (Spill spill : point.spills()) {
        front.op(Opcodes.DUP).field(Opcodes.GETFIELD, async.frameName(), spill.field());
        front.store(spill.type(), spill.slot());
      }
      front.op(Opcodes.POP);
    }
    for (int slot : point.nulls()) {
      front.op(Opcodes.ACONST_NULL).astore(slot);
    }
    front.jump(Opcodes.GOTO, resumed);
  }
}
