package io.fermata.samples.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.Fermata;
import io.fermata.samples.Program;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The fetch sample against its own server. */
class FetchIT {

  @Test
  void everyPageEndsAsItsNumberSays() throws Exception {
    Fetcher.Limits limits = new Fetcher.Limits(16, 3, Duration.ofSeconds(1));
    Fetcher fetcher = new Fetcher(HttpClient.newHttpClient(), limits);
    List<Page> pages;
    try (PageServer server = PageServer.start()) {
      pages = Fermata.run(fetcher.fetchAll(server.addresses(50)));
    }

    assertThat(fetcher.mostInFlight()).isBetween(2, 16);
    assertThat(fetcher.inFlight()).isZero();
    Map<Integer, Page> byNumber =
        pages.stream().collect(Collectors.toMap(FetchIT::number, Function.identity()));
    assertThat(byNumber).hasSize(50);
    assertThat(byNumber.get(7).fetched()).isTrue();
    assertThat(byNumber.get(7).bytes()).isEqualTo("This is page 7. ".length() * 7);
    assertThat(byNumber.get(10).fetched()).isTrue();
    assertThat(byNumber.get(10).tries()).isGreaterThan(1);
    assertThat(byNumber.get(25).fetched()).isTrue();
    assertThat(byNumber.get(25).took()).isGreaterThan(Duration.ofSeconds(1));
    assertThat(byNumber.get(40).failure()).isEqualTo("status 500");
    assertThat(byNumber.get(40).tries()).isEqualTo(3);
    assertThat(byNumber.get(50).failure()).isEqualTo("timeout");
    assertThat(byNumber.get(50).tries()).isEqualTo(3);
    assertThat(pages.stream().filter(page -> !page.fetched())).hasSize(2);
  }

  @Test
  void theProgramShowsProgressAndATable() throws Exception {
    Program program = Program.underAgent(Main.class, "--pages", "40", "--in-flight", "8");
    List<String> output = program.output();
    assertThat(output.get(0)).contains("tries", "ms", "outcome", "address");
    assertThat(output.get(1)).contains("given up: status 500").endsWith("/page/40");
    assertThat(output.get(output.size() - 1))
        .matches(" +40 pages, \\d+ requests in \\d\\.\\d s, at most 8 in flight");
    assertThat(program.errors()).contains("40 of 40 pages, 0 in flight");
  }

  @Test
  void addressesOfTheCommandLine() throws Exception {
    try (PageServer server = PageServer.start()) {
      List<URI> addresses = server.addresses(2);
      Program program =
          Program.underAgent(Main.class, addresses.get(0).toString(), addresses.get(1).toString());
      assertThat(program.output())
          .anyMatch(line -> line.endsWith(addresses.get(0).toString()))
          .anyMatch(line -> line.endsWith(addresses.get(1).toString()))
          .anyMatch(line -> line.contains("2 pages, 2 requests"));
    }
  }

  @Test
  void anUnreachableServerFailsNothingElse() throws Exception {
    URI nowhere;
    try (PageServer server = PageServer.start()) {
      nowhere = server.addresses(1).get(0);
    }
    Fetcher.Limits limits = new Fetcher.Limits(4, 2, Duration.ofSeconds(10));
    Fetcher fetcher = new Fetcher(HttpClient.newHttpClient(), limits);
    List<Page> pages = Fermata.run(fetcher.fetchAll(List.of(nowhere)));
    assertThat(pages).hasSize(1);
    assertThat(pages.get(0).failure()).isEqualTo("ConnectException");
    assertThat(pages.get(0).tries()).isEqualTo(2);
  }

  private static int number(Page page) {
    String path = page.uri().getPath();
    return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
  }
}
