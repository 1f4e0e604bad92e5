package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.Async;
import io.fermata.Awaitable;
import io.fermata.Coroutine;
import io.fermata.Fermata;
import io.fermata.Task;
import io.fermata.frame.Driver;
import io.fermata.frame.Frame;
import io.fermata.frame.RawResult;
import io.fermata.transform.model.Boxes;
import io.fermata.transform.model.RuntimeNames;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;

/**
 * The names that the transformer writes into classes, compared to the runtime that those classes
 * meet.
 */
class RuntimeNamesTest {
  @Test
  void classesHaveTheseNames() {
    assertThat(RuntimeNames.ASYNC_DESCRIPTOR).isEqualTo(Type.getDescriptor(Async.class));
    assertThat(RuntimeNames.FERMATA).isEqualTo(Type.getInternalName(Fermata.class));
    assertThat(RuntimeNames.AWAITABLE).isEqualTo(Type.getInternalName(Awaitable.class));
    assertThat(RuntimeNames.COROUTINE).isEqualTo(Type.getInternalName(Coroutine.class));
    assertThat(RuntimeNames.TASK).isEqualTo(Type.getInternalName(Task.class));
    assertThat(RuntimeNames.COMPLETABLE_FUTURE)
        .isEqualTo(Type.getInternalName(CompletableFuture.class));
    assertThat(RuntimeNames.COMPLETION_STAGE)
        .isEqualTo(Type.getInternalName(CompletionStage.class));
    assertThat(RuntimeNames.FRAME).isEqualTo(Type.getInternalName(Frame.class));
    assertThat(RuntimeNames.RAW_RESULT).isEqualTo(Type.getInternalName(RawResult.class));
    assertThat(RuntimeNames.DRIVER).isEqualTo(Type.getInternalName(Driver.class));
    assertThat(RuntimeNames.PROTOCOL).isEqualTo(Frame.PROTOCOL);
    assertThat(RuntimeNames.RUNNING).isEqualTo(Frame.RUNNING);
    assertThat(
            Arrays.stream(Frame.class.getDeclaredConstructors())
                .map(Type::getConstructorDescriptor))
        .containsExactlyInAnyOrder("()V", RuntimeNames.RUNNING_FRAME_DESCRIPTOR);
  }

  @Test
  void calledMethodsExist() {
    assertPublicStatic(Coroutine.class, RuntimeNames.OF, RuntimeNames.OF_COROUTINE_DESCRIPTOR);
    assertPublicStatic(Coroutine.class, RuntimeNames.DONE, RuntimeNames.DONE_DESCRIPTOR);
    assertPublicStatic(Task.class, RuntimeNames.OF, RuntimeNames.OF_TASK_DESCRIPTOR);
    assertPublicStatic(
        Task.class, RuntimeNames.START_EAGERLY, RuntimeNames.START_EAGERLY_DESCRIPTOR);
    assertPublicStatic(
        Frame.class, RuntimeNames.REQUIRE_PROTOCOL, RuntimeNames.REQUIRE_PROTOCOL_DESCRIPTOR);
    assertPublicFinal(Frame.class, RuntimeNames.CLAIM, RuntimeNames.CLAIM_DESCRIPTOR);
    assertPublicFinal(Frame.class, RuntimeNames.SUSPEND, RuntimeNames.SUSPEND_DESCRIPTOR);
    assertPublicFinal(Driver.class, RuntimeNames.AWAIT, RuntimeNames.AWAIT_AWAITABLE_DESCRIPTOR);
    assertPublicFinal(Driver.class, RuntimeNames.AWAIT, RuntimeNames.AWAIT_STAGE_DESCRIPTOR);
    assertPublicFinal(Driver.class, RuntimeNames.STATE_OF, RuntimeNames.STATE_OF_DESCRIPTOR);
    assertPublicFinal(Driver.class, RuntimeNames.SUSPENDED, RuntimeNames.SUSPENDED_DESCRIPTOR);
    assertPublicFinal(Driver.class, RuntimeNames.RESUMED, RuntimeNames.RESUMED_DESCRIPTOR);
    // not final: the driver of a loop with a thread for each task has one of its own
    assertThat(
            find(Driver.class, RuntimeNames.AWAIT_RAW, RuntimeNames.AWAIT_AWAITABLE_DESCRIPTOR)
                .getModifiers())
        .isEqualTo(Modifier.PUBLIC);
    assertPublicFinal(Driver.class, RuntimeNames.RESUMED_RAW, RuntimeNames.RESUMED_DESCRIPTOR);
    assertPublicStatic(RawResult.class, RuntimeNames.BOXED, RuntimeNames.BOXED_DESCRIPTOR);
    for (Boxes box : Boxes.values()) {
      assertPublicStatic(RawResult.class, RuntimeNames.OF, box.makeDescriptor());
      assertPublicStatic(RawResult.class, box.take(), box.takeDescriptor());
    }
    assertPublicFinal(Driver.class, RuntimeNames.TAIL, RuntimeNames.TAIL_DESCRIPTOR);
  }

  @Test
  void overriddenMethodsAreAbstract() {
    assertThat(find(Frame.class, RuntimeNames.START, RuntimeNames.START_DESCRIPTOR).getModifiers())
        .matches(Modifier::isAbstract);
    assertThat(
            find(Frame.class, RuntimeNames.RESUME, RuntimeNames.RESUME_DESCRIPTOR).getModifiers())
        .matches(Modifier::isAbstract);
    assertThat(
            find(Frame.class, RuntimeNames.SOURCE, RuntimeNames.SOURCE_DESCRIPTOR).getModifiers())
        .matches(Modifier::isAbstract);
    assertThat(
            Arrays.stream(Frame.class.getDeclaredMethods())
                .filter(m -> Modifier.isAbstract(m.getModifiers())))
        .hasSize(3);
  }

  @Test
  void everyAwaitOfTheApiIsKnown() {
    for (Method method : Fermata.class.getMethods()) {
      if (method.getName().equals(RuntimeNames.AWAIT)) {
        assertThat(Type.getInternalName(method.getParameterTypes()[0]))
            .isIn(RuntimeNames.AWAITABLE, RuntimeNames.TASK, RuntimeNames.COMPLETION_STAGE);
        assertThat(method.getReturnType()).isEqualTo(Object.class);
        assertThat(Arrays.stream(method.getParameterTypes()).skip(1).toList())
            .isSubsetOf(Class.class);
      }
    }
  }

  private static void assertPublicStatic(Class<?> owner, String name, String descriptor) {
    int modifiers = find(owner, name, descriptor).getModifiers();
    assertThat(Modifier.isPublic(modifiers) && Modifier.isStatic(modifiers)).as(name).isTrue();
  }

  private static void assertPublicFinal(Class<?> owner, String name, String descriptor) {
    int modifiers = find(owner, name, descriptor).getModifiers();
    assertThat(Modifier.isPublic(modifiers) && Modifier.isFinal(modifiers)).as(name).isTrue();
  }

  private static Method find(Class<?> owner, String name, String descriptor) {
    return Arrays.stream(owner.getDeclaredMethods())
        .filter(m -> m.getName().equals(name) && Type.getMethodDescriptor(m).equals(descriptor))
        .findFirst()
        .orElseThrow(() -> new AssertionError(owner + " has no " + name + descriptor));
  }
}
