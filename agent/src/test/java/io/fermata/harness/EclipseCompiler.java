package io.fermata.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/** Compiles the cases with the compiler of Eclipse. It reads files and writes files. */
public final class EclipseCompiler {
  /**
   * Where this version makes a class that the JVM refuses: an operand of a concatenation that is a
   * switch with branches of type variables. With casts it does not.
   */
  private static final Map<String, String> MISTAKEN =
      Map.of(
          "\"z\" -> await(env.value(\"first\"))", "\"z\" -> (String) await(env.value(\"first\"))",
          "default -> env.tap(\"other\")", "default -> (String) env.tap(\"other\")");

  private EclipseCompiler() {}

  /** The class files by binary name. */
  public static Map<String, byte[]> compile(Path sources, Path directory) {
    Path copies = directory.resolve("sources");
    Path classes = directory.resolve("classes");
    Programs.files(sources).forEach((name, text) -> copy(text, copies.resolve(name)));
    StringWriter said = new StringWriter();
    PrintWriter words = new PrintWriter(said);
    List<String> command =
        new ArrayList<>(List.of("--release", "17", "-g", "-preserveAllLocals", "-proc:none"));
    command.addAll(List.of("-nowarn", "-cp", JavaSources.classPath()));
    command.addAll(List.of("-d", classes.toString(), copies.toString()));
    String[] arguments = command.toArray(new String[0]);
    assertThat(BatchCompiler.compile(arguments, words, words, null)).as(said.toString()).isTrue();
    Map<String, byte[]> byName = new TreeMap<>();
    Programs.files(classes)
        .forEach((file, bytes) -> byName.put(file.replace(".class", "").replace('/', '.'), bytes));
    return byName;
  }

  private static void copy(byte[] source, Path target) {
    String text = new String(source, StandardCharsets.UTF_8);
    for (var mistaken : MISTAKEN.entrySet()) {
      text = text.replace(mistaken.getKey(), mistaken.getValue());
    }
    try {
      Files.createDirectories(target.getParent());
      Files.writeString(target, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
