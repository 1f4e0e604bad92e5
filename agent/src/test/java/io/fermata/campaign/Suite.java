package io.fermata.campaign;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A library and its own tests.
 *
 * @param tests the jar or the directory of the tests
 * @param needed what the tests need besides
 * @param pattern which classes among them are tests
 * @param heap how much of it the JVM gets, as {@code -Xmx} has it
 */
record Suite(Path library, Path tests, List<Path> needed, String pattern, String heap) {
  /** What Apache Commons give their tests. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.reflect",
          "java.util",
          "java.time",
          "java.time.chrono",
          "java.io");

  /** How the tests ended, by their ids; and what the JVM said. */
  record Result(Map<String, String> ends, String figures) {
    long count(String status) {
      return ends.values().stream().filter(end -> end.startsWith(status)).count();
    }
  }

  String name() {
    return library.getFileName().toString();
  }

  /** Runs the tests on the library as it is. */
  Result run(Path directory, long minutes) {
    return run(List.of(library), directory, minutes, 0);
  }

  /** Runs the tests on other classes of the library, by internal name. */
  Result run(Map<String, byte[]> classes, long seed, Path directory, long minutes) {
    try {
      Path root = Files.createDirectories(directory.resolve("classes"));
      copyResources(root);
      for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
        Path file = root.resolve(entry.getKey() + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, entry.getValue());
      }
      return run(List.of(root), directory, minutes, seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copyResources(Path root) throws IOException {
    try (JarFile jar = new JarFile(library.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (!entry.isDirectory() && !entry.getName().endsWith(".class")) {
          Path file = root.resolve(entry.getName());
          Files.createDirectories(file.getParent());
          try (var in = jar.getInputStream(entry)) {
            Files.write(file, in.readAllBytes());
          }
        }
      }
    }
  }

  private Result run(List<Path> first, Path directory, long minutes, long seed) {
    List<String> path = new ArrayList<>();
    Stream.of(first, List.of(tests), needed)
        .flatMap(List::stream)
        .forEach(each -> path.add(each.toString()));
    path.add(System.getProperty("java.class.path"));
    Path results = directory.resolve("results.txt");
    Path output = directory.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(
        each -> command.addAll(List.of("--add-opens", "java.base/" + each + "=ALL-UNNAMED")));
    command.addAll(List.of("-Xmx" + heap, "-Xshare:auto", "-Dcampaign.seed=" + seed));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
    command.addAll(
        List.of(SuiteMain.class.getName(), tests.toString(), pattern, results.toString()));
    try {
      Files.createDirectories(directory);
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("no end after " + minutes + " minutes: " + output);
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "exit status " + process.exitValue() + ": " + Files.readString(output));
      }
      Map<String, String> ends = new TreeMap<>();
      for (String line : Files.readAllLines(results)) {
        int tab = line.indexOf('\t');
        ends.put(line.substring(0, tab), line.substring(tab + 1));
      }
      List<String> said = Files.readAllLines(output);
      return new Result(ends, said.get(said.size() - 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
