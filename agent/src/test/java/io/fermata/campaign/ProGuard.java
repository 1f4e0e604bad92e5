package io.fermata.campaign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** ProGuard, in a JVM of its own. */
final class ProGuard {
  /** Everything it does to names and to code. */
  private static final List<String> HARDEST =
      List.of(
          "-libraryjars <java.home>/jmods/java.base.jmod(!**.jar;!module-info.class)",
          "-libraryjars <java.home>/jmods/java.management.jmod(!**.jar;!module-info.class)",
          "-libraryjars <java.home>/jmods/jdk.jfr.jmod(!**.jar;!module-info.class)",
          "-libraryjars <java.home>/jmods/jdk.unsupported.jmod(!**.jar;!module-info.class)",
          "-dontwarn",
          "-dontnote",
          "-overloadaggressively",
          "-repackageclasses 'o'",
          "-allowaccessmodification",
          "-optimizationpasses 3");

  private ProGuard() {}

  /** Runs it with the rules behind those of its own; skips the test on a JDK without jmods. */
  static void run(Path directory, String... rules) {
    Path modules = Path.of(System.getProperty("java.home"), "jmods");
    assumeTrue(Files.isDirectory(modules), "ProGuard reads " + modules + ", which is not there");
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("campaign.proguard")))) {
      List<String> lines = new ArrayList<>(HARDEST);
      lines.addAll(Arrays.asList(rules));
      Path file = Files.write(Files.createDirectories(directory).resolve("rules.pro"), lines);
      Path output = directory.resolve("output.txt");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "-cp",
                  String.join(File.pathSeparator, jars.map(Path::toString).toList()),
                  "proguard.ProGuard",
                  "@" + file)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The classes below a directory, by binary name. */
  static Map<String, byte[]> classes(Path directory) {
    Map<String, byte[]> classes = new HashMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
        String name = directory.relativize(file).toString().replace(File.separatorChar, '.');
        classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
