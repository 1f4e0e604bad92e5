package io.fermata.transform.analyze;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.AwaitedCall;
import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.Callee;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Answers which call the awaited coroutine comes from, where that is a call of an async method of
 * the same class.
 *
 * <p>The adapter moves types about as the JVM moves values, and every type that a call pushes is an
 * object of its own here: the same object at the await is the same value. A merge point brings new
 * ones, so what depends on the way there is never taken for known.
 */
public final class AwaitedCalls {
  private final MethodNode method;
  private final String owner;
  private final Map<String, Callee> callees;
  private final AnalyzerAdapter types;

  /** The type of {@code this}, an object of its own; null if slot 0 may hold something else. */
  private final @Nullable String self;

  /** Where ranges of handlers begin and end. */
  private final Set<LabelNode> bounds = new HashSet<>();

  private final IdentityHashMap<Object, AwaitedCall> callByResult = new IdentityHashMap<>();
  private final Map<MethodInsnNode, AwaitedCall> calls = new HashMap<>();

  private AwaitedCalls(String owner, MethodNode method, Map<String, Callee> callees) {
    this.method = method;
    this.owner = owner;
    this.callees = callees;
    String receiver = unique(owner);
    types = new AnalyzerAdapter(receiver, method.access, method.name, method.desc, null);
    self = keepsThis(method) ? receiver : null;
  }

  /**
   * Finds them.
   *
   * @param callees the async methods of the class that return a coroutine, by name and descriptor
   * @return by await
   */
  public static Map<MethodInsnNode, AwaitedCall> of(
      String owner, MethodNode method, Map<String, Callee> callees) {
    List<AbstractInsnNode> known = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (calleeOf(instruction, owner, callees) != null) {
        known.add(instruction);
      }
    }
    if (known.isEmpty()) {
      return Map.of();
    }
    AwaitedCalls search = new AwaitedCalls(owner, method, callees);
    search.run(known);
    return search.calls;
  }

  private static String unique(String name) {
    return String.valueOf(name.toCharArray());
  }

  private static boolean keepsThis(MethodNode method) {
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof VarInsnNode store
          && store.var == 0
          && store.getOpcode() >= Opcodes.ISTORE
          && store.getOpcode() <= Opcodes.ASTORE) {
        return false;
      }
    }
    return !Modifier.isStatic(method.access);
  }

  /** What an instruction calls; null for none of ours, and for a call that the JVM refuses. */
  private static @Nullable Callee calleeOf(
      AbstractInsnNode instruction, String owner, Map<String, Callee> callees) {
    if (!(instruction instanceof MethodInsnNode call) || !call.owner.equals(owner)) {
      return null;
    }
    Callee callee = callees.get(call.name + call.desc);
    boolean withoutReceiver = call.getOpcode() == Opcodes.INVOKESTATIC;
    return callee != null && callee.method().isStatic() == withoutReceiver ? callee : null;
  }

  /** Goes through what lies between two merge points only if there is a call of ours. */
  private void run(List<AbstractInsnNode> known) {
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      bounds.add(block.start);
      bounds.add(block.end);
    }
    int next = 0;
    while (next < known.size()) {
      AbstractInsnNode instruction = mergePointBefore(known.get(next));
      do {
        execute(instruction);
        next += next < known.size() && instruction == known.get(next) ? 1 : 0;
        instruction = instruction.getNext();
      } while (instruction != null && !(instruction instanceof FrameNode));
    }
  }

  /** Or the beginning of the method. */
  private static AbstractInsnNode mergePointBefore(AbstractInsnNode instruction) {
    AbstractInsnNode before = instruction;
    while (before.getPrevious() != null && !(before instanceof FrameNode)) {
      before = before.getPrevious();
    }
    return before;
  }

  private void execute(AbstractInsnNode instruction) {
    Callee callee = calleeOf(instruction, owner, callees);
    if (types.stack == null) {
      callee = null;
    } else if (Awaits.isAwait(instruction)) {
      note((MethodInsnNode) instruction);
    }
    boolean certain = callee != null && isCertain(callee.method());
    instruction.accept(types);
    if (callee != null) {
      String result = unique(Type.getReturnType(callee.method().original().desc).getInternalName());
      types.stack.set(types.stack.size() - 1, result);
      callByResult.put(result, new AwaitedCall((MethodInsnNode) instruction, callee, certain));
    } else if (self != null
        && instruction instanceof FrameNode
        && !types.locals.isEmpty()
        && types.locals.get(0).equals(owner)) {
      types.locals.set(0, self);
    }
  }

  /** Whether the call runs that very method, on a receiver that is there. */
  private boolean isCertain(AsyncMethod callee) {
    if (!Modifier.isPrivate(callee.original().access)) {
      return false;
    }
    if (callee.isStatic()) {
      return true;
    }
    List<Object> stack = types.stack;
    return self != null && stack.get(stack.size() - callee.argumentSlots()) == self;
  }

  private void note(MethodInsnNode await) {
    boolean token = Awaits.hasExceptionToken(await);
    Object awaited = types.stack.get(types.stack.size() - (token ? 2 : 1));
    AwaitedCall known = callByResult.get(awaited);
    if (known != null) {
      boolean direct = known.direct() && isNext(known.call(), await, token);
      calls.put(await, new AwaitedCall(known.call(), known.callee(), direct));
    }
  }

  /**
   * Whether nothing lies between a call and its await, so that nobody can tell when the body runs;
   * and whether the same handlers see what it throws.
   */
  private boolean isNext(MethodInsnNode call, MethodInsnNode await, boolean token) {
    for (AbstractInsnNode i = call.getNext(); i != await; i = i.getNext()) {
      boolean nothing =
          i instanceof LineNumberNode
              || (i instanceof LabelNode label && !bounds.contains(label))
              || i.getOpcode() == Opcodes.NOP
              || (token && i.getOpcode() == Opcodes.LDC);
      if (!nothing) {
        return false;
      }
    }
    return true;
  }
}
