package io.fermata.transform;

import io.fermata.transform.analyze.KeptLocals;
import io.fermata.transform.analyze.LayoutPlanner;
import io.fermata.transform.analyze.LivenessFlow;
import io.fermata.transform.analyze.TypeFlow;
import io.fermata.transform.emit.BodyEmitter;
import io.fermata.transform.emit.FrameClassEmitter;
import io.fermata.transform.emit.JumpWidener;
import io.fermata.transform.emit.KickoffEmitter;
import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.Layout;
import io.fermata.transform.model.LimitException;
import io.fermata.transform.model.Liveness;
import io.fermata.transform.model.TypeStates;
import io.fermata.transform.normalize.NewMover;
import io.fermata.transform.normalize.StackNormalizer;
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
  record Plan(AsyncMethod method, TypeStates types, Layout layout) {}

  /**
   * Normalizes the method's code in place, and decides.
   *
   * @throws LimitException if what would become of the method passes a limit
   */
  static Plan plan(AsyncMethod method, boolean keepLocals) {
    MethodLimits.checkNames(method);
    String owner = method.owner().name;
    MethodNode code = method.original();
    int locals = code.maxLocals;

    TypeStates types = TypeFlow.of(owner, code);
    if (NewMover.apply(code, types)) {
      types = TypeFlow.of(owner, code);
    }
    StackNormalizer.apply(code, types);
    types = TypeFlow.of(owner, code);

    Liveness liveness = LivenessFlow.of(code);
    if (keepLocals) {
      liveness = new KeptLocals(liveness, locals);
    }
    Layout layout = LayoutPlanner.plan(method, types, liveness);
    MethodLimits.checkPlan(code, layout);
    return new Plan(method, types, layout);
  }

  /**
   * Carries the plan out; the method's code moves to the body.
   *
   * @throws LimitException if the body would be too large
   */
  static Parts emit(Plan plan) {
    AsyncMethod method = plan.method();
    MethodNode kickoff = KickoffEmitter.emit(method, plan.layout());
    MethodNode body = BodyEmitter.emit(method, method.original(), plan.layout());
    if (MethodLimits.size(body).getMaxSize() > NEAR) {
      JumpWidener.apply(body, TypeFlow.atJumps(method.owner().name, body));
    }
    int bytes = MethodLimits.size(body).getMinSize();
    MethodLimits.checkBody(body, bytes);
    byte[] frame = FrameClassEmitter.emit(method, plan.layout());
    return new Parts(kickoff, body, new GeneratedClass(method.frameName(), frame), bytes);
  }
}
