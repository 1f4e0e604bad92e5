package io.fermata.transform.model;

import java.util.List;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * A constructor call on an object that {@code NEW} made in the same method, with the copies of the
 * object that there are.
 *
 * @param created the {@code NEW}
 * @param stack the types in front of the call, one entry for each value, from the lowest copy on
 * @param locals the slots of locals that have a copy
 */
public record Construction(TypeInsnNode created, List<Object> stack, List<Integer> locals) {}
