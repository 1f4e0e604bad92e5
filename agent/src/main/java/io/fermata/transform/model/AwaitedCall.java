package io.fermata.transform.model;

import org.objectweb.asm.tree.MethodInsnNode;

/**
 * An await of a call whose body is likely to be known.
 *
 * @param call what returned the awaited coroutine; normalized, a direct call stands behind
 *     everything else that is evaluated for its await
 * @param callee the async method of the same class that the call names
 * @param direct whether nothing can stand between the call and that method, so that its body may be
 *     run instead
 */
public record AwaitedCall(MethodInsnNode call, Callee callee, boolean direct) {}
