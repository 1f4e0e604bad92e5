package io.fermata.golden;

import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;

import io.fermata.Coroutine;
import io.fermata.Script;
import io.fermata.sync.AsyncBarrier;
import io.fermata.sync.BarrierBrokenException;

final class BarrierTwins extends Twins {
  private AsyncBarrier barrier;

  BarrierTwins() {
    twin("barrier_indices", this::indices);
    twin("barrier_again_at_once", this::againAtOnce);
    twin("barrier_of_many", this::ofMany);
    twin("barrier_abort", this::abort);
    twin("barrier_reset", this::reset);
    twin("barrier_cancel", this::cancel);
  }

  private Script<Object> main(int parties) {
    barrier = new AsyncBarrier(parties);
    return script("main");
  }

  private Script<Object> announced(String name) {
    return script("party")
        .then(() -> print(name, "arrives,", barrier.waiting(), "waiting"))
        .await(() -> barrier.await(), index -> print(name, "goes on as", index));
  }

  private Coroutine<?> indices() {
    return main(3)
        .await(() -> gather(announced("a"), announced("b"), announced("c")))
        .then(() -> print(barrier.parties(), barrier.waiting(), barrier.isBroken()));
  }

  private Script<Object> rounds(String name) {
    Script<Object> party = script("party");
    for (int i = 0; i < 3; i++) {
      int round = i;
      party.await(() -> barrier.await(), index -> print(name, round, index));
    }
    return party;
  }

  private Coroutine<?> againAtOnce() {
    return main(2).await(() -> gather(rounds("a"), rounds("b")));
  }

  private Coroutine<?> ofMany() {
    Named party =
        name -> script("party").await(() -> barrier.await(), (Integer index) -> print(name, index));
    return startEach(main(2), party, "a", "b", "c", "d", "e")
        .await(() -> sleep(ms(10)))
        .then(() -> print("waiting", barrier.waiting()))
        .then(start(party.of("f")))
        .await(this::allDone);
  }

  private Script<Object> breakable(String name) {
    return script("party")
        .await(() -> barrier.await(), index -> print(name, "went on"))
        .caught(BarrierBrokenException.class, e -> print(name, "broken"));
  }

  private Coroutine<?> abort() {
    return startEach(main(3), this::breakable, "a", "b")
        .await(() -> yieldNow())
        .then(() -> barrier.abort())
        .then(() -> print("broken", barrier.isBroken()))
        .await(() -> breakable("late"))
        .await(this::allDone)
        .then(() -> barrier.reset())
        .then(() -> print("broken", barrier.isBroken()))
        .await(() -> gather(breakable("x"), breakable("y"), breakable("z")));
  }

  private Coroutine<?> reset() {
    Named party =
        name ->
            script("party")
                .await(() -> barrier.await(), index -> print(name, "goes on as", index))
                .caught(BarrierBrokenException.class, e -> print(name, "broken"));
    return startEach(
            startEach(main(2), party, "a").await(() -> yieldNow()).then(() -> barrier.reset()),
            party,
            "b",
            "c")
        .then(() -> print("broken", barrier.isBroken(), "waiting", barrier.waiting()))
        .await(this::allDone);
  }

  private Coroutine<?> cancel() {
    Named party =
        name ->
            script("party")
                .await(() -> barrier.await(), index -> print(name, "goes on as", index))
                .onCancel(e -> print(name, "cancelled,", barrier.waiting(), "waiting"));
    Script<Object> main =
        startEach(main(4), party, "a", "b", "c")
            .await(() -> yieldNow())
            .then(() -> tasks.get(1).cancel())
            .await(() -> sleep(ms(10)))
            .then(() -> print("waiting", barrier.waiting(), "broken", barrier.isBroken()));
    return startEach(main, party, "d", "e").await(this::allDone);
  }
}
