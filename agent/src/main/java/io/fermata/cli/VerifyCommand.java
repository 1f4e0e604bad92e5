package io.fermata.cli;

import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code verify}: transforms in memory, and has the JVM's verifier check each class that has async
 * methods and on its frames. What was transformed before is verified too.
 */
final class VerifyCommand {
  static final String NAME = "verify";

  /** HotSpot's message names the method in the second line. */
  private static final Pattern METHOD = Pattern.compile("Location:\\s+[^\\s(]*?([^./\\s(]+)\\(");

  private final PrintStream out;
  private final PrintStream err;
  private Transformer transformer = new Transformer();
  private boolean quiet;
  private boolean wrong;

  VerifyCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Verifies directories and jars.
   *
   * @return the exit status
   * @throws IOException if something cannot be read; the message says what
   */
  int run(CommandOptions options) throws CommandOptions.MisuseException, IOException {
    transformer = new Transformer(options.keepLocals());
    quiet = options.quiet();
    Map<Path, Map<String, ClassGroup>> places = new LinkedHashMap<>();
    for (Path place : options.paths()) {
      places.put(place, groups(place));
    }
    Map<String, byte[]> everything = new HashMap<>();
    for (Map<String, ClassGroup> groups : places.values()) {
      groups.values().forEach(group -> group.classFiles().forEach(everything::putIfAbsent));
    }
    try (ClassPath classPath = ClassPath.open(options.classPath())) {
      places.forEach((place, groups) -> verify(place, groups, everything, classPath));
    } catch (UncheckedIOException e) {
      throw e.getCause(); // of the class path, through the JVM
    }
    return wrong ? CommandLine.REFUSED : CommandLine.OK;
  }

  /** The classes of a place, transformed, by the path of their root; the shortest first. */
  private Map<String, ClassGroup> groups(Path place)
      throws CommandOptions.MisuseException, IOException {
    Map<String, ClassGroup> groups = new TreeMap<>();
    ClassFiles.at(place, false).forEach((file, classFile) -> add(groups, file, classFile));
    return groups;
  }

  private void add(Map<String, ClassGroup> groups, String file, byte[] classFile) {
    Transformation outcome = transformer.transformFile(classFile);
    outcome.diagnosticsOf(file).forEach(diagnostic -> err.println(diagnostic.text()));
    wrong |= outcome.failed();
    ClassOutline outline = ClassOutline.of(classFile);
    String end = outline.name() + ".class";
    if (!outline.name().isEmpty() && file.endsWith(end)) {
      String root = file.substring(0, file.length() - end.length());
      groups.computeIfAbsent(root, any -> new ClassGroup()).add(outline, classFile, outcome);
    }
  }

  private void verify(
      Path place,
      Map<String, ClassGroup> groups,
      Map<String, byte[]> everything,
      ClassPath classPath) {
    int classes = 0;
    int methods = 0;
    int failures = 0;
    Set<String> missing = new TreeSet<>();
    for (ClassGroup group : groups.values()) {
      Map<String, byte[]> classFiles = new HashMap<>(everything);
      classFiles.putAll(group.classFiles());
      VerifyingLoader loader = new VerifyingLoader(classFiles, classPath);
      for (Map.Entry<String, Set<String>> entry : group.framesByOwner().entrySet()) {
        LinkageError first = verify(loader, entry.getKey(), entry.getValue());
        if (first == null) {
          classes++;
          methods += entry.getValue().size();
        } else if (first instanceof NoClassDefFoundError) {
          String needed = String.valueOf(first.getMessage()).replace('/', '.');
          missing.add(needed);
          err.println(dotted(entry.getKey()) + " was not verified: it needs " + needed);
        } else {
          failures++;
          err.println(text(entry.getKey(), first));
          if (isWrongBefore(entry.getKey(), group, everything, classPath)) {
            err.println("  (so does the JVM with the class as it was compiled)");
          }
        }
      }
    }
    if (!missing.isEmpty()) {
      err.println(
          place + ": not on the class path, see --class-path: " + String.join(", ", missing));
    }
    wrong |= failures > 0 || !missing.isEmpty();
    if (!quiet) {
      String summary =
          Changes.count(classes, "class", "classes")
              + ", "
              + Changes.count(methods, "async method", "async methods")
              + " verified";
      out.println(place + ": " + summary + (failures == 0 ? "" : ", " + failures + " failed"));
    }
  }

  /** What is wrong with a class or a frame of it, a failure rather than something missing. */
  private static @Nullable LinkageError verify(
      VerifyingLoader loader, String owner, Set<String> frames) {
    LinkageError first = loader.verify(owner);
    for (String frame : frames) {
      LinkageError wrong = loader.verify(frame);
      if (first == null || (first instanceof NoClassDefFoundError && wrong != null)) {
        first = wrong;
      }
    }
    return first;
  }

  private static boolean isWrongBefore(
      String owner, ClassGroup group, Map<String, byte[]> everything, ClassPath classPath) {
    Map<String, byte[]> before = new HashMap<>(everything);
    before.putAll(group.before());
    LinkageError wrong = new VerifyingLoader(before, classPath).verify(owner);
    return group.before().containsKey(owner)
        && wrong != null
        && !(wrong instanceof NoClassDefFoundError);
  }

  private static String text(String owner, LinkageError failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    Matcher method = METHOD.matcher(message);
    String where = dotted(owner) + (method.find() ? "." + method.group(1) : "");
    return where + ": the JVM refuses it: " + failure.getClass().getSimpleName() + ": " + message;
  }

  private static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }
}
