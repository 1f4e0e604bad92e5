package io.fermata;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** The inbox loses nothing, keeps each thread's order, and is closed once. */
final class InboxStress {
  private InboxStress() {}

  private static Runnable letter() {
    return new Runnable() {
      @Override
      public void run() {}
    };
  }

  /** One thread puts, the loop takes. */
  @JCStressTest
  @Outcome(id = "2, true", expect = ACCEPTABLE, desc = "both, in their order")
  @State
  public static class PutWhileTaking {
    private final Inbox inbox = new Inbox(null);
    private final ReadyQueue ready = new ReadyQueue();
    private final Runnable first = letter();
    private final Runnable second = letter();

    @Actor
    public void put() {
      inbox.put(first);
      inbox.put(second);
    }

    @Actor
    public void take() {
      inbox.drainTo(ready);
      inbox.drainTo(ready);
    }

    @Arbiter
    public void see(IZ_Result r) {
      inbox.drainTo(ready);
      r.r1 = ready.size();
      r.r2 = ready.take() == first && ready.take() == second;
    }
  }

  /** Two threads put. */
  @JCStressTest
  @Outcome(id = "3, true", expect = ACCEPTABLE, desc = "all, each thread's in their order")
  @State
  public static class PutFromTwoThreads {
    private final Inbox inbox = new Inbox(null);
    private final Runnable first = letter();
    private final Runnable second = letter();

    @Actor
    public void two() {
      inbox.put(first);
      inbox.put(second);
    }

    @Actor
    public void one() {
      inbox.put(letter());
    }

    @Arbiter
    public void see(IZ_Result r) {
      ReadyQueue ready = new ReadyQueue();
      inbox.drainTo(ready);
      r.r1 = ready.size();
      int firstAt = -1;
      int secondAt = -1;
      for (int i = 0; i < r.r1; i++) {
        Object taken = ready.take();
        firstAt = taken == first ? i : firstAt;
        secondAt = taken == second ? i : secondAt;
      }
      r.r2 = 0 <= firstAt && firstAt < secondAt;
    }
  }

  /** Whoever is told that the inbox took it finds it among what the closing thread got. */
  @JCStressTest
  @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "taken")
  @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "refused")
  @State
  public static class PutAgainstClose {
    private final Inbox inbox = new Inbox(null);
    private final ReadyQueue ready = new ReadyQueue();
    private boolean taken;

    @Actor
    public void put() {
      taken = inbox.put(letter());
    }

    @Actor
    public void close() {
      inbox.closeTo(ready);
    }

    @Arbiter
    public void see(ZI_Result r) {
      r.r1 = taken;
      r.r2 = ready.size();
    }
  }
}
