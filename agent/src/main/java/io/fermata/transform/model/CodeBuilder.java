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

  public InsnList build() {
    return code;
  }

  public CodeBuilder add(AbstractInsnNode instruction) {
    code.add(instruction);
    return this;
  }

  public CodeBuilder addAll(InsnList instructions) {
    code.add(instructions);
    return this;
  }

  public CodeBuilder op(int opcode) {
    return add(new InsnNode(opcode));
  }

  public CodeBuilder load(Object type, int slot) {
    return add(new VarInsnNode(VerificationTypes.loadOpcode(type), slot));
  }

  public CodeBuilder store(Object type, int slot) {
    return add(new VarInsnNode(VerificationTypes.storeOpcode(type), slot));
  }

  public CodeBuilder aload(int slot) {
    return add(new VarInsnNode(Opcodes.ALOAD, slot));
  }

  public CodeBuilder astore(int slot) {
    return add(new VarInsnNode(Opcodes.ASTORE, slot));
  }

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

  public CodeBuilder constant(String value) {
    return add(new LdcInsnNode(value));
  }

  public CodeBuilder type(int opcode, String internalName) {
    return add(new TypeInsnNode(opcode, internalName));
  }

  public CodeBuilder field(int opcode, String owner, Layout.Field field) {
    return add(new FieldInsnNode(opcode, owner, field.name(), field.descriptor()));
  }

  public CodeBuilder invoke(int opcode, String owner, String name, String descriptor) {
    return invoke(opcode, owner, name, descriptor, false);
  }

  public CodeBuilder invoke(
      int opcode, String owner, String name, String descriptor, boolean ownerIsInterface) {
    return add(new MethodInsnNode(opcode, owner, name, descriptor, ownerIsInterface));
  }

  public CodeBuilder jump(int opcode, LabelNode target) {
    return add(new JumpInsnNode(opcode, target));
  }

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
