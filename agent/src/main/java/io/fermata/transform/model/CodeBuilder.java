package io.fermata.transform.model;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Puts instructions one behind the other; a name for each shape, nothing decided. */
public final class CodeBuilder {
  private final InsnList code = new InsnList();

  /** The instructions, which are then the list of whoever takes them. */
  public InsnList build() {
    return code;
  }

  /** Appends an instruction, which must not be in a list. */
  public CodeBuilder add(AbstractInsnNode instruction) {
    code.add(instruction);
    return this;
  }

  /** Appends instructions, taking them out of their list. */
  public CodeBuilder addAll(InsnList instructions) {
    code.add(instructions);
    return this;
  }

  /** Appends an instruction without operands. */
  public CodeBuilder op(int opcode) {
    return add(new InsnNode(opcode));
  }

  /** Appends the load of a local of a verification type. */
  public CodeBuilder load(Object type, int slot) {
    return add(new VarInsnNode(VerificationTypes.loadOpcode(type), slot));
  }

  /** Appends the store to a local of a verification type. */
  public CodeBuilder store(Object type, int slot) {
    return add(new VarInsnNode(VerificationTypes.storeOpcode(type), slot));
  }

  /** Appends the load of a reference. */
  public CodeBuilder aload(int slot) {
    return add(new VarInsnNode(Opcodes.ALOAD, slot));
  }

  /** Appends the store of a reference. */
  public CodeBuilder astore(int slot) {
    return add(new VarInsnNode(Opcodes.ASTORE, slot));
  }

  /** Appends the shortest instruction that pushes an int. */
  public CodeBuilder constant(int value) {
    if (value >= -1 && value <= 5) {
      return op(Opcodes.ICONST_0 + value);
    }
    if (value == (byte) value) {
      return add(new IntInsnNode(Opcodes.BIPUSH, value));
    }
    return value == (short) value
        ? add(new IntInsnNode(Opcodes.SIPUSH, value))
        : add(new LdcInsnNode(value));
  }

  /** Appends the push of a text, of at most 65535 bytes as a constant. */
  public CodeBuilder constant(String value) {
    return add(new LdcInsnNode(value));
  }

  /** Appends an instruction that takes a class, such as {@code NEW} or {@code CHECKCAST}. */
  public CodeBuilder type(int opcode, String internalName) {
    return add(new TypeInsnNode(opcode, internalName));
  }

  /** Appends the access to a field of a frame. */
  public CodeBuilder field(int opcode, String owner, Layout.Field field) {
    return add(new FieldInsnNode(opcode, owner, field.name(), field.descriptor()));
  }

  /** Appends the call of a method of a class. */
  public CodeBuilder invoke(int opcode, String owner, String name, String descriptor) {
    return invoke(opcode, owner, name, descriptor, false);
  }

  /** Appends the call of a method of a class or interface. */
  public CodeBuilder invoke(
      int opcode, String owner, String name, String descriptor, boolean ownerIsInterface) {
    return add(new MethodInsnNode(opcode, owner, name, descriptor, ownerIsInterface));
  }

  /** Appends a jump. */
  public CodeBuilder jump(int opcode, LabelNode target) {
    return add(new JumpInsnNode(opcode, target));
  }

  /** Appends a label, which must not be in a list. */
  public CodeBuilder label(LabelNode label) {
    return add(label);
  }

  /** A merge point with nothing on the stack; the locals are {@link #packed}. */
  public CodeBuilder frame(List<Object> locals) {
    return add(frame(locals, List.of()));
  }

  /** A merge point; the locals are {@link #packed}. It keeps both lists, which may be shared. */
  public static FrameNode frame(List<Object> locals, List<Object> stack) {
    FrameNode frame = new FrameNode(Opcodes.F_SAME, 0, null, 0, null);
    frame.type = Opcodes.F_NEW;
    frame.local = locals;
    frame.stack = stack;
    return frame;
  }

  /**
   * Locals by slot to the notation of a stack map frame, where a long or double stands for both its
   * slots.
   */
  public static List<Object> packed(List<Object> localsBySlot) {
    List<Object> packed = new ArrayList<>(localsBySlot.size());
    for (int slot = 0; slot < localsBySlot.size(); slot++) {
      Object type = localsBySlot.get(slot);
      packed.add(type);
      if (VerificationTypes.isWide(type)) {
        slot++;
      }
    }
    return packed;
  }
}
