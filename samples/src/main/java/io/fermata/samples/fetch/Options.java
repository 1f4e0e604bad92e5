package io.fermata.samples.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The command line. */
record Options(int pages, Fetcher.Limits limits, List<URI> addresses) {
  static final String USAGE =
      """
      Usage: fetch [--pages N] [--in-flight N] [--tries N] [--timeout MILLIS] [URL...]
        Fetches the URLs; without one, N pages from a server of its own.
        --pages      how many pages that server has (200)
        --in-flight  how many requests may be under way at once (16)
        --tries      how many requests a page is worth (3)
        --timeout    how long one request may take (1000, with URLs 10000)
      """;

  static Options parse(String... args) {
    int pages = 200;
    int inFlight = 16;
    int tries = 3;
    int timeout = 0;
    List<URI> addresses = new ArrayList<>();
    try {
      for (Iterator<String> rest = List.of(args).iterator(); rest.hasNext(); ) {
        String arg = rest.next();
        switch (arg) {
          case "--help" -> {
            System.out.print(USAGE);
            System.exit(0);
          }
          case "--pages" -> pages = count(rest.next());
          case "--in-flight" -> inFlight = count(rest.next());
          case "--tries" -> tries = count(rest.next());
          case "--timeout" -> timeout = count(rest.next());
          default -> addresses.add(address(arg));
        }
      }
    } catch (RuntimeException e) {
      System.err.print(USAGE);
      System.exit(2);
    }
    if (timeout == 0) {
      timeout = addresses.isEmpty() ? 1_000 : 10_000;
    }
    Fetcher.Limits limits = new Fetcher.Limits(inFlight, tries, Duration.ofMillis(timeout));
    return new Options(pages, limits, addresses);
  }

  private static int count(String text) {
    int count = Integer.parseInt(text);
    if (count < 1) {
      throw new IllegalArgumentException(text);
    }
    return count;
  }

  private static URI address(String text) {
    URI address = URI.create(text);
    if (address.getHost() == null || !address.getScheme().startsWith("http")) {
      throw new IllegalArgumentException(text);
    }
    return address;
  }
}
