package io.fermata.transform.model;

import java.util.Set;

/**
 * Every name of the runtime that the transformer knows: what it looks for in user code and what
 * generated code mentions.
 *
 * <p>The agent does not link to the runtime; a test compares this file to the real one.
 */
public final class RuntimeNames {
  public static final String ASYNC_DESCRIPTOR = "Lio/fermata/Async;";

  public static final String FERMATA = "io/fermata/Fermata";
  public static final String AWAIT = "await";

  public static final String AWAITABLE = "io/fermata/Awaitable";
  public static final String COROUTINE = "io/fermata/Coroutine";
  public static final String TASK = "io/fermata/Task";
  public static final String ASYNC_STREAM = "io/fermata/AsyncStream";
  public static final String COMPLETABLE_FUTURE = "java/util/concurrent/CompletableFuture";
  public static final String COMPLETION_STAGE = "java/util/concurrent/CompletionStage";

  /** What {@code await} takes: something to wait for, and perhaps a class of exceptions. */
  public static final Set<String> AWAIT_DESCRIPTORS =
      Set.of(
          "(L" + AWAITABLE + ";)Ljava/lang/Object;",
          "(L" + AWAITABLE + ";Ljava/lang/Class;)Ljava/lang/Object;",
          "(L" + TASK + ";)Ljava/lang/Object;",
          "(L" + TASK + ";Ljava/lang/Class;)Ljava/lang/Object;",
          "(L" + COMPLETION_STAGE + ";)Ljava/lang/Object;",
          "(L" + COMPLETION_STAGE + ";Ljava/lang/Class;)Ljava/lang/Object;");

  /** Static factories of something that is done with the value they are given. */
  public static final String OF = "of";

  public static final String OF_COROUTINE_DESCRIPTOR = "(Ljava/lang/Object;)L" + COROUTINE + ";";
  public static final String OF_TASK_DESCRIPTOR = "(Ljava/lang/Object;)L" + TASK + ";";
  public static final String DONE = "done";
  public static final String DONE_DESCRIPTOR = "()L" + COROUTINE + ";";

  public static final String START_EAGERLY = "startEagerly";
  public static final String START_EAGERLY_DESCRIPTOR = "(L" + COROUTINE + ";)L" + TASK + ";";

  public static final String FRAME = "io/fermata/frame/Frame";
  public static final int PROTOCOL = 3;
  public static final int RUNNING = -2;
  public static final String RUNNING_FRAME_DESCRIPTOR = "(I)V";
  public static final String REQUIRE_PROTOCOL = "requireProtocol";
  public static final String REQUIRE_PROTOCOL_DESCRIPTOR = "(I)V";
  public static final String CLAIM = "claim";
  public static final String CLAIM_DESCRIPTOR = "()Z";
  public static final String SOURCE = "source";
  public static final String SOURCE_DESCRIPTOR = "()Ljava/lang/String;";

  public static final String DRIVER = "io/fermata/frame/Driver";
  public static final String STATE_OF = "stateOf";
  public static final String STATE_OF_DESCRIPTOR = "(L" + FRAME + ";)I";
  public static final String START = "start";
  public static final String START_DESCRIPTOR = "(L" + DRIVER + ";)Ljava/lang/Object;";
  public static final String RESUME = "resume";
  public static final String RESUME_DESCRIPTOR =
      "(L" + DRIVER + ";Ljava/lang/Object;)Ljava/lang/Object;";

  /**
   * Static, in frame classes: awaits what is most likely such a frame; {@code AsyncTrace} knows it.
   */
  public static final String AWAIT_FRAME = "await$async";

  public static final String AWAIT_FRAME_DESCRIPTOR =
      "(L" + AWAITABLE + ";L" + DRIVER + ";)Ljava/lang/Object;";

  public static final String SUSPEND = "suspend";
  public static final String SUSPEND_DESCRIPTOR =
      "(L" + DRIVER + ";Ljava/lang/Object;I)Ljava/lang/Object;";

  public static final String AWAIT_AWAITABLE_DESCRIPTOR = "(L" + AWAITABLE + ";)Ljava/lang/Object;";
  public static final String AWAIT_STAGE_DESCRIPTOR =
      "(L" + COMPLETION_STAGE + ";)Ljava/lang/Object;";
  public static final String SUSPENDED = "suspended";
  public static final String SUSPENDED_DESCRIPTOR = "()Z";
  public static final String INNERMOST = "innermost";
  public static final String RESUMED = "resumed";
  public static final String RESUMED_DESCRIPTOR = "(Ljava/lang/Object;)Ljava/lang/Object;";
  public static final String AWAIT_RAW = "awaitRaw";
  public static final String RESUMED_RAW = "resumedRaw";
  public static final String RAW_RESULT = "io/fermata/frame/RawResult";
  public static final String BOXED = "boxed";
  public static final String BOXED_DESCRIPTOR =
      "(Ljava/lang/Object;L" + DRIVER + ";)Ljava/lang/Object;";
  public static final String TAIL = "tail";
  public static final String TAIL_DESCRIPTOR = "(Ljava/lang/Object;)Ljava/lang/Object;";

  /** The class attribute that says: transformed already, for this version of the protocol. */
  public static final String MARKER = "io.fermata.Transformed";

  /**
   * What the names of bodies begin with; coverage tools keep synthetic methods that begin with
   * {@code lambda$}.
   */
  public static final String BODY_PREFIX = "lambda$async$";

  private RuntimeNames() {}

  /** Whether a class is of the runtime, or says so: what is generated is not for it. */
  public static boolean isRuntime(String internalName) {
    return switch (internalName) {
      case FERMATA, AWAITABLE, COROUTINE, TASK, FRAME, DRIVER -> true;
      default -> false;
    };
  }
}
