package io.fermata.transform.model;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The boxes that a result is spared where it is unboxed at once, and how {@code RawResult} does it.
 */
public enum Boxes {
  INT("java/lang/Integer", "intValue", "I", "intOf"),
  LONG("java/lang/Long", "longValue", "J", "longOf"),
  DOUBLE("java/lang/Double", "doubleValue", "D", "doubleOf");

  private final String owner;
  private final String unbox;
  private final String take;
  private final String opens;
  private final String boxes;
  private final String makeDescriptor;
  private final String takeDescriptor;

  Boxes(String owner, String unbox, String primitive, String take) {
    this.owner = owner;
    this.unbox = unbox;
    this.take = take;
    opens = "()" + primitive;
    boxes = "(" + primitive + ")L" + owner + ";";
    makeDescriptor = "(" + primitive + "L" + RuntimeNames.DRIVER + ";)Ljava/lang/Object;";
    takeDescriptor = "(Ljava/lang/Object;L" + RuntimeNames.DRIVER + ";)" + primitive;
  }

  /** The class of the box. */
  public String owner() {
    return owner;
  }

  /** The method of {@code RawResult} that makes a result of the primitive, and what it takes. */
  public String makeDescriptor() {
    return makeDescriptor;
  }

  /** The method of {@code RawResult} that does what the cast and the unboxing do. */
  public String take() {
    return take;
  }

  /** The descriptor of {@link #take}. */
  public String takeDescriptor() {
    return takeDescriptor;
  }

  /** The box that a call makes, or null. */
  public static @Nullable Boxes madeBy(@Nullable AbstractInsnNode instruction) {
    if (instruction instanceof MethodInsnNode call
        && call.getOpcode() == Opcodes.INVOKESTATIC
        && call.name.equals("valueOf")) {
      for (Boxes box : values()) {
        if (call.owner.equals(box.owner) && call.desc.equals(box.boxes)) {
          return box;
        }
      }
    }
    return null;
  }

  /** Whether a call takes the value out of this box. */
  public boolean isOpenedBy(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && call.getOpcode() == Opcodes.INVOKEVIRTUAL
        && call.owner.equals(owner)
        && call.name.equals(unbox)
        && call.desc.equals(opens);
  }
}
