package io.fermata.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles Java source in memory with the JDK's own compiler, against the runtime and this harness.
 */
public final class JavaSources {
  private final List<JavaFileObject> sources = new ArrayList<>();

  /** Adds a compilation unit. */
  public JavaSources add(String fileName, String text) {
    sources.add(new Source(fileName, text));
    return this;
  }

  /** Adds the files in and below a folder whose names are wanted, in the order of their names. */
  public JavaSources addFolder(Path folder, Predicate<String> wanted) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".java") && wanted.test(name)) {
          add(name, Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** The class files by binary name; a compilation error fails with javac's own words. */
  public Map<String, byte[]> compile(String... options) {
    if (sources.isEmpty()) {
      return Map.of();
    }
    Map<String, ByteArrayOutputStream> classes = new TreeMap<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> all = new ArrayList<>(List.of("-proc:none", "-nowarn", "-classpath", classPath()));
    all.addAll(List.of(options));
    StringWriter messages = new StringWriter();
    JavaFileManager files =
        new InMemory(compiler.getStandardFileManager(null, null, null), classes);
    if (!compiler.getTask(messages, files, null, all, null, sources).call()) {
      throw new AssertionError(messages.toString());
    }
    Map<String, byte[]> bytes = new TreeMap<>();
    classes.forEach((name, out) -> bytes.put(name, out.toByteArray()));
    return bytes;
  }

  /** The runtime and this harness. */
  public static String classPath() {
    return location(io.fermata.Fermata.class)
        + System.getProperty("path.separator")
        + location(Env.class);
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String fileName, String text) {
      super(URI.create("string:///" + fileName), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes;

    InMemory(JavaFileManager next, Map<String, ByteArrayOutputStream> classes) {
      super(next);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("mem:///" + className.hashCode()), kind) {
        @Override
        public OutputStream openOutputStream() {
          return classes.computeIfAbsent(className, name -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
