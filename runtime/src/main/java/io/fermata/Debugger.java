package io.fermata;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.util.List;

/**
 * Whether a debugger has started this JVM, as the Debug buttons of development environments do: it
 * has a JDWP agent that waits for a debugger before anything runs. One that merely can be attached
 * to later does not count.
 *
 * <p>Only the options of the JVM tell. To ask the JVM for them takes some 15 ms of its start; so on
 * Linux they are read where the kernel has them, and for most programs two looks for a word do.
 *
 * <p>Thread: any.
 */
final class Debugger {
  /** Found out when the first loop is built that has to know. */
  static final boolean HAS_STARTED_THIS_JVM = find();

  private Debugger() {}

  private static boolean find() {
    try {
      String commandLine = read("/proc/self/cmdline");
      boolean mayHaveAgent =
          commandLine.contains("jdwp")
              || commandLine.contains("\0@") // a file with more arguments
              || read("/proc/self/environ").contains("jdwp");
      return mayHaveAgent && JvmOptions.anyWaits(JvmOptions.of(commandLine));
    } catch (IOException e) {
      return JvmOptions.anyWaits(fromJvm()); // another operating system
    } catch (SecurityException e) {
      return false;
    }
  }

  private static List<String> fromJvm() {
    try {
      return ManagementFactory.getRuntimeMXBean().getInputArguments();
    } catch (LinkageError e) {
      return List.of(); // module java.management need not be there
    }
  }

  static String read(String file) throws IOException {
    try (FileInputStream in = new FileInputStream(file)) {
      return new String(in.readAllBytes(), Charset.defaultCharset());
    }
  }
}
