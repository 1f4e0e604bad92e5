package io.fermata.harness;

import io.fermata.transform.model.RuntimeNames;
import org.objectweb.asm.commons.InstructionAdapter;

/** The instructions of awaits that end at once, for methods written with ASM. */
public final class AwaitCode {
  private AwaitCode() {}

  /** Pushes a coroutine that is done. */
  public static void done(InstructionAdapter code) {
    code.invokestatic(
        RuntimeNames.COROUTINE, RuntimeNames.DONE, RuntimeNames.DONE_DESCRIPTOR, true);
  }

  /** Awaits so many of them. */
  public static void awaits(InstructionAdapter code, int count) {
    for (int i = 0; i < count; i++) {
      done(code);
      code.invokestatic(
          RuntimeNames.FERMATA, RuntimeNames.AWAIT, RuntimeNames.AWAIT_AWAITABLE_DESCRIPTOR, false);
      code.pop();
    }
  }
}
