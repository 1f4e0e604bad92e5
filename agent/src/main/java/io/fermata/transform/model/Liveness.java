package io.fermata.transform.model;

import java.util.BitSet;
import org.objectweb.asm.tree.AbstractInsnNode;

/** Which locals may be read again. */
public interface Liveness {
  /** The slots that may be read at or after an instruction. */
  BitSet before(AbstractInsnNode instruction);

  /**
   * The slots that may be read after an instruction has ended, normally or by an exception. A
   * handler reads what was there before the instruction that threw, so its locals count.
   */
  BitSet after(AbstractInsnNode instruction);
}
