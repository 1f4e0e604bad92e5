package io.fermata.transform;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** The local variable table of a method (JVMS 4.7.13), which a class need not have. */
record VariableNames(MethodNode code) {

  /** What the source calls the local at this place, or null if nothing says so. */
  @Nullable String find(AbstractInsnNode at, int slot) {
    if (!areThere()) {
      return null;
    }
    int index = code.instructions.indexOf(at);
    for (LocalVariableNode variable : code.localVariables) {
      if (variable.index == slot
          && code.instructions.indexOf(variable.start) <= index
          && index < code.instructions.indexOf(variable.end)) {
        return variable.name;
      }
    }
    return null;
  }

  boolean areThere() {
    return code.localVariables != null && !code.localVariables.isEmpty();
  }
}
