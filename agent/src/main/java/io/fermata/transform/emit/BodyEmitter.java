package io.fermata.transform.emit;

import static io.fermata.transform.model.RuntimeNames.DRIVER;
import static io.fermata.transform.model.RuntimeNames.FRAME;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.CodeBuilder;
import io.fermata.transform.model.Layout;
import io.fermata.transform.model.Layout.Field;
import io.fermata.transform.model.Layout.Point;
import io.fermata.transform.model.Layout.Spill;
import io.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * Turns the normalized code of an async method into its body: a static method that can be entered
 * at its beginning and at every suspension point.
 *
 * <pre>
 *   entry:      frame, driver, value to the slots behind all locals
 *               switch (frame.state()) { 0: RESTORE_0; 1: RESTORE_1; ... default: START }
 *   RESTORE_i:  local = frame.f ...; goto RESUMED_i
 *   START:      ...
 *               value = driver.await(awaitable)
 *               if (!driver.suspended()) goto AFTER_i
 *               frame.f = local ...; return frame.suspend(driver, value, i)
 *   RESUMED_i:  value = driver.resumed(value)          // throws here, inside the handlers around the await
 *   AFTER_i:    value
 *               ...
 *               value = requireNonNull(returned); return driver.tail(value)
 * </pre>
 *
 * <p>No handler's range covers a RESTORE: a handler's types are checked against every instruction
 * in its range (JVMS 4.10.1.6), and before the end of a restore the locals are not there. Nor does
 * one cover what saves or leaves: the method's own handlers have no business there.
 *
 * <p>The places are a debugger's wish. What saves is part of the await's line without an entry of
 * its own in the line number table, where a breakpoint on that line would stop a second time. What
 * restores stands before the first entry, which is of no line for tools that count lines.
 *
 * <p>No local of the old code moves, and no branch target added here has operands on the stack.
 */
public final class BodyEmitter {
  private static final Object OBJECT = "java/lang/Object";

  /** The stack of a save: the frame twice and a long. Elsewhere one value is added at most. */
  private static final int DEEPEST = 4;

  private final AsyncMethod async;
  private final MethodNode method;
  private final Layout layout;

  /** The slots behind all locals, for what the body itself needs. */
  private final int frameSlot;

  private final int driverSlot;
  private final int valueSlot;

  private final CodeBuilder front = new CodeBuilder();
  private final List<LabelNode> restores = new ArrayList<>();
  private final List<HandlerRanges.Gap> uncovered = new ArrayList<>();

  private BodyEmitter(AsyncMethod async, MethodNode method, Layout layout) {
    this.async = async;
    this.method = method;
    this.layout = layout;
    frameSlot = Math.max(method.maxLocals, async.argumentSlots());
    driverSlot = frameSlot + 1;
    valueSlot = frameSlot + 2;
  }

  /** Emits the body. The instructions of the normalized method move into it. */
  public static MethodNode emit(AsyncMethod async, MethodNode normalized, Layout layout) {
    return new BodyEmitter(async, normalized, layout).run();
  }

  private MethodNode run() {
    InsnList code = method.instructions;
    for (var merge : layout.mergeLocals().entrySet()) {
      widen(merge.getKey(), merge.getValue());
    }
    emitReturns();
    for (int state = 0; state < layout.points().size(); state++) {
      emitPoint(layout.points().get(state), state);
    }
    code.insert(entry());

    MethodNode body =
        new MethodNode(
            Opcodes.ASM9, async.bodyAccess(), async.bodyName(), async.bodyDescriptor(), null, null);
    body.instructions = code;
    body.tryCatchBlocks = HandlerRanges.without(uncovered, method.tryCatchBlocks, code);
    body.localVariables = visibleThis(method.localVariables);
    body.visibleLocalVariableAnnotations = method.visibleLocalVariableAnnotations;
    body.invisibleLocalVariableAnnotations = method.invisibleLocalVariableAnnotations;
    body.maxStack = Math.max(method.maxStack + 1, DEEPEST);
    body.maxLocals = valueSlot + 1;
    return body;
  }

  /** A debugger shows no variable of the name "this", and a static method has no other. */
  private List<LocalVariableNode> visibleThis(@Nullable List<LocalVariableNode> variables) {
    List<LocalVariableNode> visible = new ArrayList<>();
    if (variables != null) {
      for (LocalVariableNode each : variables) {
        boolean self = each.index == 0 && each.name.equals("this");
        visible.add(
            new LocalVariableNode(
                self ? "$this" : each.name,
                each.desc,
                each.signature,
                each.start,
                each.end,
                each.index));
      }
    }
    return visible;
  }

  /** A merge point of the old code: without its dead locals, with our own. */
  private void widen(FrameNode frame, List<Object> locals) {
    frame.local = new ArrayList<>(List.of(CodeBuilder.packed(withOurs(locals, Opcodes.TOP))));
  }

  /** Locals by slot, then the frame, the driver and the value. */
  private List<Object> withOurs(List<Object> locals, Object value) {
    List<Object> all = new ArrayList<>(locals);
    all.addAll(Collections.nCopies(frameSlot - all.size(), Opcodes.TOP));
    Collections.addAll(all, FRAME, DRIVER, value);
    return all;
  }

  private InsnList entry() {
    CodeBuilder entry = new CodeBuilder();
    int arguments = async.argumentSlots();
    if (frameSlot > arguments) {
      // from the last to the first: the parameters may overlap the slots they go to
      entry.aload(arguments + 2).astore(valueSlot);
      entry.aload(arguments + 1).astore(driverSlot);
      entry.aload(arguments).astore(frameSlot);
    }
    if (restores.isEmpty()) {
      return entry.build();
    }
    LabelNode start = new LabelNode(new Label());
    entry
        .aload(frameSlot)
        .invoke(Opcodes.INVOKEVIRTUAL, FRAME, RuntimeNames.STATE, RuntimeNames.STATE_DESCRIPTOR);
    entry.add(
        new TableSwitchInsnNode(0, restores.size() - 1, start, restores.toArray(new LabelNode[0])));
    entry.addAll(front.build());
    entry.label(start).frame(withOurs(argumentLocals(), OBJECT));
    // two merge points may not share an offset, and the old code may begin with one
    entry.op(Opcodes.NOP);
    return entry.build();
  }

  private List<Object> argumentLocals() {
    List<Object> locals = new ArrayList<>();
    for (Spill argument : layout.arguments()) {
      while (locals.size() < argument.slot()) {
        locals.add(Opcodes.TOP);
      }
      locals.add(argument.type());
    }
    while (locals.size() < async.argumentSlots()) {
      locals.add(Opcodes.TOP);
    }
    return locals;
  }

  private void emitPoint(Point point, int state) {
    LabelNode restore = new LabelNode(new Label());
    LabelNode save = new LabelNode(new Label());
    LabelNode resumed = new LabelNode(new Label());
    LabelNode after = new LabelNode(new Label());
    List<Object> merged = withOurs(point.locals(), OBJECT);

    CodeBuilder call = new CodeBuilder();
    String descriptor =
        Awaits.ofStage(point.await())
            ? RuntimeNames.AWAIT_STAGE_DESCRIPTOR
            : RuntimeNames.AWAIT_AWAITABLE_DESCRIPTOR;
    // value = driver.await(awaitable); if (!driver.suspended()) goto AFTER
    call.aload(driverSlot).op(Opcodes.SWAP);
    call.invoke(Opcodes.INVOKEVIRTUAL, DRIVER, RuntimeNames.AWAIT, descriptor).astore(valueSlot);
    call.aload(driverSlot);
    call.invoke(
        Opcodes.INVOKEVIRTUAL, DRIVER, RuntimeNames.SUSPENDED, RuntimeNames.SUSPENDED_DESCRIPTOR);
    call.jump(Opcodes.IFEQ, after);
    call.label(save);
    emitSave(point, state, call);
    // RESUMED: value = driver.resumed(value)
    call.label(resumed).frame(merged);
    call.aload(driverSlot).aload(valueSlot);
    call.invoke(
        Opcodes.INVOKEVIRTUAL, DRIVER, RuntimeNames.RESUMED, RuntimeNames.RESUMED_DESCRIPTOR);
    call.astore(valueSlot);
    // AFTER: value
    call.label(after).frame(merged).aload(valueSlot);
    uncovered.add(new HandlerRanges.Gap(save, resumed));
    method.instructions.insert(point.await(), call.build());
    method.instructions.remove(point.await());

    restores.add(restore);
    emitRestore(point, restore, resumed);
  }

  private void emitSave(Point point, int state, CodeBuilder save) {
    if (!point.spills().isEmpty() || !point.cleared().isEmpty()) {
      save.aload(frameSlot).type(Opcodes.CHECKCAST, async.frameName());
      // frame.f = local
      for (Spill spill : point.spills()) {
        save.op(Opcodes.DUP).load(spill.type(), spill.slot());
        save.field(Opcodes.PUTFIELD, async.frameName(), spill.field());
      }
      for (Field field : point.cleared()) {
        save.op(Opcodes.DUP).op(Opcodes.ACONST_NULL);
        save.field(Opcodes.PUTFIELD, async.frameName(), field);
      }
      save.op(Opcodes.POP);
    }
    // return frame.suspend(driver, value, state)
    save.aload(frameSlot).aload(driverSlot).aload(valueSlot).constant(state);
    save.invoke(
        Opcodes.INVOKEVIRTUAL, FRAME, RuntimeNames.SUSPEND, RuntimeNames.SUSPEND_DESCRIPTOR);
    save.op(Opcodes.ARETURN);
  }

  private void emitRestore(Point point, LabelNode restore, LabelNode resumed) {
    front.label(restore).frame(withOurs(List.of(), OBJECT));
    if (!point.spills().isEmpty()) {
      front.aload(frameSlot).type(Opcodes.CHECKCAST, async.frameName());
      // local = frame.f
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

  private void emitReturns() {
    ReadyReturns ready = new ReadyReturns(method);
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      if (instruction.getOpcode() == Opcodes.ARETURN && !ready.simplify(instruction)) {
        emitLeave(instruction);
      }
    }
  }

  private void emitLeave(AbstractInsnNode areturn) {
    LabelNode leave = new LabelNode(new Label());
    LabelNode left = new LabelNode(new Label());
    CodeBuilder code = new CodeBuilder();
    // value = requireNonNull(returned)
    code.constant("an async method returned null; return Coroutine.done() or a result");
    code.invoke(
        Opcodes.INVOKESTATIC,
        "java/util/Objects",
        "requireNonNull",
        "(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;");
    code.astore(valueSlot);
    // LEAVE: return driver.tail(value)
    code.label(leave).aload(driverSlot).aload(valueSlot);
    code.invoke(Opcodes.INVOKEVIRTUAL, DRIVER, RuntimeNames.TAIL, RuntimeNames.TAIL_DESCRIPTOR);
    method.instructions.insertBefore(areturn, code.build());
    method.instructions.insert(areturn, left);
    uncovered.add(new HandlerRanges.Gap(leave, left));
  }
}
