package io.fermata.benchmarks.report;

import java.util.List;

/**
 * Whom the workloads are measured for.
 *
 * @param id the name of the package
 * @param color readable on white and on black
 * @param mark an SVG path around the origin, another one for each, so that no color is needed
 */
record Peer(String id, String title, String color, String mark) {
  static final Peer LIMIT = new Peer("limit", "limit", "#7d8590", "");

  static final List<Peer> OTHERS =
      List.of(
          new Peer("fermata", "Fermata", "#e5541b", "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0z"),
          new Peer("kotlin", "Kotlin", "#9a6dea", "M-5 -5h10v10h-10z"),
          new Peer("ea", "EA Async", "#bf8700", "M0 -6.5L6 4.5H-6z"),
          new Peer("future", "CompletableFuture", "#2da44e", "M0 -6.5L6.5 0L0 6.5L-6.5 0z"),
          new Peer(
              "virtual",
              "virtual threads",
              "#218bff",
              "M-5.5 -3L-3 -5.5L0 -2.5L3 -5.5L5.5 -3L2.5 0L5.5 3L3 5.5L0 2.5L-3 5.5L-5.5 3L-2.5 0z"));
}
