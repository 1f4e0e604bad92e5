package io.fermata.transform;

import io.fermata.transform.emit.KickoffEmitter;
import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.Callee;
import io.fermata.transform.model.LimitException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What stands in place of a class's async methods, and of those that are refused. A method may turn
 * out to pass a limit when others already call its body; then all is made anew, without that one.
 */
final class MethodReplacements {
  private final boolean keepLocals;

  /** By method, the limit that it passes. */
  private final Map<String, String> oversized;

  private final List<AsyncMethod> methods = new ArrayList<>();

  /** By method, those whose calls return a cold coroutine. */
  private final Map<String, Callee> callees = new HashMap<>();

  /** By the name of the body, those that others of the class run without a frame. */
  private final Map<String, Callee> called = new HashMap<>();

  private final Map<String, List<MethodNode>> byMethod = new HashMap<>();
  private final List<GeneratedClass> frames = new ArrayList<>();
  private final List<Diagnostic> diagnostics;

  /**
   * Checks the class; what is refused has its replacement then.
   *
   * @param owner the class, with the methods that the scan found
   * @param oversized as {@link #oversized} of an earlier try
   */
  MethodReplacements(
      MethodScan scan, ClassNode owner, Map<String, String> oversized, boolean keepLocals) {
    this.keepLocals = keepLocals;
    this.oversized = new HashMap<>(oversized);
    Checker.Findings findings = Checker.check(scan, owner);
    diagnostics = new ArrayList<>(findings.diagnostics());
    findings.refused().forEach(this::refuse);
    GeneratedNames names = new GeneratedNames(owner);
    for (MethodNode method : findings.async()) {
      AsyncMethod async = names.assign(method);
      methods.add(async);
      if (async.isCold() && !oversized.containsKey(key(method))) {
        callees.put(key(method), Callee.of(async));
      }
    }
  }

  /**
   * Makes all replacements.
   *
   * @return false if a method that others call passes a limit: {@link #oversized} tells then what
   *     to leave out of another try
   */
  boolean make() {
    for (MethodTransformer.Plan plan : plans()) {
      emit(plan);
    }
    for (AsyncMethod async : methods) {
      String limit = oversized.get(key(async.original()));
      if (limit != null) {
        if (called.containsKey(async.bodyName())) {
          return false;
        }
        Diagnostic why = MethodLimits.tooLarge(async, limit);
        diagnostics.add(why);
        refuse(async.original(), why);
      }
    }
    return true;
  }

  private List<MethodTransformer.Plan> plans() {
    List<MethodTransformer.Plan> plans = new ArrayList<>();
    for (AsyncMethod async : methods) {
      if (oversized.containsKey(key(async.original()))) {
        continue;
      }
      try {
        MethodTransformer.Plan plan = MethodTransformer.plan(async, callees, keepLocals);
        for (Callee callee : plan.callees()) {
          called.put(callee.method().bodyName(), callee);
        }
        plans.add(plan);
      } catch (LimitException e) {
        leaveOut(async, e);
      }
    }
    return plans;
  }

  private void emit(MethodTransformer.Plan plan) {
    AsyncMethod async = plan.method();
    try {
      MethodTransformer.Parts parts = MethodTransformer.emit(plan, called.get(async.bodyName()));
      byMethod.put(key(async.original()), List.of(parts.kickoff(), parts.body()));
      frames.add(parts.frame());
      Diagnostic warning = MethodLimits.hugeMethod(async, parts.bytes());
      if (warning != null) {
        diagnostics.add(warning);
      }
    } catch (LimitException e) {
      leaveOut(async, e);
    }
  }

  private void leaveOut(AsyncMethod async, LimitException limit) {
    oversized.put(key(async.original()), String.valueOf(limit.getMessage()));
  }

  /**
   * Notes the limit that a body passed when it was written.
   *
   * @return whether it is the body of one of the methods
   */
  boolean leaveOut(String bodyName, String limit) {
    for (AsyncMethod async : methods) {
      if (async.bodyName().equals(bodyName)) {
        oversized.put(key(async.original()), limit);
        return true;
      }
    }
    return false;
  }

  private void refuse(MethodNode method, Diagnostic why) {
    byMethod.put(key(method), List.of(KickoffEmitter.emitRefusal(method, why.text())));
  }

  /** What would become of each method; of one that passes a limit, the diagnostics say why. */
  List<Explanation> explain() {
    List<Explanation> explanations = new ArrayList<>();
    for (AsyncMethod async : methods) {
      try {
        explanations.add(Explainer.explain(async, callees, keepLocals));
      } catch (LimitException e) {
        // there is no layout to tell of
      }
    }
    return explanations;
  }

  /** By name and descriptor of the old method, the methods that are written in its place. */
  Map<String, List<MethodNode>> byMethod() {
    return byMethod;
  }

  List<GeneratedClass> frames() {
    return frames;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** By name and descriptor, the methods that pass a limit, and which. */
  Map<String, String> oversized() {
    return oversized;
  }

  private static String key(MethodNode method) {
    return method.name + method.desc;
  }
}
