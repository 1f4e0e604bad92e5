package io.fermata.agent;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the {@code =} of {@code -javaagent:fermata-agent.jar=...}.
 *
 * @param dump where to write what was transformed, or null
 * @param mistakes one sentence for each option that is not understood
 */
record AgentOptions(
    boolean help, boolean verbose, boolean keepLocals, @Nullable Path dump, List<String> mistakes) {
  static final String HELP =
      """
      options of the agent, separated by commas, as in -javaagent:fermata-agent.jar=verbose,dump=target/dump
        verbose      name each class that is transformed
        keep-locals  keep locals over an await that are not read again, for a debugger
        dump=DIR     write each transformed class and its frames below DIR
        help         print this and go on""";

  static AgentOptions parse(@Nullable String text) {
    boolean help = false;
    boolean verbose = false;
    boolean keepLocals = false;
    Path dump = null;
    List<String> mistakes = new ArrayList<>();
    for (String option : text == null ? new String[0] : text.split(",", -1)) {
      String name = option.strip();
      if (name.equals("help")) {
        help = true;
      } else if (name.equals("verbose")) {
        verbose = true;
      } else if (name.equals("keep-locals")) {
        keepLocals = true;
      } else if (name.startsWith("dump=") && name.length() > "dump=".length()) {
        dump = directory(name.substring("dump=".length()), mistakes);
      } else if (!name.isEmpty()) {
        mistakes.add("the agent has no option \"" + name + "\"; it is ignored");
      }
    }
    return new AgentOptions(help, verbose, keepLocals, dump, List.copyOf(mistakes));
  }

  private static @Nullable Path directory(String name, List<String> mistakes) {
    try {
      return Path.of(name).toAbsolutePath();
    } catch (InvalidPathException e) {
      mistakes.add("dump=" + name + " is not the name of a directory; nothing is dumped");
      return null;
    }
  }
}
