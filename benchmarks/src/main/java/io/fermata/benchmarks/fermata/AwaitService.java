package io.fermata.benchmarks.fermata;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.Coroutine;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.CompilerControl.Mode;

/** Async methods that may be overridden, wrapped or mocked: the public method has to be called. */
interface AwaitService {
  Coroutine<Integer> level1(int x);

  Coroutine<Integer> level2(int x);

  Coroutine<Integer> level3(int x);

  Coroutine<Integer> level4(int x);

  Coroutine<Integer> level5(int x);

  Coroutine<Integer> level6(int x);

  Coroutine<Integer> level7(int x);

  Coroutine<Integer> level8(int x);

  Coroutine<Integer> level9(int x);

  Coroutine<Integer> level10(int x);

  /** The only one there is; nothing says so to the callers. */
  class Sum implements AwaitService {
    @Override
    @Async
    @CompilerControl(Mode.DONT_INLINE)
    public Coroutine<Integer> level1(int x) {
      return Coroutine.of(await(level2(x + 1)) + x);
    }

    @Override
    @Async
    @CompilerControl(Mode.DONT_INLINE)
    public Coroutine<Integer> level2(int x) {
      return Coroutine.of(await(level3(x + 1)) + x);
    }

    @Override
    @Async
    @CompilerControl(Mode.DONT_INLINE)
    public Coroutine<Integer> level3(int x) {
      return Coroutine.of(await(level4(x + 1)) + x);
    }

    @Override
    @Async
    @CompilerControl(Mode.DONT_INLINE)
    public Coroutine<Integer> level4(int x) {
      return Coroutine.of(await(level5(x + 1)) + x);
    }

    @Override
    @Async
    @CompilerControl(Mode.DONT_INLINE)
    public Coroutine<Integer> level5(int x) {
      return Coroutine.of(await(level6(x + 1)) + x);
    }

    @Override
    @Async
    @CompilerControl(Mode.DONT_INLINE)
    public Coroutine<Integer> level6(int x) {
      return Coroutine.of(await(level7(x + 1)) + x);
    }

    @Override
    @Async
    @CompilerControl(Mode.DONT_INLINE)
    public Coroutine<Integer> level7(int x) {
      return Coroutine.of(await(level8(x + 1)) + x);
    }

    @Override
    @Async
    @CompilerControl(Mode.DONT_INLINE)
    public Coroutine<Integer> level8(int x) {
      return Coroutine.of(await(level9(x + 1)) + x);
    }

    @Override
    @Async
    @CompilerControl(Mode.DONT_INLINE)
    public Coroutine<Integer> level9(int x) {
      return Coroutine.of(await(level10(x + 1)) + x);
    }

    @Override
    @Async
    @CompilerControl(Mode.DONT_INLINE)
    public Coroutine<Integer> level10(int x) {
      if (x < 0) {
        await(yieldNow());
      }
      return Coroutine.of(x + 1_000);
    }
  }
}
