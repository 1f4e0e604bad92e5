package io.fermata.harness;

import io.fermata.Awaitable;
import io.fermata.EventLoop;
import io.fermata.Fermata;
import io.fermata.Task;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The oracle's await: the calling thread waits. Same descriptors as {@link Fermata}'s, so that only
 * the owner is replaced.
 */
public final class BlockingAwait {
  private static final String FERMATA = "io/fermata/Fermata";
  private static final String BLOCKING = "io/fermata/harness/BlockingAwait";

  private BlockingAwait() {}

  public static <T> T await(Awaitable<T> awaitable) {
    if (awaitable instanceof Task<T> task) {
      return await((CompletionStage<T>) task);
    }
    return run(Objects.requireNonNull(awaitable));
  }

  public static <T> T await(Task<T> task) {
    return await((CompletionStage<T>) task);
  }

  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw sneaky(e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public static <T, X extends Throwable> T await(Awaitable<T> awaitable, Class<X> thrown) throws X {
    return await(awaitable);
  }

  public static <T, X extends Throwable> T await(Task<T> task, Class<X> thrown) throws X {
    return await(task);
  }

  public static <T, X extends Throwable> T await(CompletionStage<T> stage, Class<X> thrown)
      throws X {
    return await(stage);
  }

  /** Awaits what an async method returned. */
  static Object awaitReturned(Object returned) {
    return returned instanceof CompletionStage<?> stage
        ? await(stage)
        : await((Awaitable<?>) returned);
  }

  /** The class with every call of {@code Fermata.await} made a call of this class. */
  static byte[] weave(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, next) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String method, String descriptor, boolean isInterface) {
                boolean await = owner.equals(FERMATA) && method.equals("await");
                super.visitMethodInsn(
                    opcode, await ? BLOCKING : owner, method, descriptor, isInterface);
              }
            };
          }
        },
        0);
    return writer.toByteArray();
  }

  private static <T> T run(Awaitable<T> awaitable) {
    try (EventLoop loop = EventLoop.builder().virtualTime().build()) {
      return loop.run(new OutermostCall<T>(() -> awaitable, () -> {}));
    }
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> RuntimeException sneaky(Throwable failure) throws X {
    throw (X) failure;
  }
}
