package io.fermata.transform.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * A stack map frame names an object that no constructor has seen by a label in front of its {@code
 * NEW}. Most methods have no such frame.
 */
public final class NewLabels {
  private NewLabels() {}

  /** The {@code NEW} that follows each label, for those that have one. */
  public static Map<LabelNode, TypeInsnNode> of(MethodNode method) {
    Map<LabelNode, TypeInsnNode> created = new HashMap<>();
    List<LabelNode> pending = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof LabelNode label) {
        pending.add(label);
      } else if (instruction.getOpcode() >= 0) {
        if (instruction.getOpcode() == Opcodes.NEW) {
          for (LabelNode label : pending) {
            created.put(label, (TypeInsnNode) instruction);
          }
        }
        pending.clear();
      }
    }
    return created;
  }
}
