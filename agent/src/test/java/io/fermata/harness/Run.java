package io.fermata.harness;

import java.util.List;

/**
 * What a run of a case has shown.
 *
 * @param trace what it wrote, in order
 * @param end its result or its failure, with the type
 * @param suspensions how often it was found waiting; no part of what must be equal
 * @param watchedIsGone whether the object it watched was collected when it was last found waiting
 */
public record Run(List<String> trace, String end, int suspensions, boolean watchedIsGone) {
  /** Whether both have shown the same. */
  public boolean agreesWith(Run other) {
    return trace.equals(other.trace) && end.equals(other.end);
  }

  /** Both traces side by side, with a mark where they first differ. */
  public String against(Run oracle) {
    StringBuilder text = new StringBuilder("the run differs from plain Java\n");
    int length = Math.max(trace.size(), oracle.trace.size());
    boolean marked = false;
    text.append(String.format("   %-44s %s%n", "plain Java", "this run"));
    for (int i = 0; i <= length; i++) {
      String expected = line(oracle, i, length);
      String actual = line(this, i, length);
      boolean mark = !marked && !expected.equals(actual);
      marked |= mark;
      text.append(String.format("%s %-44s %s%n", mark ? "=>" : "  ", expected, actual));
    }
    return text.toString();
  }

  private static String line(Run run, int index, int length) {
    if (index == length) {
      return "end: " + run.end;
    }
    return index < run.trace.size() ? run.trace.get(index) : "";
  }
}
