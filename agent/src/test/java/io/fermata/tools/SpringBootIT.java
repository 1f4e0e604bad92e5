package io.fermata.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.cli.TestJar;
import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Spring Boot fat jar, started by its own launcher: classes and libraries are in jars in it. */
class SpringBootIT {
  private static final String MANIFEST =
      """
      Manifest-Version: 1.0
      Main-Class: org.springframework.boot.loader.launch.JarLauncher
      Start-Class: shop.Prices
      Spring-Boot-Version: 4.0.0
      Spring-Boot-Classes: BOOT-INF/classes/
      Spring-Boot-Lib: BOOT-INF/lib/

      """;

  /** Async methods in a library of the application. */
  private static final String LIBRARY =
      """
      package depot;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      public class Depot {
        @Async
        public static Coroutine<String> place() {
          await(yieldNow());
          return Coroutine.of(Depot.class.getClassLoader().getClass().getSimpleName());
        }
      }
      """;

  private static final String APPLICATION =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import depot.Depot;
      import io.fermata.*;

      public class Prices {
        @Async
        static Coroutine<String> all() {
          String mine = Prices.class.getClassLoader().getClass().getSimpleName();
          await(yieldNow());
          return Coroutine.of(mine + " " + await(Depot.place()));
        }

        public static void main(String[] args) {
          System.out.println(run(all()));
        }
      }
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void aFatJarRunsUnderItsLauncher(Form form) throws IOException {
    Path classes = Programs.compile(directory.resolve("classes"), LIBRARY, APPLICATION);
    form.prepare(classes);

    List<String> command = new ArrayList<>(form.jvmArguments());
    command.addAll(List.of("-jar", fatJar(classes).toString()));
    Jvm jvm = Jvm.run(command.toArray(new String[0]));

    assertThat(jvm).isEqualTo(new Jvm(0, "LaunchedClassLoader LaunchedClassLoader\n", ""));
  }

  private Path fatJar(Path classes) throws IOException {
    TestJar library = new TestJar();
    TestJar jar = new TestJar().add("META-INF/MANIFEST.MF", MANIFEST.getBytes(UTF_8));
    copy(launcher(), jar);
    jar.add("BOOT-INF/", new byte[0]);
    jar.add("BOOT-INF/classes/", new byte[0]);
    Programs.files(classes)
        .forEach(
            (name, bytes) -> {
              if (name.startsWith("depot/")) {
                library.add(name, bytes);
              } else {
                jar.add("BOOT-INF/classes/" + name, bytes);
              }
            });
    jar.add("BOOT-INF/lib/", new byte[0]);
    jar.store();
    jar.add("BOOT-INF/lib/depot.jar", written(library));
    jar.add("BOOT-INF/lib/fermata-runtime.jar", runtime());
    Path file = directory.resolve("shop.jar");
    jar.write(file);
    return file;
  }

  private static Path launcher() {
    return Arrays.stream(
            System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
        .filter(entry -> entry.contains("spring-boot-loader"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  private static void copy(Path from, TestJar to) throws IOException {
    try (JarFile file = new JarFile(from.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        String name = entry.getName();
        if (!entry.isDirectory() && !name.equals("META-INF/MANIFEST.MF")) {
          try (var in = file.getInputStream(entry)) {
            to.add(name, in.readAllBytes());
          }
        }
      }
    }
  }

  private static byte[] runtime() throws IOException {
    Path runtime = AgentJar.runtime();
    if (Files.isRegularFile(runtime)) {
      return Files.readAllBytes(runtime);
    }
    TestJar jar = new TestJar();
    Programs.files(runtime).forEach(jar::add);
    return written(jar);
  }

  private static byte[] written(TestJar jar) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    jar.write(out);
    return out.toByteArray();
  }
}
