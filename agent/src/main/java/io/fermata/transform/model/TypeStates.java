package io.fermata.transform.model;

import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The types of a method at the instructions that matter.
 *
 * @param method what the states belong to; they hold until it is rewritten
 * @param constructions the constructor calls, but where only the types at some instructions were
 *     asked for
 */
public record TypeStates(
    MethodNode method,
    Map<AbstractInsnNode, TypeState> before,
    Map<MethodInsnNode, Construction> constructions) {

  /**
   * Refuses what takes too much memory.
   *
   * @return the number that it was given
   * @throws LimitException if these are too many types for one method
   */
  public static int requireFew(int types) {
    if (types > Limits.MOST_TYPES) {
      throw new LimitException("the method has too many locals in too many places");
    }
    return types;
  }

  /**
   * The state before an instruction.
   *
   * @throws IllegalArgumentException if the instruction can't be reached, which no legal class file
   *     of today has
   */
  public TypeState at(AbstractInsnNode instruction) {
    TypeState state = before.get(instruction);
    if (state == null) {
      throw new IllegalArgumentException("code without a stack map frame that cannot be reached");
    }
    return state;
  }
}
