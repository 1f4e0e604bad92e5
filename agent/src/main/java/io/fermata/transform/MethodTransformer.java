package io.fermata.transform;

import io.fermata.transform.analyze.AwaitedCalls;
import io.fermata.transform.analyze.KeptLocals;
import io.fermata.transform.analyze.LayoutPlanner;
import io.fermata.transform.analyze.LivenessFlow;
import io.fermata.transform.analyze.TypeFlow;
import io.fermata.transform.analyze.Unboxings;
import io.fermata.transform.emit.BodyEmitter;
import io.fermata.transform.emit.FrameClassEmitter;
import io.fermata.transform.emit.JumpWidener;
import io.fermata.transform.emit.KickoffEmitter;
import io.fermata.transform.emit.StackMapDeltas;
import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.AwaitedCall;
import io.fermata.transform.model.Callee;
import io.fermata.transform.model.Layout;
import io.fermata.transform.model.LimitException;
import io.fermata.transform.model.Liveness;
import io.fermata.transform.model.TypeStates;
import io.fermata.transform.model.Unboxing;
import io.fermata.transform.normalize.NewMover;
import io.fermata.transform.normalize.StackNormalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The order of the passes over one async method. */
final class MethodTransformer {
  private MethodTransformer() {}

  /** How far a jump reaches in two bytes. */
  private static final int NEAR = Short.MAX_VALUE;

  /**
   * What becomes of the method: two methods of its class, and a class of its own.
   *
   * @param bytes how long the bytecode of the body is at least
   */
  record Parts(MethodNode kickoff, MethodNode body, GeneratedClass frame, int bytes) {}

  /** Everything that is decided about a method whose code was normalized. */
  record Plan(AsyncMethod method, Layout layout) {
    /** The methods whose bodies an await of this method may run without a frame. */
    List<Callee> callees() {
      // no set: a record's hashCode is linked when it is first called, at the cost of start-up
      List<Callee> callees = new ArrayList<>();
      for (Layout.Point point : layout.points()) {
        if (point.awaited() != null) {
          callees.add(point.awaited().callee());
        }
      }
      return callees;
    }
  }

  /**
   * Normalizes the method's code in place, and decides.
   *
   * @param callees the methods of the class that return a coroutine, by name and descriptor
   * @throws LimitException if what would become of the method passes a limit
   */
  static Plan plan(AsyncMethod method, Map<String, Callee> callees, boolean keepLocals) {
    try {
      return decide(method, callees, keepLocals);
    } catch (RuntimeException | Error e) {
      throw MethodFailure.in(method.owner(), method.original(), e);
    }
  }

  private static Plan decide(AsyncMethod method, Map<String, Callee> callees, boolean keepLocals) {
    MethodLimits.checkNames(method);
    String owner = method.owner().name;
    MethodNode code = method.original();
    int locals = code.maxLocals;

    List<MethodInsnNode> awaits = method.awaits();
    TypeStates types = TypeFlow.at(owner, code, awaits);
    if (NewMover.concerns(awaits, types)) {
      NewMover.apply(code, awaits, TypeFlow.of(owner, code));
      types = TypeFlow.at(owner, code, awaits);
    }
    Map<MethodInsnNode, AwaitedCall> calls = AwaitedCalls.of(owner, code, callees);
    Map<MethodInsnNode, Unboxing> unboxings = Unboxings.of(code, awaits);
    types = StackNormalizer.apply(code, awaits, types, calls);

    Liveness liveness = LivenessFlow.of(code);
    if (keepLocals) {
      liveness = new KeptLocals(liveness, locals);
    }
    Layout layout = LayoutPlanner.plan(method, types, liveness, calls, unboxings);
    MethodLimits.checkPlan(method, layout);
    requireDescriptors(layout);
    return new Plan(method, layout);
  }

  /** What a frame keeps was named by the class file, and nothing else would look at the names. */
  private static void requireDescriptors(Layout layout) {
    for (Layout.Field field : layout.fields()) {
      if (!Descriptors.isField(field.descriptor())) {
        throw new IllegalArgumentException(field.descriptor() + " is no descriptor");
      }
    }
  }

  /**
   * Carries the plan out; the method's code moves to the body.
   *
   * @param called the method as others of its class await it, running its body without a frame;
   *     null if none does
   * @throws LimitException if the body would be too large
   */
  static Parts emit(Plan plan, @Nullable Callee called) {
    try {
      return carryOut(plan, called);
    } catch (RuntimeException | Error e) {
      throw MethodFailure.in(plan.method().owner(), plan.method().original(), e);
    }
  }

  private static Parts carryOut(Plan plan, @Nullable Callee called) {
    AsyncMethod method = plan.method();
    String layout = LayoutText.of(method, plan.layout(), called);
    MethodNode kickoff = KickoffEmitter.emit(method, plan.layout());
    MethodNode body = BodyEmitter.emit(method, method.original(), plan.layout(), called != null);
    CodeSizeEvaluator size = MethodLimits.size(body);
    if (size.getMaxSize() > NEAR) {
      List<JumpInsnNode> far = JumpWidener.farJumps(body);
      List<JumpInsnNode> conditional = JumpWidener.conditional(far);
      JumpWidener.widen(far, body, TypeFlow.at(method.owner().name, body, conditional));
      size = MethodLimits.size(body);
    }
    int bytes = size.getMinSize();
    MethodLimits.checkBody(body, bytes);
    StackMapDeltas.apply(body);
    byte[] frame = FrameClassEmitter.emit(method, plan.layout(), called);
    return new Parts(kickoff, body, new GeneratedClass(method.frameName(), frame, layout), bytes);
  }
}
