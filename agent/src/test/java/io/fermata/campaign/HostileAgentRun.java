package io.fermata.campaign;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;

/**
 * Has damaged classes loaded by a JVM with the agent and by one without, and compares how that
 * ends.
 */
final class HostileAgentRun {
  private static final String LINKED = "linked";

  private final Path directory;
  private final List<Path> jars;
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private int inputs;
  private int reports;

  HostileAgentRun(Path directory, List<Path> jars) {
    this.directory = directory;
    this.jars = jars;
  }

  List<String> failures() {
    return failures;
  }

  int outcomes(String kind) {
    return outcomes.getOrDefault(kind, 0);
  }

  int reports() {
    return reports;
  }

  /**
   * Loads some, each in a loader of its own.
   *
   * @param classFiles by what shows them again
   */
  void load(Map<String, byte[]> classFiles) {
    List<String> shown = List.copyOf(classFiles.keySet());
    Path file = write(classFiles);
    Jvm without = run(file);
    Jvm with = run(file, "-javaagent:" + AgentJar.path());
    List<String> before = ends(without, shown);
    List<String> after = ends(with, shown);
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      compare(shown.get(i), before.get(i), after.get(i));
    }
    countReports(with.err(), shown);
    inputs += shown.size();
  }

  private Jvm run(Path file, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-Xmx1g", "-XX:ErrorFile=" + directory.resolve("crash.log"), "-cp"));
    arguments.add(System.getProperty("java.class.path"));
    arguments.add(HostileAgentMain.class.getName());
    arguments.add(file.toString());
    jars.forEach(jar -> arguments.add(jar.toString()));
    return Jvm.run(arguments.toArray(new String[0]));
  }

  private Path write(Map<String, byte[]> classFiles) {
    Path file = directory.resolve("damaged");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(classFiles.size());
      for (byte[] classFile : classFiles.values()) {
        out.writeUTF(nameOf(classFile));
        out.writeInt(classFile.length);
        out.write(classFile);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the class says that it is called, if that can be read: a loader has to know. */
  private static String nameOf(byte[] classFile) {
    try {
      String name = new ClassReader(classFile).getClassName();
      return name == null || name.isEmpty() ? "shop/Unknown" : name;
    } catch (RuntimeException e) {
      return "shop/Unknown";
    }
  }

  private List<String> ends(Jvm jvm, List<String> shown) {
    List<String> ends = new ArrayList<>();
    List<String> lines = jvm.out().lines().toList();
    for (String line : lines) {
      if (line.startsWith(ends.size() + " ")) {
        ends.add(line.substring(line.indexOf(' ') + 1));
      }
    }
    if (jvm.status() != 0 || ends.size() != shown.size() || !lines.contains("alive")) {
      String last = ends.size() < shown.size() ? shown.get(ends.size()) : "the end";
      failures.add(last + ": the JVM ended with " + jvm.status() + ": " + tail(jvm.err()));
    }
    return ends;
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - 500));
  }

  /** What can be linked has to stay so; what can't, may fail in another way, or not any more. */
  private void compare(String where, String before, String after) {
    boolean same = before.equals(after);
    outcomes.merge(same ? before : before + ", with the agent " + after, 1, Integer::sum);
    boolean fails = after.startsWith("java.lang.") && after.endsWith("Error");
    if (!same && (before.equals(LINKED) || !(fails || after.equals(LINKED)))) {
      failures.add(where + ": " + before + ", with the agent " + after);
    }
  }

  /** One for a class that stays as it was. Of a class that is changed each method may have one. */
  private void countReports(String err, List<String> shown) {
    String current = "";
    int ofClass = 0;
    for (String line : err.lines().toList()) {
      if (line.startsWith("# ")) {
        current = shown.get(Integer.parseInt(line.substring(2)));
        ofClass = 0;
      } else if (line.startsWith("fermata: ")) {
        reports++;
        boolean staysAsItWas = line.contains(" FMT012 ") || line.contains(" stays as it was");
        ofClass += staysAsItWas ? 1 : 0;
        if (ofClass > 1 || line.contains(" FMT099 ")) {
          failures.add(current + ": " + line);
        }
      } else {
        failures.add(current + ": on the error stream: " + line);
      }
    }
  }

  /** What was done so far, a line for each figure. */
  String figures() {
    StringBuilder text = new StringBuilder("inputs " + inputs + ", reports " + reports);
    outcomes.forEach((end, count) -> text.append("\n  ").append(count).append(' ').append(end));
    text.append("\nfailures ").append(failures.size());
    failures.forEach(failure -> text.append("\n  ").append(failure));
    return text.toString();
  }
}
