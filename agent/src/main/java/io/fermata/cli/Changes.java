package io.fermata.cli;

import io.fermata.transform.Diagnostic;
import io.fermata.transform.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What is to be done to a directory or a jar, decided and not yet done.
 *
 * <p>Paths are relative to the directory or jar, with {@code /}.
 *
 * @param contents the files to write, frames before the class that needs them, and what goes into
 *     them
 * @param owners for each frame among them, the path of the class that needs it
 * @param stale frames that no class needs any more, to be deleted
 * @param diagnostics what the transformer had to say
 * @param classes how many classes are transformed now
 * @param methods how many async methods they have
 * @param upToDate how many classes were transformed before and stay as they are
 */
public record Changes(
    Map<String, byte[]> contents,
    Map<String, String> owners,
    Set<String> stale,
    List<Diagnostic> diagnostics,
    int classes,
    int methods,
    int upToDate) {

  /** Whether there is nothing to write and nothing to delete. */
  public boolean isEmpty() {
    return contents.isEmpty() && stale.isEmpty();
  }

  /** Whether anything was refused; nothing may be written then. */
  public boolean failed() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /**
   * One line for people, such as {@code transformed 3 methods in 2 classes, 1 class up to date}.
   */
  public String summary() {
    return summary("");
  }

  /** The same of what was only looked at. */
  String forecast() {
    return summary("would have ");
  }

  private String summary(String auxiliary) {
    StringJoiner text = new StringJoiner(", ");
    if (classes > 0) {
      text.add(
          auxiliary
              + "transformed "
              + count(methods, "method", "methods")
              + " in "
              + count(classes, "class", "classes"));
    } else {
      text.add("nothing to transform");
    }
    if (upToDate > 0) {
      text.add(count(upToDate, "class", "classes") + " up to date");
    }
    if (!stale.isEmpty()) {
      text.add(auxiliary + "removed " + count(stale.size(), "stale frame", "stale frames"));
    }
    return text.toString();
  }

  static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
