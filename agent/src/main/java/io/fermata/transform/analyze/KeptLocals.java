package io.fermata.transform.analyze;

import io.fermata.transform.model.Liveness;
import java.util.BitSet;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * Takes every local of the source for live, for people who debug. What the normalizer put into
 * locals of its own lives as long as it is needed.
 */
public record KeptLocals(Liveness needed, int locals) implements Liveness {
  @Override
  public BitSet before(AbstractInsnNode instruction) {
    return withLocals(needed.before(instruction));
  }

  @Override
  public BitSet after(AbstractInsnNode instruction) {
    return withLocals(needed.after(instruction));
  }

  private BitSet withLocals(BitSet live) {
    live.set(0, locals);
    return live;
  }
}
