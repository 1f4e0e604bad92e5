package io.fermata.benchmarks.limit;

/**
 * Machines of four more kinds that the loop ran before the measured ones, as in a real program: the
 * JIT must not find one kind only and inline it into the loop.
 */
final class Company {
  private static final int ROUNDS = 100_000;

  private Company() {}

  static void meet(Loop loop) {
    loop.add(new Up());
    loop.add(new Down());
    loop.add(new Twice());
    loop.add(new Odd());
    loop.run();
  }

  private static final class Up extends Machine {
    @Override
    void step(Loop loop) {
      if (++state < ROUNDS) {
        loop.add(this);
      }
    }
  }

  private static final class Down extends Machine {
    @Override
    void step(Loop loop) {
      if (--state > -ROUNDS) {
        loop.add(this);
      }
    }
  }

  private static final class Twice extends Machine {
    @Override
    void step(Loop loop) {
      state += 2;
      if (state < ROUNDS) {
        loop.add(this);
      }
    }
  }

  private static final class Odd extends Machine {
    @Override
    void step(Loop loop) {
      state = (state + 2) | 1;
      if (state < ROUNDS) {
        loop.add(this);
      }
    }
  }
}
