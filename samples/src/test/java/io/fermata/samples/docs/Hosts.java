package io.fermata.samples.docs;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.TimedOutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** The worked port of docs/from-asyncio.md. */
final class Hosts {
  private Hosts() {}

  @Async
  static Coroutine<String> check(String host) {
    await(sleep(Duration.ofMillis(host.length() * 100L)));
    if (!host.contains(".")) {
      throw new IllegalArgumentException(host);
    }
    return Coroutine.of(host + " is up");
  }

  @Async
  static Coroutine<Void> worker(Queue<String> hosts, List<String> results) {
    while (!hosts.isEmpty()) {
      String host = hosts.remove();
      try {
        results.add(await(waitFor(check(host), Duration.ofSeconds(1))));
      } catch (IllegalArgumentException e) {
        results.add(e.getMessage() + " is no host");
      } catch (TimedOutException e) {
        results.add(host + " is slow");
      }
    }
    return Coroutine.done();
  }

  @Async
  static Coroutine<Void> main() {
    Queue<String> hosts =
        new ArrayDeque<>(List.of("a.example", "nonsense", "a-very-long-name.example", "b.test"));
    List<String> results = new ArrayList<>();
    await(gather(worker(hosts, results), worker(hosts, results)));
    for (String line : results) {
      System.out.println(line);
    }
    return Coroutine.done();
  }

  public static void main(String[] args) {
    run(main());
  }
}
