package io.fermata.benchmarks.startup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles sources and packs jars, in a directory of its own. */
final class Workshop {
  private final Path directory;
  private final Path runtime;

  Workshop(Path directory, Path runtime) {
    this.directory = directory;
    this.runtime = runtime;
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  /** The class files of a source, by name; nothing is transformed. */
  Map<String, byte[]> compile(String className, String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IOException("this needs a JDK: there is no compiler");
    }
    Path sources = Files.createDirectories(directory.resolve(className + "-source"));
    Path classes = Files.createDirectories(directory.resolve(className + "-classes"));
    Path file = Files.writeString(sources.resolve(className + ".java"), source);
    int status =
        compiler.run(
            null,
            null,
            null,
            "-nowarn",
            "-proc:none",
            "--release",
            "17",
            "-cp",
            runtime.toString(),
            "-d",
            classes.toString(),
            file.toString());
    if (status != 0) {
      throw new IOException("cannot compile " + file);
    }
    return read(classes);
  }

  static Map<String, byte[]> read(Path classes) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> found = Files.list(classes)) {
      for (Path file : (Iterable<Path>) found::iterator) {
        files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    }
    return files;
  }

  Path jar(String name, Map<String, byte[]> files, Map<String, String> attributes)
      throws IOException {
    Path jar = directory.resolve(name + ".jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach((key, value) -> manifest.getMainAttributes().putValue(key, value));
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Map.Entry<String, byte[]> entry : files.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return jar;
  }

  /** The same class under another number: the digits are constants of the same length. */
  static byte[] numbered(byte[] classFile, String name, int number) {
    byte[] from = (name + "00000").getBytes(StandardCharsets.US_ASCII);
    byte[] to =
        (name + String.valueOf(100_000 + number).substring(1)).getBytes(StandardCharsets.US_ASCII);
    byte[] copy = classFile.clone();
    for (int i = 0; i + from.length <= copy.length; i++) {
      int same = 0;
      while (same < from.length && copy[i + same] == from[same]) {
        same++;
      }
      if (same == from.length) {
        System.arraycopy(to, 0, copy, i, to.length);
      }
    }
    return copy;
  }
}
