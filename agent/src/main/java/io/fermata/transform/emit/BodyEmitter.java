package io.fermata.transform.emit;

import static io.fermata.transform.model.RuntimeNames.DRIVER;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.Boxes;
import io.fermata.transform.model.CodeBuilder;
import io.fermata.transform.model.Layout;
import io.fermata.transform.model.Layout.Spill;
import io.fermata.transform.model.ReadyReturns;
import io.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Turns the normalized code of an async method into its body: a static method that can be entered
 * at its beginning and at every suspension point.
 *
 * <pre>
 *   entry:      frame, driver, value to the slots behind all locals
 *               switch (driver.stateOf(frame)) { 0: RESTORE_0; 1: RESTORE_1; ... default: START }
 *   FAILED:     ...
 *   RESTORE_i:  ...                                    // see PointEmitter
 *   START:      ...
 *               await, for each: see PointEmitter
 *               ...
 *               return x                               // Coroutine.of(x)
 *               return RawResult.of(n, driver)         // Coroutine.of(n), for a primitive n
 *               value = requireNonNull(returned); return driver.tail(value)
 * </pre>
 *
 * <p>No local of the old code moves, and no branch target added here has operands on the stack.
 */
public final class BodyEmitter {
  private static final String THIS = "this";
  private static final String VISIBLE_THIS = "$this";

  private final AsyncMethod async;
  private final MethodNode method;
  private final Layout layout;

  private final BodySlots slots;
  private final PointEmitter points;
  private final List<HandlerRanges.Gap> uncovered = new ArrayList<>();

  private BodyEmitter(AsyncMethod async, MethodNode method, Layout layout, boolean called) {
    this.async = async;
    this.method = method;
    this.layout = layout;
    slots = BodySlots.behind(async, method);
    points = new PointEmitter(async, method, slots, called);
  }

  /**
   * Emits the body. The instructions of the normalized method move into it.
   *
   * @param called whether it may begin without a frame
   */
  public static MethodNode emit(
      AsyncMethod async, MethodNode normalized, Layout layout, boolean called) {
    return new BodyEmitter(async, normalized, layout, called).run();
  }

  private MethodNode run() {
    InsnList code = method.instructions;
    List<LocalVariableNode> variables = method.localVariables;
    variables = variables == null || variables.isEmpty() ? namesOfJvm() : visibleThis(variables);
    for (Layout.Merge merge : layout.merges()) {
      // without its dead locals, with our own
      merge.frame().local = slots.locals(merge.locals(), Opcodes.TOP);
    }
    emitReturns();
    for (int state = 0; state < layout.points().size(); state++) {
      points.emit(layout.points().get(state), state);
    }
    code.insert(entry());
    uncovered.addAll(points.saves());

    MethodNode body =
        new MethodNode(
            Opcodes.ASM9, async.bodyAccess(), async.bodyName(), async.bodyDescriptor(), null, null);
    body.instructions = code;
    body.tryCatchBlocks =
        new ArrayList<>(HandlerRanges.without(uncovered, method.tryCatchBlocks, code));
    body.tryCatchBlocks.addAll(points.handlers());
    body.localVariables = variables;
    body.visibleLocalVariableAnnotations = method.visibleLocalVariableAnnotations;
    body.invisibleLocalVariableAnnotations = method.invisibleLocalVariableAnnotations;
    body.maxStack = Math.max(method.maxStack + PointEmitter.ADDED, PointEmitter.DEEPEST);
    body.maxLocals = slots.value() + 1;
    return body;
  }

  /**
   * A debugger shows no variable of the name "this", and a static method has no other. What the JVM
   * says of null goes by the first name that it finds. Two variables of one name at one place are
   * no legal class file.
   */
  private static List<LocalVariableNode> visibleThis(List<LocalVariableNode> variables) {
    boolean taken = false;
    for (LocalVariableNode each : variables) {
      taken |= each.index == 0 && each.name.equals(VISIBLE_THIS);
    }
    List<LocalVariableNode> visible = new ArrayList<>();
    for (LocalVariableNode each : variables) {
      visible.add(named(each, each.name));
      if (each.index == 0 && each.name.equals(THIS) && !taken) {
        visible.add(named(each, VISIBLE_THIS));
      }
    }
    return visible;
  }

  private static LocalVariableNode named(LocalVariableNode variable, String name) {
    return new LocalVariableNode(
        name, variable.desc, variable.signature, variable.start, variable.end, variable.index);
  }

  /**
   * The names by which the JVM tells of arguments that were compiled without names, as far as they
   * are not written over. It would count the receiver of a static body, and no longer know the
   * arguments behind a restore.
   */
  private List<LocalVariableNode> namesOfJvm() {
    LabelNode start = new LabelNode(new Label());
    LabelNode end = new LabelNode(new Label());
    @Nullable LabelNode[] written = firstWrites();
    List<LocalVariableNode> names = new ArrayList<>();
    int slot = 0;
    int number = async.isStatic() ? 1 : 0;
    for (Type type : async.argumentTypes()) {
      String name = number == 0 ? THIS : "<parameter" + number + ">";
      LabelNode last = written[slot] == null ? end : written[slot];
      names.add(new LocalVariableNode(name, type.getDescriptor(), null, start, last, slot));
      slot += type.getSize();
      number++;
    }
    method.instructions.insert(start);
    method.instructions.add(end);
    return names;
  }

  /** By the slot of an argument, a label at the first instruction that writes to it. */
  private @Nullable LabelNode[] firstWrites() {
    @Nullable LabelNode[] labels = new LabelNode[async.argumentSlots()];
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      int opcode = instruction.getOpcode();
      if (instruction instanceof VarInsnNode store && opcode >= Opcodes.ISTORE) {
        boolean wide = opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE;
        for (int slot = store.var; slot <= store.var + (wide ? 1 : 0); slot++) {
          if (slot < labels.length && labels[slot] == null) {
            labels[slot] = new LabelNode(new Label());
            method.instructions.insertBefore(store, labels[slot]);
          }
        }
      }
    }
    return labels;
  }

  private InsnList entry() {
    CodeBuilder entry = new CodeBuilder();
    int arguments = async.argumentSlots();
    if (slots.frame() > arguments) {
      // from the last to the first: the parameters may overlap the slots they go to
      entry.aload(arguments + 2).astore(slots.value());
      entry.aload(arguments + 1).astore(slots.driver());
      entry.aload(arguments).astore(slots.frame());
    }
    List<LabelNode> restores = points.restores();
    if (restores.isEmpty()) {
      return entry.build();
    }
    LabelNode start = new LabelNode(new Label());
    entry.aload(slots.driver()).aload(slots.frame());
    entry.invoke(
        Opcodes.INVOKEVIRTUAL, DRIVER, RuntimeNames.STATE_OF, RuntimeNames.STATE_OF_DESCRIPTOR);
    entry.add(
        new TableSwitchInsnNode(0, restores.size() - 1, start, restores.toArray(new LabelNode[0])));
    entry.addAll(points.front());
    entry.label(start).frame(slots.locals(argumentLocals(), BodySlots.OBJECT));
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

  private void emitReturns() {
    ReadyReturns ready = new ReadyReturns(async);
    for (AbstractInsnNode areturn : ready.all()) {
      AbstractInsnNode factory = ready.factory(areturn);
      if (factory == null) {
        emitLeave(areturn);
      } else {
        emitReady(factory, async.isCold() ? ready.box(areturn) : null);
      }
    }
  }

  /** Replaced, not removed: a handler's range must not become empty. */
  private void emitReady(AbstractInsnNode factory, @Nullable MethodInsnNode box) {
    method.instructions.set(factory, new InsnNode(ReadyReturns.insteadOf(factory)));
    Boxes made = Boxes.madeBy(box);
    if (box != null && made != null) {
      // RawResult.of(x, driver)
      CodeBuilder code = new CodeBuilder();
      code.aload(slots.driver());
      code.invoke(
          Opcodes.INVOKESTATIC, RuntimeNames.RAW_RESULT, RuntimeNames.OF, made.makeDescriptor());
      method.instructions.insert(box, code.build());
      method.instructions.remove(box);
    }
  }

  private void emitLeave(AbstractInsnNode areturn) {
    LabelNode leave = new LabelNode(new Label());
    LabelNode left = new LabelNode(new Label());
    // value = requireNonNull(returned)
    CodeBuilder check = new CodeBuilder();
    check.constant("an async method returned null; return Coroutine.done() or a result");
    check.invoke(
        Opcodes.INVOKESTATIC,
        "java/util/Objects",
        "requireNonNull",
        "(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;");
    check.astore(slots.value());
    method.instructions.insertBefore(firstLabel(areturn), check.build());
    // LEAVE: return driver.tail(value)
    CodeBuilder code = new CodeBuilder();
    code.label(leave).aload(slots.driver()).aload(slots.value());
    code.invoke(Opcodes.INVOKEVIRTUAL, DRIVER, RuntimeNames.TAIL, RuntimeNames.TAIL_DESCRIPTOR);
    method.instructions.insertBefore(areturn, code.build());
    method.instructions.insert(areturn, left);
    uncovered.add(new HandlerRanges.Gap(leave, left));
  }

  /**
   * The first of the labels in front of an instruction. javac ends the range of a handler between a
   * returned value and its return, and the value is to be looked at within.
   */
  private static AbstractInsnNode firstLabel(AbstractInsnNode instruction) {
    AbstractInsnNode first = instruction;
    AbstractInsnNode previous = instruction.getPrevious();
    while (previous instanceof LabelNode || previous instanceof LineNumberNode) {
      first = previous;
      previous = previous.getPrevious();
    }
    return first;
  }
}
