package io.fermata.campaign;

import static org.objectweb.asm.Opcodes.*;

import io.fermata.transform.model.RuntimeNames;
import java.util.List;
import java.util.Random;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Calls of async methods of the same class. */
record SiblingCalls(ClassNode owner, List<MethodNode> methods) {

  /**
   * Calls one of them, with nothing much as arguments.
   *
   * @param hasThis whether local 0 is an instance
   * @return which form of await takes its result
   */
  String push(InstructionAdapter code, Random random, boolean hasThis) {
    MethodNode sibling = methods.get(random.nextInt(methods.size()));
    boolean isInterface = (owner.access & ACC_INTERFACE) != 0;
    boolean isStatic = (sibling.access & ACC_STATIC) != 0;
    if (!isStatic && hasThis) {
      code.load(0, Type.getObjectType(owner.name));
    } else if (!isStatic) {
      code.aconst(null);
    }
    for (Type argument : Type.getArgumentTypes(sibling.desc)) {
      switch (argument.getSort()) {
        case Type.LONG -> code.lconst(0);
        case Type.DOUBLE -> code.dconst(0);
        case Type.FLOAT -> code.fconst(0);
        case Type.OBJECT, Type.ARRAY -> code.aconst(null);
        default -> code.iconst(0);
      }
    }
    if (isStatic) {
      code.invokestatic(owner.name, sibling.name, sibling.desc, isInterface);
    } else if ((sibling.access & ACC_PRIVATE) != 0) {
      code.invokespecial(owner.name, sibling.name, sibling.desc, isInterface);
    } else if (isInterface) {
      code.invokeinterface(owner.name, sibling.name, sibling.desc);
    } else {
      code.invokevirtual(owner.name, sibling.name, sibling.desc, false);
    }
    String result = Type.getReturnType(sibling.desc).getInternalName();
    return switch (result) {
      case RuntimeNames.TASK -> RuntimeNames.TASK;
      case RuntimeNames.COROUTINE -> RuntimeNames.AWAITABLE;
      default -> RuntimeNames.COMPLETION_STAGE;
    };
  }
}
