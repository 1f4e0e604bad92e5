package io.fermata.transform.model;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A method to transform and the names of what it becomes. */
public final class AsyncMethod {
  private final ClassNode owner;
  private final MethodNode original;
  private final String bodyName;
  private final String frameName;
  private final Type[] argumentTypes;
  private final String bodyDescriptor;
  private final List<MethodInsnNode> awaits = new ArrayList<>();
  private final List<AbstractInsnNode> returns = new ArrayList<>();

  /**
   * Names a method.
   *
   * @param owner the class it is declared in
   * @param original as it was read; its instructions move to the body
   * @param bodyName the static method that gets the old body
   * @param frameName the internal name of the frame class
   */
  public AsyncMethod(ClassNode owner, MethodNode original, String bodyName, String frameName) {
    this.owner = owner;
    this.original = original;
    this.bodyName = bodyName;
    this.frameName = frameName;
    argumentTypes = argumentTypes(owner, original);
    bodyDescriptor = bodyDescriptor(argumentTypes);
    for (AbstractInsnNode instruction : original.instructions) {
      if (Awaits.isAwait(instruction)) {
        awaits.add((MethodInsnNode) instruction);
      } else if (instruction.getOpcode() == Opcodes.ARETURN) {
        returns.add(instruction);
      }
    }
  }

  /** The class it is declared in. */
  public ClassNode owner() {
    return owner;
  }

  /** As it was read; its instructions move to the body. */
  public MethodNode original() {
    return original;
  }

  /** The static method that gets the old body. */
  public String bodyName() {
    return bodyName;
  }

  /** The internal name of the frame class. */
  public String frameName() {
    return frameName;
  }

  /** Its calls of await, in the order of the code; {@code normalize} adds none and drops none. */
  public List<MethodInsnNode> awaits() {
    return awaits;
  }

  /** Its returns, likewise. */
  public List<AbstractInsnNode> returns() {
    return returns;
  }

  /** Whether it has no receiver. */
  public boolean isStatic() {
    return Modifier.isStatic(original.access);
  }

  /** Whether the class it is declared in is an interface. */
  public boolean ownerIsInterface() {
    return Modifier.isInterface(owner.access);
  }

  /**
   * Whether a call returns a cold coroutine; otherwise it runs the body at once and returns a task.
   */
  public boolean isCold() {
    return Type.getReturnType(original.desc).getInternalName().equals(RuntimeNames.COROUTINE);
  }

  /** The types of the arguments, the receiver first if there is one; not to be changed. */
  public Type[] argumentTypes() {
    return argumentTypes;
  }

  private static Type[] argumentTypes(ClassNode owner, MethodNode method) {
    Type[] declared = Type.getArgumentTypes(method.desc);
    if (Modifier.isStatic(method.access)) {
      return declared;
    }
    Type[] all = new Type[declared.length + 1];
    all[0] = Type.getObjectType(owner.name);
    System.arraycopy(declared, 0, all, 1, declared.length);
    return all;
  }

  /** How many slots the arguments take, the receiver's included. */
  public int argumentSlots() {
    return argumentSlots(original);
  }

  /** How many slots the arguments of a method take, the receiver's included. */
  public static int argumentSlots(MethodNode method) {
    int withReceiver = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    return Modifier.isStatic(method.access) ? withReceiver - 1 : withReceiver;
  }

  /** The body takes the arguments, the frame, the driver, and the value to go on with. */
  public String bodyDescriptor() {
    return bodyDescriptor;
  }

  private static String bodyDescriptor(Type[] argumentTypes) {
    StringBuilder descriptor = new StringBuilder("(");
    for (Type type : argumentTypes) {
      descriptor.append(type.getDescriptor());
    }
    return descriptor.append(BODY_DESCRIPTOR_END).toString();
  }

  /**
   * Whether a method is the body of an async method. Nobody else hands a driver to a synthetic
   * method.
   */
  public static boolean isBody(MethodNode method) {
    int flags = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    return (method.access & flags) == flags && method.desc.endsWith(BODY_DESCRIPTOR_END);
  }

  private static final String BODY_DESCRIPTOR_END =
      "L"
          + RuntimeNames.FRAME
          + ";L"
          + RuntimeNames.DRIVER
          + ";Ljava/lang/Object;)Ljava/lang/Object;";

  /** How many slots the body's parameters take beyond the arguments. */
  public static final int EXTRA_SLOTS = 3;

  /**
   * The body stays where private members can be reached; the frame class, its caller, is in the
   * same package.
   */
  public int bodyAccess() {
    int access =
        Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (original.access & Opcodes.ACC_STRICT);
    return ownerIsInterface() ? access | Opcodes.ACC_PUBLIC : access;
  }
}
