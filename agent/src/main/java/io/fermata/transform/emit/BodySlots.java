package io.fermata.transform.emit;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.CodeBuilder;
import io.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * The slots behind all locals of the old code, for what a body itself needs.
 *
 * @param frame the frame; null as long as none was made
 * @param driver the driver
 * @param value what an await returned, or what the body goes on with
 */
record BodySlots(int frame, int driver, int value) {
  static final Object OBJECT = "java/lang/Object";

  static BodySlots behind(AsyncMethod async, MethodNode method) {
    int first = Math.max(method.maxLocals, async.argumentSlots());
    return new BodySlots(first, first + 1, first + 2);
  }

  /**
   * The locals of a merge point, those of the old code and then our own, {@link CodeBuilder#packed}
   * as in a stack map frame.
   *
   * @param old by slot
   */
  List<Object> locals(List<Object> old, Object valueType) {
    List<Object> all = new ArrayList<>(frame + 3);
    all.addAll(old);
    while (all.size() < frame) {
      all.add(Opcodes.TOP);
    }
    all.add(RuntimeNames.FRAME);
    all.add(RuntimeNames.DRIVER);
    all.add(valueType);
    return CodeBuilder.packed(all);
  }
}
