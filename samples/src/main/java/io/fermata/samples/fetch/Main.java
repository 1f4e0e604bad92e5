package io.fermata.samples.fetch;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.List;

/** Fetches 200 pages from a server of its own, or the addresses on the command line. */
public final class Main {
  private Main() {}

  /** See {@link Options#USAGE}. */
  public static void main(String[] args) throws Exception {
    Options options = Options.parse(args);
    if (options.addresses().isEmpty()) {
      try (PageServer server = PageServer.start()) {
        fetch(server.addresses(options.pages()), options.limits());
      }
    } else {
      fetch(options.addresses(), options.limits());
    }
  }

  private static void fetch(List<URI> addresses, Fetcher.Limits limits) throws Exception {
    HttpClient client = HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();
    try {
      run(fetchAndReport(new Fetcher(client, limits), addresses));
    } finally {
      // The client can be closed from Java 21 on; before that its threads are daemons.
      if ((Object) client instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
  }

  @Async
  private static Coroutine<Void> fetchAndReport(Fetcher fetcher, List<URI> addresses) {
    EventLoop loop = EventLoop.current();
    long started = loop.time();

    Task<Void> progress = createTask(showProgress(fetcher, addresses.size()));
    List<Page> pages = await(fetcher.fetchAll(addresses));
    Duration took = Duration.ofNanos(loop.time() - started);
    await(progress);

    System.out.print(Report.of(pages, took, fetcher.mostInFlight()));
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Void> showProgress(Fetcher fetcher, int total) {
    while (fetcher.done() < total) {
      printProgress(fetcher, total);
      await(sleep(Duration.ofMillis(100)));
    }
    printProgress(fetcher, total);
    System.err.println();
    return Coroutine.done();
  }

  private static void printProgress(Fetcher fetcher, int total) {
    System.err.printf(
        "\r%d of %d pages, %d in flight  ", fetcher.done(), total, fetcher.inFlight());
    System.err.flush();
  }
}
