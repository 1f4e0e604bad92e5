/**
 * What a run measured, as JSON; the page and the charts that show it; the comparison with what was
 * recorded. Nothing here measures.
 */
@NullMarked
package io.fermata.benchmarks.report;

import org.jspecify.annotations.NullMarked;
