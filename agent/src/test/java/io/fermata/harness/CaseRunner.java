package io.fermata.harness;

import io.fermata.EventLoop;
import io.fermata.SteppingLoop;
import io.fermata.Task;
import io.fermata.harness.OutermostCall.Call;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs one case in one mode, in a class loader and a loop of its own, and keeps what it shows. */
public final class CaseRunner {
  private CaseRunner() {}

  /** Makes the class that a run is of, within the run. */
  interface Source {
    Class<?> get() throws ClassNotFoundException;
  }

  /** Runs the public static method of that name that takes an {@link Env}. */
  public static Run run(
      Weaving weaving, String className, String methodName, Mode mode, long seed) {
    ExecutorService otherThread = Executors.newSingleThreadExecutor(CaseRunner::daemon);
    try {
      return run(() -> weaving.loader().link(className), methodName, mode, seed, otherThread);
    } finally {
      otherThread.shutdown();
    }
  }

  static Run run(
      Source source, String methodName, Mode mode, long seed, ExecutorService otherThread) {
    try (EventLoop loop =
        (mode == Mode.STEPPING ? SteppingLoop.builder() : EventLoop.builder())
            .virtualTime()
            .build()) {
      Env env = new Env(mode, loop, otherThread, seed);
      Env.setCurrent(env);
      Call call = () -> invoke(source.get(), methodName, env);
      String end =
          end(
              switch (mode) {
                case BLOCKING -> () -> BlockingAwait.awaitReturned(call.call());
                case OUTSIDE ->
                    () -> outside(new OutermostCall<>(call, env::finish), env, otherThread);
                default -> () -> loop.run(new OutermostCall<>(call, env::finish));
              });
      return new Run(env.trace(), end, env.suspensions(), env.watchedIsGone());
    } finally {
      Env.setCurrent(null);
    }
  }

  /** Ends one thing after the other on the other thread, until nothing is left to wait for. */
  private static Object outside(OutermostCall<?> outermost, Env env, ExecutorService otherThread)
      throws Throwable {
    Task<?> task = Task.startEagerly(outermost);
    for (Runnable step = env.nextStep(); step != null && !task.isDone(); step = env.nextStep()) {
      otherThread.submit(step).get();
    }
    if (!task.isDone()) {
      throw new AssertionError("the case waits for nothing");
    }
    return BlockingAwait.awaitReturned(task);
  }

  private static Object invoke(Class<?> type, String methodName, Env env) throws Throwable {
    Method method = type.getMethod(methodName, Env.class);
    try {
      return method.invoke(null, env);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static String end(Call call) {
    try {
      return Rendering.typed(call.call());
    } catch (Throwable failure) {
      return "threw " + Rendering.of(failure);
    }
  }

  static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "the other thread");
    thread.setDaemon(true);
    return thread;
  }
}
