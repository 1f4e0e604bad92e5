package io.fermata.samples.fetch;

import java.net.URI;
import java.time.Duration;

/**
 * What became of one page.
 *
 * @param tries how many requests it took
 * @param took from the first request to the last answer, the pauses in between included
 * @param bytes the size of the body; 0 if there is none
 * @param failure why it was given up; empty if it was fetched
 */
record Page(URI uri, int tries, Duration took, int bytes, String failure) {

  boolean fetched() {
    return failure.isEmpty();
  }

  /** A word or two for the table: pages with the same outcome are counted together. */
  String outcome() {
    if (!fetched()) {
      return "given up: " + failure;
    }
    return tries == 1 ? "fetched at once" : "fetched after " + tries + " tries";
  }
}
