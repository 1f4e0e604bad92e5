package io.fermata.transform;

import io.fermata.transform.analyze.NextReads;
import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.Callee;
import io.fermata.transform.model.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Puts the plan for a method into words. It decides nothing: it shows what the passes decided. */
final class Explainer {
  /** Header 12, and the frame's own link and state. */
  private static final int FIRST_FIELD = 20;

  private final MethodTransformer.Plan plan;
  private final int locals;
  private final NextReads reads;
  private final VariableNames names;

  private Explainer(MethodTransformer.Plan plan, int locals) {
    this.plan = plan;
    this.locals = locals;
    MethodNode code = plan.method().original();
    this.names = new VariableNames(code);
    this.reads = new NextReads(code);
  }

  static Explanation explain(AsyncMethod method, Map<String, Callee> callees, boolean keepLocals) {
    int locals = method.original().maxLocals;
    return new Explainer(MethodTransformer.plan(method, callees, keepLocals), locals).run();
  }

  private Explanation run() {
    AsyncMethod method = plan.method();
    List<Explanation.Point> points = new ArrayList<>();
    for (Layout.Point point : plan.layout().points()) {
      boolean direct = point.awaited() != null && point.awaited().direct();
      points.add(
          new Explanation.Point(
              point.line(), awaited(point.await().getPrevious()), direct, kept(point)));
    }
    String owner = method.owner().name.replace('/', '.');
    StringJoiner parameters = new StringJoiner(", ", "(", ")");
    for (Type type : Type.getArgumentTypes(method.original().desc)) {
      parameters.add(simple(type.getClassName()));
    }
    return new Explanation(
        owner + "." + method.original().name + parameters,
        method.frameName().replace('/', '.'),
        frameBytes(),
        points);
  }

  private List<Explanation.Kept> kept(Layout.Point point) {
    List<Explanation.Kept> kept = new ArrayList<>();
    for (Layout.Spill spill : point.spills()) {
      boolean operand = spill.slot() >= locals;
      int line = reads.lineAfter(point.await(), spill.slot());
      String why =
          operand
              ? "waits on the stack for the awaited value"
              : "read again" + (line > 0 ? " in line " + line : "");
      kept.add(
          new Explanation.Kept(
              operand ? "operand" : variable(point.await(), spill.slot()),
              simple(Type.getType(spill.field().descriptor()).getClassName()),
              spill.field().name(),
              why));
    }
    return kept;
  }

  private String variable(AbstractInsnNode at, int slot) {
    String name = names.find(at, slot);
    return name == null ? "slot " + slot : name;
  }

  private String awaited(AbstractInsnNode producer) {
    AbstractInsnNode at = producer;
    while (at != null && at.getOpcode() < 0) {
      at = at.getPrevious();
    }
    // behind the operands' way to locals stands what put the awaited value on the stack
    if (at instanceof VarInsnNode load && load.var >= locals) {
      do {
        at = at.getPrevious();
      } while (at instanceof VarInsnNode store && store.var >= locals);
    }
    if (at instanceof MethodInsnNode call) {
      return simple(call.owner.replace('/', '.')) + "." + call.name;
    }
    return at instanceof VarInsnNode local ? variable(at, local.var) : "the value of an expression";
  }

  /** As HotSpot lays fields out: the widest first, a gap in front of them filled. */
  private int frameBytes() {
    int wide = 0;
    int narrow = 0;
    for (Layout.Field field : plan.layout().fields()) {
      if (field.descriptor().equals("J") || field.descriptor().equals("D")) {
        wide++;
      } else {
        narrow++;
      }
    }
    int gap = wide > 0 && narrow == 0 ? 4 : 0;
    return (FIRST_FIELD + gap + 8 * wide + 4 * narrow + 7) / 8 * 8;
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
