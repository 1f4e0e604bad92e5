package io.fermata.samples.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A web site with bad days, on a free port of the loopback interface.
 *
 * <p>How a page behaves follows from its number: see {@link #behaviour}. Answers are given by a
 * timer, so that a slow page costs no thread.
 */
final class PageServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final HttpServer server;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final Map<String, Integer> requests = new ConcurrentHashMap<>();

  private enum Behaviour {
    /** Answers after some milliseconds. */
    GOOD,
    /** Fails at the first request. */
    RECOVERS,
    /** Fails at every request. */
    BROKEN,
    /** Does not answer the first request. */
    WAKES_UP,
    /** Never answers. */
    DEAD
  }

  private PageServer(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
  }

  static PageServer start() throws IOException {
    PageServer pages = new PageServer(HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0));
    pages.server.start();
    return pages;
  }

  /** The addresses of pages 1 to {@code count}. */
  List<URI> addresses(int count) {
    String site = "http://" + LOOPBACK + ":" + server.getAddress().getPort() + "/page/";
    return IntStream.rangeClosed(1, count).mapToObj(n -> URI.create(site + n)).toList();
  }

  private static Behaviour behaviour(int page) {
    if (page % 50 == 0) {
      return Behaviour.DEAD;
    }
    if (page % 40 == 0) {
      return Behaviour.BROKEN;
    }
    if (page % 25 == 0) {
      return Behaviour.WAKES_UP;
    }
    return page % 10 == 0 ? Behaviour.RECOVERS : Behaviour.GOOD;
  }

  private void handle(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    int page = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    boolean first = requests.merge(path, 1, Integer::sum) == 1;
    int status =
        switch (behaviour(page)) {
          case GOOD -> 200;
          case RECOVERS -> first ? 503 : 200;
          case BROKEN -> 500;
          case WAKES_UP -> first ? 0 : 200;
          case DEAD -> 0;
        };
    if (status != 0) {
      timer.schedule(
          () -> answer(exchange, status, page), 20 + page * 7 % 80, TimeUnit.MILLISECONDS);
    }
  }

  private static void answer(HttpExchange exchange, int status, int page) {
    byte[] body = "This is page %d. ".formatted(page).repeat(page).getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops at once; requests that wait for an answer get none. */
  @Override
  public void close() {
    timer.shutdownNow();
    server.stop(0);
  }
}
