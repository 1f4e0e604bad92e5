package io.fermata.campaign;

import static org.objectweb.asm.Opcodes.*;

import io.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.commons.InstructionAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

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

  /** An instruction, and the type on top of the stack in front of it if there is one. */
  private record Place(AbstractInsnNode instruction, @Nullable Object top, boolean hasThis) {}

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
    labelEachNew();
    List<Place> places = places();
    // mostly a few; sometimes at every other instruction, sometimes none
    int wanted =
        switch (random.nextInt(10)) {
          case 0 -> 0;
          case 1 -> Math.min(places.size() / 2, 60);
          default -> 1 + random.nextInt(5);
        };
    for (int i = 0; i < wanted; i++) {
      Place place = places.get(random.nextInt(places.size()));
      if (!inserts.containsKey(place.instruction)) {
        inserts.put(place.instruction, awaitAt(place));
      }
    }
    replaceReturns();
    inserts.forEach(this::insert);
  }

  /**
   * Gives each NEW a label of its own, which the stack map frames then name, so that something can
   * be put in front of it.
   */
  private void labelEachNew() {
    Map<LabelNode, LabelNode> own = new HashMap<>();
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      if (instruction.getOpcode() == NEW) {
        LabelNode label = new LabelNode(new Label());
        for (AbstractInsnNode before = instruction.getPrevious();
            before != null && before.getOpcode() < 0;
            before = before.getPrevious()) {
          if (before instanceof LabelNode other) {
            own.put(other, label);
          }
        }
        method.instructions.insertBefore(instruction, label);
      }
    }
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof FrameNode frame) {
        frame.local = renamed(frame.local, own);
        frame.stack = renamed(frame.stack, own);
      }
    }
  }

  private static @Nullable List<Object> renamed(
      @Nullable List<Object> types, Map<LabelNode, LabelNode> own) {
    if (types == null) {
      return null;
    }
    List<Object> renamed = new ArrayList<>();
    for (Object type : types) {
      renamed.add(type instanceof LabelNode label ? own.getOrDefault(label, label) : type);
    }
    return renamed;
  }

  /** Every instruction that can be reached. */
  private List<Place> places() {
    AnalyzerAdapter types =
        new AnalyzerAdapter(owner, method.access, method.name, method.desc, null);
    List<Place> places = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() >= 0 && types.locals != null) {
        boolean hasThis =
            (method.access & ACC_STATIC) == 0
                && !types.locals.isEmpty()
                && types.locals.get(0).equals(owner);
        places.add(new Place(instruction, top(types.stack), hasThis));
      }
      hasMonitor |= instruction.getOpcode() == MONITORENTER;
      instruction.accept(types);
    }
    return places;
  }

  private static @Nullable Object top(List<Object> stack) {
    int size = stack.size();
    if (size == 0) {
      return null;
    }
    Object last = stack.get(size - 1);
    // a long or a double has TOP behind it
    return last.equals(TOP) ? stack.get(size - 2) : last;
  }

  private void insert(AbstractInsnNode instruction, InsnList code) {
    AbstractInsnNode at = instruction.getOpcode() == NEW ? instruction.getPrevious() : instruction;
    method.instructions.insertBefore(at, code);
  }

  private InsnList awaitAt(Place place) {
    MethodNode holder = new MethodNode();
    InstructionAdapter code = new InstructionAdapter(holder);
    Object top = place.top;
    boolean passes = top != null && !(top instanceof Label);
    if (maker == null && random.nextInt(400) == 0) {
      awaitUnderMonitor(code, isReached(place));
    } else if (passes && random.nextBoolean()) {
      passThrough(code, top);
    } else {
      switch (random.nextInt(10)) {
        case 4, 5 -> {
          if (siblings == null) {
            awaitSomething(code);
          } else {
            awaitTop(code, siblings.push(code, random, place.hasThis));
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

  /** Code that is never reached has a stack map like any other. */
  private boolean isReached(Place place) {
    try {
      Analyzer<BasicValue> flow =
          new Analyzer<>(new BasicInterpreter()) {
            @Override
            protected Frame<BasicValue> newFrame(int locals, int operands) {
              return new Frame<>(locals, operands) {
                @Override
                public void setReturn(BasicValue type) {
                  // the method has its new type, and its old returns
                  super.setReturn(null);
                }
              };
            }
          };
      return flow.analyze(owner, method)[method.instructions.indexOf(place.instruction)] != null;
    } catch (AnalyzerException e) {
      throw new IllegalStateException(e);
    }
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
