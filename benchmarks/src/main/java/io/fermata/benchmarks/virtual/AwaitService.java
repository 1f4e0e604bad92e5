package io.fermata.benchmarks.virtual;

/** Methods that may be overridden. */
interface AwaitService {
  int level1(int x);

  int level2(int x);

  int level3(int x);

  int level4(int x);

  int level5(int x);

  int level6(int x);

  int level7(int x);

  int level8(int x);

  int level9(int x);

  int level10(int x);

  /** The only one there is; nothing says so to the callers. */
  final class Sum implements AwaitService {
    @Override
    public int level1(int x) {
      return level2(x + 1) + x;
    }

    @Override
    public int level2(int x) {
      return level3(x + 1) + x;
    }

    @Override
    public int level3(int x) {
      return level4(x + 1) + x;
    }

    @Override
    public int level4(int x) {
      return level5(x + 1) + x;
    }

    @Override
    public int level5(int x) {
      return level6(x + 1) + x;
    }

    @Override
    public int level6(int x) {
      return level7(x + 1) + x;
    }

    @Override
    public int level7(int x) {
      return level8(x + 1) + x;
    }

    @Override
    public int level8(int x) {
      return level9(x + 1) + x;
    }

    @Override
    public int level9(int x) {
      return level10(x + 1) + x;
    }

    @Override
    public int level10(int x) {
      if (x < 0) {
        VirtualThreads.yieldNow();
      }
      return x + 1_000;
    }
  }
}
