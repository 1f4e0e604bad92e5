package io.fermata.samples.pipeline;

/** A row of the table {@code orders}. */
record Order(int id, int pieces) {}
