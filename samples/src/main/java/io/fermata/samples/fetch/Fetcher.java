package io.fermata.samples.fetch;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.Awaitable;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;
import io.fermata.TimedOutException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Fetches a list of pages: so many workers take the next address from one iterator, so no more than
 * that many requests are in flight.
 *
 * <p>All of it runs on the loop's thread, so the iterator, the list and the counters are ordinary
 * ones.
 */
final class Fetcher {
  private static final Duration PAUSE_BEFORE_RETRY = Duration.ofMillis(50);

  private final HttpClient client;
  private final Limits limits;
  private final List<Page> pages = new ArrayList<>();
  private int inFlight;
  private int mostInFlight;

  /**
   * @param inFlight how many requests may be under way at once
   * @param tries how many requests a page is worth
   * @param timeout how long one request may take
   */
  record Limits(int inFlight, int tries, Duration timeout) {}

  Fetcher(HttpClient client, Limits limits) {
    this.client = client;
    this.limits = limits;
  }

  /**
   * Fetches them all and returns them in order of completion. A page that fails fails nothing else.
   */
  @Async
  Coroutine<List<Page>> fetchAll(List<URI> addresses) {
    Iterator<URI> todo = addresses.iterator();
    List<Task<Void>> workers = new ArrayList<>();
    for (int i = 1; i <= limits.inFlight(); i++) {
      workers.add(createTask(work(todo), "worker " + i));
    }
    await(gather(workers));
    return Coroutine.of(pages);
  }

  @Async
  private Coroutine<Void> work(Iterator<URI> todo) {
    while (todo.hasNext()) {
      pages.add(await(fetch(todo.next())));
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Page> fetch(URI address) {
    EventLoop loop = EventLoop.current();
    long started = loop.time();
    HttpRequest request = HttpRequest.newBuilder(address).build();
    for (int attempt = 1; ; attempt++) {
      int bytes = 0;
      String failure;
      inFlight++;
      mostInFlight = Math.max(mostInFlight, inFlight);
      try {
        HttpResponse<byte[]> response =
            await(waitFor(send(request), limits.timeout()), IOException.class);
        bytes = response.body().length;
        failure = response.statusCode() < 400 ? "" : "status " + response.statusCode();
      } catch (TimedOutException e) {
        failure = "timeout";
      } catch (IOException e) {
        failure = e.getClass().getSimpleName();
      } finally {
        inFlight--;
      }
      if (failure.isEmpty() || attempt == limits.tries()) {
        Duration took = Duration.ofNanos(loop.time() - started);
        return Coroutine.of(new Page(address, attempt, took, bytes, failure));
      }
      await(sleep(PAUSE_BEFORE_RETRY));
    }
  }

  private Awaitable<HttpResponse<byte[]>> send(HttpRequest request) {
    return Awaitable.of(client.sendAsync(request, BodyHandlers.ofByteArray()));
  }

  int done() {
    return pages.size();
  }

  int inFlight() {
    return inFlight;
  }

  int mostInFlight() {
    return mostInFlight;
  }
}
