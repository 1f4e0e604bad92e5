package io.fermata.golden;

import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;

import io.fermata.Coroutine;
import io.fermata.Script;
import io.fermata.Task;
import io.fermata.sync.AsyncQueue;
import io.fermata.sync.QueueShutDownException;
import java.util.Comparator;
import java.util.List;

final class QueueTwins extends Twins {
  private AsyncQueue<Object> queue;

  QueueTwins() {
    twin("queue_bounded", this::bounded);
    twin("queue_getters_in_order", this::gettersInOrder);
    twin("queue_stolen_item", this::stolenItem);
    twin("queue_cancel_woken_getter", this::cancelWokenGetter);
    twin("queue_cancel_woken_putter", this::cancelWokenPutter);
    twin("queue_join", this::join);
    twin("queue_priority", this::priority);
    twin("queue_lifo", this::lifo);
    twin("queue_without_waiting", this::withoutWaiting);
    twin("queue_does_not_yield", this::doesNotYield);
    twin("queue_shutdown", this::shutdown);
    twin("queue_shutdown_wakes_getters", this::shutdownWakesGetters);
    twin("queue_shutdown_immediate", this::shutdownNow);
  }

  private Script<Object> main(AsyncQueue<Object> with) {
    queue = with;
    return script("main");
  }

  private Coroutine<?> bounded() {
    Script<Object> producer = script("producer");
    Script<Object> consumer = script("consumer");
    for (int i = 0; i < 5; i++) {
      int item = i;
      producer.then(() -> print("put", item)).await(() -> queue.put(item));
      consumer.await(() -> queue.get(), got -> print("got", got, "left", queue.size()));
    }
    producer.then(() -> print("producer done"));
    return main(AsyncQueue.bounded(2)).await(() -> gather(producer, consumer));
  }

  private Script<Object> getter(String name) {
    return script("getter").await(() -> queue.get(), item -> print(name, "got", item));
  }

  private Coroutine<?> gettersInOrder() {
    return startEach(main(AsyncQueue.unbounded()), this::getter, "a", "b", "c")
        .await(() -> yieldNow())
        .then(() -> queue.offer(1))
        .then(() -> queue.offer(2))
        .then(() -> queue.offer(3))
        .then(() -> print("size", queue.size()))
        .await(this::allDone);
  }

  private Coroutine<?> stolenItem() {
    return startEach(main(AsyncQueue.unbounded()), this::getter, "a", "b")
        .await(() -> yieldNow())
        .then(() -> queue.offer("x"))
        .then(() -> print("main stole", queue.poll()))
        .await(() -> yieldNow())
        .then(() -> queue.offer("y"))
        .then(() -> queue.offer("z"))
        .await(this::allDone);
  }

  private Script<Object> cancellable(String name) {
    return script("getter")
        .await(() -> queue.get(), item -> print(name, "got", item))
        .onCancel(e -> print(name, "cancelled"));
  }

  private Coroutine<?> cancelWokenGetter() {
    return startEach(main(AsyncQueue.unbounded()), this::cancellable, "a", "b", "c")
        .await(() -> yieldNow())
        .then(() -> queue.offer("x"))
        .then(() -> tasks.get(0).cancel())
        .then(() -> tasks.get(1).cancel())
        .await(() -> sleep(ms(10)))
        .then(() -> print("size", queue.size(), "c done", tasks.get(2).isDone()))
        .await(this::allDone);
  }

  private Coroutine<?> cancelWokenPutter() {
    Named putter =
        item ->
            script("putter")
                .await(() -> queue.put(item), unused -> print("put", item))
                .onCancel(e -> print("cancelled", item));
    return startEach(
            main(AsyncQueue.bounded(1)).then(() -> queue.offer("first")), putter, "a", "b", "c")
        .await(() -> yieldNow())
        .then(() -> print("got", queue.poll()))
        .then(() -> tasks.get(0).cancel())
        .await(() -> sleep(ms(10)))
        .then(() -> print("got", queue.poll(), "c done", tasks.get(2).isDone()))
        .await(this::allDone)
        .then(() -> print("got", queue.poll(), "empty", queue.isEmpty()));
  }

  private Coroutine<?> join() {
    Named worker =
        name -> {
          Script<Object> loop = script("worker");
          int[] item = new int[1];
          for (int i = 0; i < 5; i++) {
            loop.await(() -> queue.get(), (Integer got) -> item[0] = got)
                .await(() -> sleep(ms(item[0])))
                .then(() -> print(name, "did", item[0]))
                .then(() -> queue.taskDone());
          }
          return loop;
        };
    Script<Object> main =
        main(AsyncQueue.unbounded())
            .await(() -> queue.join())
            .then(() -> print("nothing to do"))
            .then(() -> List.of(60, 20, 50, 20).forEach(queue::offer));
    return startEach(main, worker, "a", "b")
        .await(() -> queue.join())
        .then(() -> print("all done"))
        .then(() -> tasks.forEach(Task::cancel))
        .then(() -> queue.taskDone())
        .caught(IllegalStateException.class, e -> print("too often"));
  }

  private Coroutine<?> priority() {
    Script<Object> main =
        main(AsyncQueue.priority(3, Comparator.comparing(item -> (Integer) item)))
            .await(() -> queue.put(5))
            .await(() -> queue.put(1))
            .await(() -> queue.put(3))
            .then(() -> print("full", queue.isFull()))
            .then(start(queue.put(0)))
            .await(() -> yieldNow())
            .await(() -> queue.get(), item -> print("got", item))
            .await(() -> queue.get(), item -> print("got", item))
            .await(() -> tasks.get(0));
    return main.then(
        () -> {
          while (!queue.isEmpty()) {
            print("got", queue.poll());
          }
        });
  }

  private Coroutine<?> lifo() {
    return main(AsyncQueue.lifo(0))
        .then(() -> List.of("a", "b", "c").forEach(queue::offer))
        .await(() -> queue.get(), item -> print("got", item))
        .then(() -> queue.offer("d"))
        .await(() -> queue.get(), item -> print("got", item))
        .await(() -> queue.get(), item -> print("got", item))
        .await(() -> queue.get(), item -> print("got", item));
  }

  private Coroutine<?> withoutWaiting() {
    return main(AsyncQueue.bounded(1))
        .then(() -> queue.offer("a"))
        .then(() -> print(queue.offer("b") ? "wrong" : "full"))
        .then(() -> print("got", queue.poll()))
        .then(() -> print(queue.poll() != null ? "wrong" : "empty"));
  }

  private Coroutine<?> doesNotYield() {
    Script<Object> main =
        main(AsyncQueue.bounded(3)).then(start(script("spinner").then(() -> print("spun"))));
    for (int i = 0; i < 3; i++) {
      int item = i;
      main.await(() -> queue.put(item));
    }
    for (int i = 0; i < 3; i++) {
      main.await(() -> queue.get(), item -> print("got", item));
    }
    return main.await(() -> tasks.get(0));
  }

  private Script<Object> putter(String item) {
    return script("putter")
        .await(() -> queue.put(item), unused -> print("put", item))
        .caught(QueueShutDownException.class, e -> print("refused", item));
  }

  /** Gets until the queue is shut down. */
  private Script<Object> looping(String name) {
    Script<Object> gets = script("gets");
    for (int i = 0; i < 5; i++) {
      gets.await(() -> queue.get(), item -> print(name, "got", item));
    }
    return script("getter")
        .await(() -> gets)
        .caught(QueueShutDownException.class, e -> print(name, "ends"));
  }

  private Coroutine<?> shutdown() {
    return main(AsyncQueue.bounded(2))
        .then(() -> queue.offer("a"))
        .then(() -> queue.offer("b"))
        .then(start(putter("c")))
        .await(() -> yieldNow())
        .then(() -> queue.shutdown())
        .await(() -> putter("d"))
        .await(() -> gather(looping("x"), looping("y")))
        .await(() -> tasks.get(0))
        .then(() -> queue.taskDone())
        .then(() -> queue.taskDone())
        .await(() -> queue.join())
        .then(() -> print("joined"));
  }

  private Coroutine<?> shutdownWakesGetters() {
    Named getter =
        name ->
            script("getter")
                .await(() -> queue.get(), item -> print(name, "got", item))
                .caught(QueueShutDownException.class, e -> print(name, "ends"));
    return startEach(main(AsyncQueue.unbounded()), getter, "a", "b", "c")
        .await(() -> yieldNow())
        .then(() -> queue.offer("x"))
        .then(() -> queue.shutdown())
        .await(this::allDone);
  }

  private Coroutine<?> shutdownNow() {
    Script<Object> joiner = script("joiner").await(() -> queue.join()).then(() -> print("joined"));
    return main(AsyncQueue.unbounded())
        .then(() -> List.of("a", "b", "c").forEach(queue::offer))
        .then(() -> print("got", queue.poll()))
        .then(start(joiner))
        .await(() -> yieldNow())
        .then(() -> queue.shutdownNow())
        .then(() -> print("size", queue.size()))
        .await(() -> queue.get())
        .caught(QueueShutDownException.class, e -> print("nothing left"))
        .await(() -> yieldNow())
        .then(() -> print("joined already", tasks.get(0).isDone()))
        .then(() -> queue.taskDone())
        .await(() -> tasks.get(0));
  }
}
