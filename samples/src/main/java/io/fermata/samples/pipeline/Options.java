package io.fermata.samples.pipeline;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The command line. */
record Options(int orders, Optional<Duration> cancelAfter, String database) {
  static final String USAGE =
      """
      Usage: pipeline [--orders N] [--cancel-after MILLIS] [--database URL]
        Writes an invoice for each open order. Ctrl-C stops it in order.
        --orders        how many orders there are to be (1000)
        --cancel-after  cancels itself after so long
        --database      a JDBC URL of H2 (one in memory), such as jdbc:h2:./orders
      """;

  /**
   * The program closes the database itself: left to H2, Ctrl-C would close it under the workers'
   * hands.
   */
  private static final String OPEN_TO_THE_END = ";DB_CLOSE_ON_EXIT=FALSE";

  static Options parse(String... args) {
    int orders = 1_000;
    Optional<Duration> cancelAfter = Optional.empty();
    String database = "jdbc:h2:mem:orders";
    try {
      for (Iterator<String> rest = List.of(args).iterator(); rest.hasNext(); ) {
        switch (rest.next()) {
          case "--help" -> {
            System.out.print(USAGE);
            System.exit(0);
          }
          case "--orders" -> orders = Integer.parseInt(rest.next());
          case "--cancel-after" ->
              cancelAfter = Optional.of(Duration.ofMillis(Long.parseLong(rest.next())));
          case "--database" -> database = rest.next();
          default -> throw new IllegalArgumentException();
        }
      }
    } catch (RuntimeException e) {
      System.err.print(USAGE);
      System.exit(2);
    }
    return new Options(orders, cancelAfter, database + OPEN_TO_THE_END);
  }
}
