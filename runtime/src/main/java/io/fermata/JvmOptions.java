package io.fermata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The options that a JVM was started with, and what they say of a debugger.
 *
 * <p>Thread: any.
 */
final class JvmOptions {
  /** Those of {@code java} whose value is the next argument. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--limit-modules",
          "--add-reads",
          "--add-exports",
          "--add-opens",
          "--patch-module",
          "--enable-native-access",
          "--source");

  /** Those that are followed by what {@code java} runs. */
  private static final Set<String> LAST = Set.of("-jar", "-m", "--module");

  private static final List<String> AGENTS = List.of("-agentlib:jdwp=", "-Xrunjdwp:");

  private static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private JvmOptions() {}

  /**
   * Those of this JVM, also if they came by files or environment variables.
   *
   * @param commandLine its parts separated as the kernel does
   */
  static List<String> of(String commandLine) {
    List<String> options = ofArguments(List.of(commandLine.split("\0")));
    for (String variable : VARIABLES) {
      String more = System.getenv(variable);
      if (more != null) {
        options.addAll(words(more));
      }
    }
    return options;
  }

  /** What a command line has for the JVM, and not for the program. */
  static List<String> ofArguments(List<String> commandLine) {
    List<String> options = new ArrayList<>();
    for (int i = 1; i < commandLine.size(); i++) {
      String argument = commandLine.get(i);
      if (argument.startsWith("@")) {
        options.addAll(wordsOfFile(argument.substring(1)));
      } else if (!argument.startsWith("-") || LAST.contains(argument)) {
        break;
      } else if (WITH_VALUE.contains(argument)) {
        i++;
      } else {
        options.add(argument);
      }
    }
    return options;
  }

  private static List<String> wordsOfFile(String name) {
    try {
      return words(Debugger.read(name));
    } catch (IOException e) {
      return List.of(); // the JVM has read it, and it may be gone
    }
  }

  /** Between spaces and quotes; what is looked for has neither. */
  static List<String> words(String text) {
    return List.of(text.split("[\\s\"']+"));
  }

  /** Whether one of these is the JDWP agent, and nothing runs before a debugger is there. */
  static boolean anyWaits(List<String> options) {
    return options.stream().anyMatch(JvmOptions::waits);
  }

  private static boolean waits(String option) {
    for (String agent : AGENTS) {
      if (option.startsWith(agent)) {
        String settings = "," + option.substring(agent.length()) + ",";
        boolean later = settings.contains(",onthrow=") || settings.contains(",onuncaught=y,");
        return !later && !settings.contains(",suspend=n,"); // it waits by default
      }
    }
    return false;
  }
}
