package io.fermata.samples.docs;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.Carrier;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;
import io.fermata.TaskLocal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/** The code of docs/context.md. */
final class Contexts {
  // The first example

  static final TaskLocal<String> USER = TaskLocal.withInitial(() -> "nobody");

  private final List<String> log = new ArrayList<>();

  List<String> log() {
    return log;
  }

  @Async
  Coroutine<Void> handle(String user) {
    USER.set(user);
    await(sleep(Duration.ofMillis(10)));
    await(store());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> store() {
    log.add("stored for " + USER.get());
    String seen = await(toThread(() -> USER.get()));
    log.add("on another thread: " + seen);
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> serve() {
    await(gather(handle("ann"), handle("bob")));
    log.add("here: " + USER.get());
    return Coroutine.done();
  }

  // SLF4J

  /** Carries SLF4J's mapped diagnostic context along with tasks. */
  static final class MdcCarrier implements Carrier<Map<String, String>> {
    @Override
    public Map<String, String> capture() {
      return MDC.getCopyOfContextMap();
    }

    @Override
    public void restore(Map<String, String> state) {
      if (state == null) {
        MDC.clear();
      } else {
        MDC.setContextMap(state);
      }
    }
  }

  static void runWithMdc(Coroutine<Void> main) {
    try (EventLoop loop = EventLoop.builder().carry(new MdcCarrier()).build()) {
      loop.run(main);
    }
  }

  @Async
  Coroutine<Void> request(String id) {
    MDC.put("request", id);
    await(sleep(Duration.ofMillis(10)));
    log.add(id + " logs as " + MDC.get("request"));
    String seen = await(toThread(() -> MDC.get("request")));
    log.add(id + " logs elsewhere as " + seen);
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> requests() {
    Task<Void> first = createTask(request("r1"));
    Task<Void> second = createTask(request("r2"));
    await(first);
    await(second);
    log.add("the main task logs as " + MDC.get("request"));
    return Coroutine.done();
  }

  // Any thread-local

  static final ThreadLocal<String> TENANT = new ThreadLocal<>();

  /** A library's, whose value is changed in place. */
  static final ThreadLocal<Map<String, Integer>> COUNTERS = ThreadLocal.withInitial(HashMap::new);

  static final class CounterCarrier implements Carrier<Map<String, Integer>> {
    @Override
    public Map<String, Integer> capture() {
      return new HashMap<>(COUNTERS.get());
    }

    @Override
    public void restore(Map<String, Integer> state) {
      COUNTERS.set(new HashMap<>(state));
    }
  }

  static void runWithThreadLocals(Coroutine<Void> main) {
    EventLoop loop =
        EventLoop.builder().carry(Carrier.of(TENANT)).carry(new CounterCarrier()).build();
    try (loop) {
      loop.run(main);
    }
  }

  @Async
  Coroutine<Void> count(String tenant) {
    TENANT.set(tenant);
    COUNTERS.get().merge("calls", 1, Integer::sum);
    await(yieldNow());
    COUNTERS.get().merge("calls", 1, Integer::sum);
    log.add(TENANT.get() + " counted " + COUNTERS.get());
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> countBoth() {
    await(gather(count("north"), count("south")));
    log.add("here: " + TENANT.get() + " " + COUNTERS.get());
    return Coroutine.done();
  }
}
