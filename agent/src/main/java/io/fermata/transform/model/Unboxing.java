package io.fermata.transform.model;

import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * The result of an await is unboxed at once: nobody sees the box.
 *
 * @param box what box it is
 * @param cast the cast to its class
 * @param call the call that opens it
 */
public record Unboxing(Boxes box, AbstractInsnNode cast, AbstractInsnNode call) {}
