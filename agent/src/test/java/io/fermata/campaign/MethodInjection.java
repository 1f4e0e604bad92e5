package io.fermata.campaign;

import static org.objectweb.asm.Opcodes.*;

import io.fermata.campaign.AwaitPlaces.Place;
import io.fermata.transform.model.RuntimeNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/** Puts awaits into one method, and makes its returns return what its new return type says. */
final class MethodInjection {
  private final String owner;

  private final MethodNode method;
  private final @Nullable SiblingCalls siblings;
  private final Random random;

  /** The class whose static methods make what is awaited; null for what has its value already. */
  private final @Nullable String maker;

  /** A slot behind all locals, for the code that is put in. */
  private final int spare;

  private int awaits;
  private boolean hasMonitor;
  private boolean awaitsUnderMonitor;

  /** What to put in front of an instruction once all types are known. */
  private final Map<AbstractInsnNode, InsnList> inserts = new HashMap<>();

  /**
   * @param siblings what can be called and awaited too
   */
  MethodInjection(String owner, MethodNode method, Random random, SiblingCalls siblings) {
    this(owner, method, random, null, siblings);
  }

  /**
   * @param maker internal name of a class with {@code stage}, {@code task} and {@code awaitable},
   *     static methods from the value to what is awaited; then no monitor is put in
   */
  MethodInjection(String owner, MethodNode method, Random random, @Nullable String maker) {
    this(owner, method, random, maker, null);
  }

  private MethodInjection(
      String owner,
      MethodNode method,
      Random random,
      @Nullable String maker,
      @Nullable SiblingCalls siblings) {
    this.owner = owner;
    this.siblings = siblings;
    this.method = method;
    this.random = random;
    this.maker = maker;
    this.spare = method.maxLocals;
  }

  int awaits() {
    return awaits;
  }

  boolean hasMonitor() {
    return hasMonitor;
  }

  boolean awaitsUnderMonitor() {
    return awaitsUnderMonitor;
  }

  void run() {
    AwaitPlaces reachable = new AwaitPlaces(owner, method);
    List<Place> places = reachable.find();
    hasMonitor = hasMonitorEnter();
    // mostly a few; sometimes at every other instruction, sometimes none
    int wanted =
        switch (random.nextInt(10)) {
          case 0 -> 0;
          case 1 -> Math.min(places.size() / 2, 60);
          default -> 1 + random.nextInt(5);
        };
    for (int i = 0; i < wanted; i++) {
      Place place = places.get(random.nextInt(places.size()));
      if (!inserts.containsKey(place.instruction())) {
        inserts.put(place.instruction(), awaitAt(place, reachable));
      }
    }
    replaceReturns();
    inserts.forEach(this::insert);
  }

  private boolean hasMonitorEnter() {
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() == MONITORENTER) {
        return true;
      }
    }
    return false;
  }

  private void insert(AbstractInsnNode instruction, InsnList code) {
    AbstractInsnNode at = instruction.getOpcode() == NEW ? instruction.getPrevious() : instruction;
    method.instructions.insertBefore(at, code);
  }

  private InsnList awaitAt(Place place, AwaitPlaces reachable) {
    MethodNode holder = new MethodNode();
    InstructionAdapter code = new InstructionAdapter(holder);
    Object top = place.top();
    boolean passes = top != null && !(top instanceof Label);
    if (maker == null && random.nextInt(400) == 0) {
      awaitUnderMonitor(code, reachable.isReached(place));
    } else if (passes && random.nextBoolean()) {
      passThrough(code, top);
    } else {
      switch (random.nextInt(10)) {
        case 4, 5 -> {
          if (siblings == null) {
            awaitSomething(code);
          } else {
            awaitTop(code, siblings.push(code, random, place.hasThis()));
            code.pop();
          }
        }
        case 0 -> awaitInArguments(code);
        case 1 -> awaitWithUninitialisedLocal(code);
        case 2 -> awaitBetweenCopies(code);
        case 3 -> {
          code.lconst(1);
          awaitSomething(code);
          code.pop2();
        }
        default -> awaitSomething(code);
      }
    }
    return holder.instructions;
  }

  /** x becomes await(of(x)). */
  private void passThrough(InstructionAdapter code, Object top) {
    if (top.equals(NULL)) {
      await(code);
      code.pop();
      code.aconst(null);
      return;
    }
    Type boxed = Boxing.box(code, top);
    await(code);
    Boxing.unbox(code, top, boxed);
  }

  /** From a value on the stack to the value on the stack. */
  private void await(InstructionAdapter code) {
    String kind;
    switch (random.nextInt(3)) {
      case 0 -> {
        kind = RuntimeNames.COMPLETION_STAGE;
        make(code, "stage", kind, MethodInjection::completedFuture);
      }
      case 1 -> {
        kind = RuntimeNames.TASK;
        make(code, "task", kind, MethodInjection::taskOf);
      }
      default -> {
        kind = RuntimeNames.AWAITABLE;
        make(code, "awaitable", kind, MethodInjection::coroutineOf);
      }
    }
    awaitTop(code, kind);
  }

  private void awaitTop(InstructionAdapter code, String kind) {
    String token = "";
    if (random.nextInt(4) == 0) {
      token = "Ljava/lang/Class;";
      code.aconst(Type.getObjectType("java/lang/Exception"));
    }
    code.invokestatic(
        RuntimeNames.FERMATA,
        RuntimeNames.AWAIT,
        "(L" + kind + ";" + token + ")Ljava/lang/Object;",
        false);
    awaits++;
  }

  private void make(
      InstructionAdapter code, String name, String kind, Consumer<InstructionAdapter> ready) {
    if (maker == null) {
      ready.accept(code);
    } else {
      code.invokestatic(maker, name, "(Ljava/lang/Object;)L" + kind + ";", false);
    }
  }

  private void awaitSomething(InstructionAdapter code) {
    code.aconst(null);
    await(code);
    code.pop();
  }

  /** new Object() with an await between NEW and the constructor call. */
  private void awaitInArguments(InstructionAdapter code) {
    code.anew(Type.getObjectType("java/lang/StringBuilder"));
    code.dup();
    code.aconst("x");
    passThrough(code, "java/lang/String");
    code.invokespecial("java/lang/StringBuilder", "<init>", "(Ljava/lang/String;)V", false);
    code.pop();
  }

  private void awaitWithUninitialisedLocal(InstructionAdapter code) {
    Type object = Type.getObjectType("java/lang/Object");
    code.anew(object);
    code.dup();
    code.store(spare, object);
    awaitSomething(code);
    code.invokespecial("java/lang/Object", "<init>", "()V", false);
    code.load(spare, object);
    code.pop();
  }

  private void awaitBetweenCopies(InstructionAdapter code) {
    code.anew(Type.getObjectType("java/lang/Object"));
    code.dup();
    code.dconst(2);
    code.dup2X1();
    awaitSomething(code);
    code.pop2();
    code.invokespecial("java/lang/Object", "<init>", "()V", false);
    code.pop2();
    code.pop();
  }

  private void awaitUnderMonitor(InstructionAdapter code, boolean reached) {
    Type object = Type.getObjectType("java/lang/Class");
    code.aconst(object);
    code.dup();
    code.store(spare, object);
    code.monitorenter();
    awaitSomething(code);
    code.load(spare, object);
    code.monitorexit();
    hasMonitor = true;
    awaitsUnderMonitor |= reached;
  }

  private void replaceReturns() {
    String result = Type.getReturnType(method.desc).getInternalName();
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      int opcode = instruction.getOpcode();
      if (opcode >= IRETURN && opcode <= RETURN) {
        MethodNode holder = new MethodNode();
        InstructionAdapter code = new InstructionAdapter(holder);
        box(code, opcode);
        wrap(code, result);
        if (random.nextInt(10) == 0) {
          code.nop(); // not the literal return of a value any more
        }
        if (random.nextInt(20) == 0) {
          // a return may leave operands behind
          code.lconst(0);
          code.dup2X1();
          code.pop2();
        }
        code.areturn(Type.getObjectType(result));
        // what goes in front of the return goes in front of this
        AbstractInsnNode first = holder.instructions.getFirst();
        InsnList before = inserts.remove(instruction);
        if (before != null) {
          inserts.put(first, before);
        }
        method.instructions.insertBefore(instruction, holder.instructions);
        method.instructions.remove(instruction);
      }
    }
  }

  private static void box(InstructionAdapter code, int opcode) {
    switch (opcode) {
      case RETURN -> code.aconst(null);
      case IRETURN -> Boxing.box(code, INTEGER);
      case LRETURN -> Boxing.box(code, LONG);
      case FRETURN -> Boxing.box(code, FLOAT);
      case DRETURN -> Boxing.box(code, DOUBLE);
      default -> {}
    }
  }

  private static void wrap(InstructionAdapter code, String result) {
    switch (result) {
      case RuntimeNames.COROUTINE -> coroutineOf(code);
      case RuntimeNames.TASK -> taskOf(code);
      default -> completedFuture(code);
    }
  }

  private static void coroutineOf(InstructionAdapter code) {
    code.invokestatic(
        RuntimeNames.COROUTINE, RuntimeNames.OF, RuntimeNames.OF_COROUTINE_DESCRIPTOR, true);
  }

  private static void taskOf(InstructionAdapter code) {
    code.invokestatic(RuntimeNames.TASK, RuntimeNames.OF, RuntimeNames.OF_TASK_DESCRIPTOR, false);
  }

  private static void completedFuture(InstructionAdapter code) {
    String type = RuntimeNames.COMPLETABLE_FUTURE;
    code.invokestatic(type, "completedFuture", "(Ljava/lang/Object;)L" + type + ";", false);
  }
}
