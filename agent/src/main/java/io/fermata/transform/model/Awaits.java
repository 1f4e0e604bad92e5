package io.fermata.transform.model;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Recognises calls of {@code Fermata.await} in all its forms. */
public final class Awaits {
  private static final String TAKES_TOKEN = "Ljava/lang/Class;)Ljava/lang/Object;";
  private static final String TAKES_STAGE = "(L" + RuntimeNames.COMPLETION_STAGE + ";";

  private Awaits() {}

  /** Whether an instruction calls a form of {@code Fermata.await}. */
  public static boolean isAwait(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && call.getOpcode() == Opcodes.INVOKESTATIC
        && call.owner.equals(RuntimeNames.FERMATA)
        && call.name.equals(RuntimeNames.AWAIT)
        && RuntimeNames.AWAIT_DESCRIPTORS.contains(call.desc);
  }

  /** Whether a method handle, such as a method reference makes, is {@code Fermata::await}. */
  public static boolean isAwait(Handle handle) {
    return handle.getOwner().equals(RuntimeNames.FERMATA)
        && handle.getName().equals(RuntimeNames.AWAIT);
  }

  /** Whether the call takes the class of a checked exception as second argument. */
  public static boolean hasExceptionToken(MethodInsnNode await) {
    return await.desc.endsWith(TAKES_TOKEN);
  }

  /** Whether the awaited thing is declared as a stage rather than as an awaitable. */
  public static boolean ofStage(MethodInsnNode await) {
    return await.desc.startsWith(TAKES_STAGE);
  }

  /** The calls of await in a method, in the order of the code. */
  public static List<MethodInsnNode> in(MethodNode method) {
    List<MethodInsnNode> awaits = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (isAwait(instruction)) {
        awaits.add((MethodInsnNode) instruction);
      }
    }
    return awaits;
  }
}
