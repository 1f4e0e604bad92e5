package io.fermata.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM of the same kind. */
final class ChildJvm {
  private ChildJvm() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The last line that a program of this jar prints. */
  static String lastLine(
      List<String> options, List<Path> morePath, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
    for (Path more : morePath) {
      path.append(File.pathSeparator).append(more);
    }
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-cp", path.toString(), program.getName()));
    command.addAll(List.of(arguments));
    String output = output(command);
    return output.substring(output.lastIndexOf('\n') + 1);
  }

  /** What a JVM with these arguments prints, without blanks around it. */
  static String output(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (InputStream in = process.getInputStream()) {
      String output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException("it ended with " + status + ": " + String.join(" ", command));
      }
      return output.strip();
    }
  }
}
