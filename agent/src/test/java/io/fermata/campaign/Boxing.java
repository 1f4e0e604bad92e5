package io.fermata.campaign;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** Values of any verification type to an object and back. */
final class Boxing {
  private Boxing() {}

  /**
   * @param type as a stack map frame has it; not null, not uninitialised
   * @return the type of the object
   */
  static Type box(InstructionAdapter code, Object type) {
    if (type instanceof String name) {
      return Type.getObjectType(name);
    }
    Type box =
        Type.getObjectType("java/lang/" + (type.equals(Opcodes.INTEGER) ? "Integer" : name(type)));
    code.invokestatic(
        box.getInternalName(), "valueOf", Type.getMethodDescriptor(box, primitive(type)), false);
    return box;
  }

  static void unbox(InstructionAdapter code, Object type, Type box) {
    code.checkcast(box);
    if (!(type instanceof String)) {
      Type primitive = primitive(type);
      code.invokevirtual(
          box.getInternalName(),
          primitive.getClassName() + "Value",
          Type.getMethodDescriptor(primitive),
          false);
    }
  }

  private static String name(Object type) {
    String name = primitive(type).getClassName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static Type primitive(Object type) {
    if (type.equals(Opcodes.INTEGER)) {
      return Type.INT_TYPE;
    }
    if (type.equals(Opcodes.LONG)) {
      return Type.LONG_TYPE;
    }
    return type.equals(Opcodes.FLOAT) ? Type.FLOAT_TYPE : Type.DOUBLE_TYPE;
  }
}
