package io.fermata.transform.emit;

import io.fermata.transform.model.VerificationTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns the stack map frames of a finished body into differences from the frame before, as a class
 * file has them (JVMS 4.7.4).
 *
 * <p>ASM's writer would make the same bytes of whole frames, but look up every type in each, which
 * takes a tenth of the whole transformation.
 */
public final class StackMapDeltas {
  /** Of so many locals more or less a difference can tell. */
  private static final int MOST = 3;

  private StackMapDeltas() {}

  /** Rewrites the frames in place. */
  public static void apply(MethodNode body) {
    List<Object> before = new ArrayList<>();
    for (Type argument : Type.getArgumentTypes(body.desc)) {
      before.add(VerificationTypes.of(argument));
    }
    for (AbstractInsnNode instruction : body.instructions) {
      if (instruction instanceof FrameNode frame) {
        List<Object> locals = frame.local;
        shorten(frame, before);
        before = locals;
      }
    }
  }

  private static void shorten(FrameNode frame, List<Object> before) {
    int size = frame.local.size();
    int common = Math.min(size, before.size());
    int added = size - before.size();
    boolean operand = added == 0 && frame.stack.size() == 1;
    if (Math.abs(added) > MOST
        || !(operand || frame.stack.isEmpty())
        || !sameTypes(common, frame.local, before)) {
      frame.type = Opcodes.F_FULL;
    } else if (added > 0) {
      frame.type = Opcodes.F_APPEND;
      frame.local = frame.local.subList(common, size);
    } else if (added < 0) {
      frame.type = Opcodes.F_CHOP;
      frame.local = Arrays.asList(new Object[-added]);
    } else {
      frame.type = operand ? Opcodes.F_SAME1 : Opcodes.F_SAME;
    }
  }

  private static boolean sameTypes(int count, List<Object> some, List<Object> others) {
    for (int i = 0; i < count; i++) {
      if (!some.get(i).equals(others.get(i))) {
        return false;
      }
    }
    return true;
  }
}
