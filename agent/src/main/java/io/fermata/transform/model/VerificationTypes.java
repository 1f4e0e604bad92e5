package io.fermata.transform.model;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Questions about one verification type (JVMS 4.10.1.2) in ASM's notation.
 *
 * <p>A type is one of ASM's integer constants ({@code Opcodes.INTEGER}...), the internal name of a
 * class or the descriptor of an array, or, for an object that {@code NEW} made and no constructor
 * has seen yet, that very {@code NEW} instruction.
 */
public final class VerificationTypes {
  private VerificationTypes() {}

  /** The type of a value that a method declares so. */
  public static Object of(Type declared) {
    return switch (declared.getSort()) {
      case Type.LONG -> Opcodes.LONG;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.OBJECT, Type.ARRAY -> declared.getInternalName();
      default -> Opcodes.INTEGER;
    };
  }

  /** Whether the value takes two slots. */
  public static boolean isWide(Object type) {
    return type.equals(Opcodes.LONG) || type.equals(Opcodes.DOUBLE);
  }

  /** Whether a type is that of an object which no constructor has seen. */
  public static boolean isUninitialized(Object type) {
    return type instanceof TypeInsnNode;
  }

  /** The descriptor of a field that holds exactly this type. */
  public static String descriptor(Object type) {
    if (type instanceof String name) {
      return name.startsWith("[") ? name : "L" + name + ";";
    }
    if (type.equals(Opcodes.INTEGER)) {
      return "I";
    }
    if (type.equals(Opcodes.LONG)) {
      return "J";
    }
    if (type.equals(Opcodes.FLOAT)) {
      return "F";
    }
    if (type.equals(Opcodes.DOUBLE)) {
      return "D";
    }
    throw new IllegalArgumentException("no field can hold " + type);
  }

  /** The instruction that stores such a value to a local. */
  public static int storeOpcode(Object type) {
    return shifted(
        type, Opcodes.ISTORE, Opcodes.LSTORE, Opcodes.FSTORE, Opcodes.DSTORE, Opcodes.ASTORE);
  }

  /** The instruction that loads such a value from a local. */
  public static int loadOpcode(Object type) {
    return shifted(type, Opcodes.ILOAD, Opcodes.LLOAD, Opcodes.FLOAD, Opcodes.DLOAD, Opcodes.ALOAD);
  }

  private static int shifted(Object type, int i, int l, int f, int d, int a) {
    if (type.equals(Opcodes.INTEGER)) {
      return i;
    }
    if (type.equals(Opcodes.LONG)) {
      return l;
    }
    if (type.equals(Opcodes.FLOAT)) {
      return f;
    }
    return type.equals(Opcodes.DOUBLE) ? d : a;
  }
}
