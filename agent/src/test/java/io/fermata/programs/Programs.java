package io.fermata.programs;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Sources and what becomes of them. */
public final class Programs {
  /** Two calls, as tasks, in virtual time. */
  public static final String PRICES =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import java.time.Duration;

      public class Prices {
        @Async
        static Coroutine<Integer> callApi(String message, int result) {
          System.out.println(message);
          await(sleep(Duration.ofSeconds(3)));
          return Coroutine.of(result);
        }

        @Async
        static Coroutine<Void> main() {
          Task<Integer> first = createTask(callApi("Get stock price of GOOG...", 300));
          Task<Integer> second = createTask(callApi("Get stock price of APPL...", 400));
          System.out.println(await(first));
          System.out.println(await(second));
          return Coroutine.done();
        }

        public static void main(String[] args) {
          try (EventLoop loop = EventLoop.builder().virtualTime().build()) {
            long start = loop.time();
            loop.run(main());
            System.out.println("It took " + (loop.time() - start) / 1_000_000_000 + " second(s)");
          }
        }
      }
      """;

  public static final String PRICES_OUTPUT =
      """
      Get stock price of GOOG...
      Get stock price of APPL...
      300
      400
      It took 3 second(s)
      """;

  /** Mentions Fermata, and has nothing to transform. */
  public static final String PLAIN =
      """
      package shop;

      import io.fermata.*;

      public class Plain {
        static Coroutine<String> greeting() {
          return Coroutine.of("hello");
        }

        public static void main(String[] args) {
          Fermata.run(greeting());
          System.out.println("plain");
        }
      }
      """;

  /** Awaits on line 7, where it must not. */
  public static final String REFUSED =
      """
      package shop;

      import io.fermata.*;

      public class Refused {
        static int total(Coroutine<Integer> price) {
          return Fermata.await(price);
        }
      }
      """;

  private static final Pattern TYPE =
      Pattern.compile("public (?:final )?(?:class|interface|record|enum) (\\w+)");

  private Programs() {}

  /** Compiles as Maven does, with line numbers, variables and parameter names. */
  public static Path compile(Path classes, String... sources) {
    List<JavaFileObject> units = new ArrayList<>();
    for (String source : sources) {
      units.add(new Source(typeName(source), source));
    }
    compile(classes, List.of("-cp", System.getProperty("java.class.path")), units);
    return classes;
  }

  /** Makes a module of classes that are there. */
  public static void compileModule(Path classes, String declaration) {
    compile(
        classes,
        List.of("-p", AgentJar.runtime().toString()),
        List.of(new Source("module-info", declaration)));
  }

  private static void compile(Path classes, List<String> where, List<JavaFileObject> units) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options = new ArrayList<>(where);
    options.addAll(List.of("-d", classes.toString(), "-g", "-parameters"));
    options.addAll(List.of("-proc:none", "--release", "17"));
    if (!compiler.getTask(messages, null, null, options, null, units).call()) {
      throw new IllegalArgumentException(messages.toString());
    }
  }

  private static String typeName(String source) {
    Matcher type = TYPE.matcher(source);
    if (!type.find()) {
      throw new IllegalArgumentException("no public type in " + source);
    }
    String inPackage =
        source.startsWith("package ") ? source.substring(8, source.indexOf(';')) + "." : "";
    return inPackage + type.group(1);
  }

  /** All files below a directory, by path with slashes. */
  public static Map<String, byte[]> files(Path directory) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
