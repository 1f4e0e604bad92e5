package io.fermata.benchmarks.limit;

import io.fermata.benchmarks.limit.CallStack.Saved;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.CompilerControl.Mode;

/**
 * Ten calls deep. The last one waits if it is told to, and then each saves the value it has live.
 */
final class Levels {
  private Levels() {}

  @CompilerControl(Mode.DONT_INLINE)
  static int level1(CallStack stack, @Nullable Saved saved, int x) {
    int r;
    if (saved != null) {
      r = stack.result;
      x = saved.x;
    } else {
      r = level2(stack, null, x + 1);
      if (stack.suspended) {
        return stack.save(new Saved1(x));
      }
    }
    return r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  static int level2(CallStack stack, @Nullable Saved saved, int x) {
    int r;
    if (saved != null) {
      r = stack.result;
      x = saved.x;
    } else {
      r = level3(stack, null, x + 1);
      if (stack.suspended) {
        return stack.save(new Saved2(x));
      }
    }
    return r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  static int level3(CallStack stack, @Nullable Saved saved, int x) {
    int r;
    if (saved != null) {
      r = stack.result;
      x = saved.x;
    } else {
      r = level4(stack, null, x + 1);
      if (stack.suspended) {
        return stack.save(new Saved3(x));
      }
    }
    return r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  static int level4(CallStack stack, @Nullable Saved saved, int x) {
    int r;
    if (saved != null) {
      r = stack.result;
      x = saved.x;
    } else {
      r = level5(stack, null, x + 1);
      if (stack.suspended) {
        return stack.save(new Saved4(x));
      }
    }
    return r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  static int level5(CallStack stack, @Nullable Saved saved, int x) {
    int r;
    if (saved != null) {
      r = stack.result;
      x = saved.x;
    } else {
      r = level6(stack, null, x + 1);
      if (stack.suspended) {
        return stack.save(new Saved5(x));
      }
    }
    return r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  static int level6(CallStack stack, @Nullable Saved saved, int x) {
    int r;
    if (saved != null) {
      r = stack.result;
      x = saved.x;
    } else {
      r = level7(stack, null, x + 1);
      if (stack.suspended) {
        return stack.save(new Saved6(x));
      }
    }
    return r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  static int level7(CallStack stack, @Nullable Saved saved, int x) {
    int r;
    if (saved != null) {
      r = stack.result;
      x = saved.x;
    } else {
      r = level8(stack, null, x + 1);
      if (stack.suspended) {
        return stack.save(new Saved7(x));
      }
    }
    return r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  static int level8(CallStack stack, @Nullable Saved saved, int x) {
    int r;
    if (saved != null) {
      r = stack.result;
      x = saved.x;
    } else {
      r = level9(stack, null, x + 1);
      if (stack.suspended) {
        return stack.save(new Saved8(x));
      }
    }
    return r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  static int level9(CallStack stack, @Nullable Saved saved, int x) {
    int r;
    if (saved != null) {
      r = stack.result;
      x = saved.x;
    } else {
      r = level10(stack, null, x + 1);
      if (stack.suspended) {
        return stack.save(new Saved9(x));
      }
    }
    return r + x;
  }

  @CompilerControl(Mode.DONT_INLINE)
  static int level10(CallStack stack, @Nullable Saved saved, int x) {
    if (saved == null) {
      if (stack.waits) {
        return stack.save(new Saved10(x));
      }
    } else {
      x = saved.x;
    }
    return x + 1_000;
  }

  private static final class Saved1 extends Saved {
    Saved1(int x) {
      super(x);
    }

    @Override
    int resume(CallStack stack) {
      return level1(stack, this, 0);
    }
  }

  private static final class Saved2 extends Saved {
    Saved2(int x) {
      super(x);
    }

    @Override
    int resume(CallStack stack) {
      return level2(stack, this, 0);
    }
  }

  private static final class Saved3 extends Saved {
    Saved3(int x) {
      super(x);
    }

    @Override
    int resume(CallStack stack) {
      return level3(stack, this, 0);
    }
  }

  private static final class Saved4 extends Saved {
    Saved4(int x) {
      super(x);
    }

    @Override
    int resume(CallStack stack) {
      return level4(stack, this, 0);
    }
  }

  private static final class Saved5 extends Saved {
    Saved5(int x) {
      super(x);
    }

    @Override
    int resume(CallStack stack) {
      return level5(stack, this, 0);
    }
  }

  private static final class Saved6 extends Saved {
    Saved6(int x) {
      super(x);
    }

    @Override
    int resume(CallStack stack) {
      return level6(stack, this, 0);
    }
  }

  private static final class Saved7 extends Saved {
    Saved7(int x) {
      super(x);
    }

    @Override
    int resume(CallStack stack) {
      return level7(stack, this, 0);
    }
  }

  private static final class Saved8 extends Saved {
    Saved8(int x) {
      super(x);
    }

    @Override
    int resume(CallStack stack) {
      return level8(stack, this, 0);
    }
  }

  private static final class Saved9 extends Saved {
    Saved9(int x) {
      super(x);
    }

    @Override
    int resume(CallStack stack) {
      return level9(stack, this, 0);
    }
  }

  private static final class Saved10 extends Saved {
    Saved10(int x) {
      super(x);
    }

    @Override
    int resume(CallStack stack) {
      return level10(stack, this, 0);
    }
  }
}
