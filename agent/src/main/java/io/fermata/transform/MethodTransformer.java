package io.fermata.transform;

import io.fermata.transform.analyze.LayoutPlanner;
import io.fermata.transform.analyze.LivenessFlow;
import io.fermata.transform.analyze.TypeFlow;
import io.fermata.transform.emit.BodyEmitter;
import io.fermata.transform.emit.FrameClassEmitter;
import io.fermata.transform.emit.KickoffEmitter;
import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.Layout;
import io.fermata.transform.model.TypeStates;
import io.fermata.transform.normalize.NewMover;
import io.fermata.transform.normalize.StackNormalizer;
import org.objectweb.asm.tree.MethodNode;

/** The order of the passes over one async method. */
final class MethodTransformer {
  private MethodTransformer() {}

  /** What becomes of the method: two methods of its class, and a class of its own. */
  record Parts(MethodNode kickoff, MethodNode body, GeneratedClass frame) {}

  static Parts transform(AsyncMethod method) {
    String owner = method.owner().name;
    MethodNode code = method.original();

    TypeStates types = TypeFlow.of(owner, code);
    if (NewMover.apply(code, types)) {
      types = TypeFlow.of(owner, code);
    }
    StackNormalizer.apply(code, types);
    types = TypeFlow.of(owner, code);

    Layout layout = LayoutPlanner.plan(method, types, LivenessFlow.of(code));

    MethodNode kickoff = KickoffEmitter.emit(method, layout);
    MethodNode body = BodyEmitter.emit(method, code, types, layout);
    byte[] frame = FrameClassEmitter.emit(method, layout);
    return new Parts(kickoff, body, new GeneratedClass(method.frameName(), frame));
  }
}
