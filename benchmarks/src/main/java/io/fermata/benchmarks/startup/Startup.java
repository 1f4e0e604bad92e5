package io.fermata.benchmarks.startup;

import io.fermata.benchmarks.report.Figure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cold starts: a Hello World, the tutorial's program, a Spring Boot application, ten thousand
 * classes; without an agent, with one that does nothing, and with Fermata's.
 */
public final class Startup {
  private static final int CLASSES = 10_000;

  private final Path jars;
  private final int rounds;
  private final Path agent;
  private final Path runtime;
  private final Workshop workshop;
  private final Path noopAgent;
  private final List<Figure> figures = new ArrayList<>();

  private Startup(Path jars, int rounds) throws IOException {
    this.jars = jars;
    this.rounds = rounds;
    agent = jars.resolve("fermata-agent.jar");
    runtime = jars.resolve("fermata-runtime.jar");
    workshop = new Workshop(Files.createDirectories(jars.resolve("startup")), runtime);
    noopAgent =
        workshop.jar(
            "noop",
            workshop.compile("NoopAgent", Sources.NOOP_AGENT),
            Map.of("Premain-Class", "NoopAgent", "Can-Retransform-Classes", "true"));
  }

  /**
   * Measures all.
   *
   * @param jars the directory with the jars of agent and runtime, and perhaps with an application
   * @param rounds how often each program is started
   */
  public static List<Figure> measure(Path jars, int rounds)
      throws IOException, InterruptedException {
    Startup startup = new Startup(jars, rounds);
    startup.measurePrograms();
    startup.measureSpring();
    startup.measureClasses();
    startup.figures.addAll(startup.costs());
    return startup.figures;
  }

  private void measurePrograms() throws IOException, InterruptedException {
    Path hello = workshop.jar("hello", workshop.compile("Hello", Sources.HELLO), Map.of());
    Map<String, byte[]> classes = workshop.compile("Tutorial", Sources.TUTORIAL);
    Path plain = workshop.jar("tutorial", classes, Map.of());
    Start.output(List.of("-jar", agent.toString(), workshop.path("Tutorial-classes").toString()));
    Path built =
        workshop.jar("tutorial-built", Workshop.read(workshop.path("Tutorial-classes")), Map.of());

    List<String> atBuild = List.of("-cp", path(runtime, built), "Tutorial");
    List<String> withAgent = List.of(javaagent(agent), "-cp", path(runtime, plain), "Tutorial");
    // The agent's classes are archived if its jar, which ends the class path anyway, is named.
    List<String> named = List.of(javaagent(agent), "-cp", path(runtime, plain, agent), "Tutorial");
    Start start = new Start(rounds);
    String line = "Get stock price of GOOG";
    start.add("hello", "Hello", List.of("-cp", hello.toString(), "Hello"));
    start.add(
        "hello-noop", "Hello", List.of(javaagent(noopAgent), "-cp", hello.toString(), "Hello"));
    start.add("hello-agent", "Hello", List.of(javaagent(agent), "-cp", hello.toString(), "Hello"));
    start.add("tutorial-agent", line, withAgent);
    start.add("tutorial-built", line, atBuild);
    start.add("tutorial-agent-cds", line, and(archive("agent", named), named));
    start.add("tutorial-built-cds", line, and(archive("built", atBuild), atBuild));
    start.run().forEach((name, millis) -> keep(name, millis, "ms"));
  }

  /** The option that uses a new archive of the classes that a program loads. */
  private String archive(String name, List<String> program)
      throws IOException, InterruptedException {
    String list = workshop.path(name + ".classes").toString();
    String archive = workshop.path(name + ".jsa").toString();
    String unusedLines = Start.output(and("-XX:DumpLoadedClassList=" + list, program));
    List<String> dump = new ArrayList<>(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + list));
    dump.add("-XX:SharedArchiveFile=" + archive);
    int path = program.indexOf("-cp");
    if (path > 0) { // the JVM adds this module for an agent, and wants it in the archive, too
      dump.addAll(List.of("--add-modules", "java.instrument"));
    }
    dump.addAll(program.subList(path, path + 2));
    String unusedLog = Start.output(dump);
    return "-XX:SharedArchiveFile=" + archive;
  }

  /** An application that is there if the build was asked for it (see README). */
  private void measureSpring() throws IOException, InterruptedException {
    Path application = jars.resolve("spring-application.jar");
    if (!Files.exists(application)) {
      return;
    }
    List<String> run = List.of("-jar", application.toString());
    Start start = new Start(rounds);
    start.addServer("spring", "Serving HTTP at", run);
    start.addServer("spring-noop", "Serving HTTP at", and(javaagent(noopAgent), run));
    start.addServer("spring-agent", "Serving HTTP at", and(javaagent(agent), run));
    start.run().forEach((name, millis) -> keep(name, millis, "ms"));
  }

  private void measureClasses() throws IOException, InterruptedException {
    byte[] plain = one(workshop.compile("Plain00000", Sources.PLAIN));
    byte[] async = one(workshop.compile("Async00000", Sources.ASYNC));
    Map<String, byte[]> classes = new HashMap<>();
    for (int i = 0; i < CLASSES; i++) {
      classes.put(numbered("Plain", i), Workshop.numbered(plain, "Plain", i));
    }
    Path scanned = workshop.jar("plain", classes, Map.of());
    for (int i = 0; i < CLASSES; i += 10) {
      classes.put(numbered("Async", i), Workshop.numbered(async, "Async", i));
    }
    classes.putAll(workshop.compile("LoadAll", Sources.LOAD_ALL));
    Path all = workshop.jar("classes", classes, Map.of());
    List<String> load = List.of("-cp", path(all, runtime), "LoadAll");
    double[] noop = new double[rounds];
    double[] agents = new double[rounds];
    double[] asyncs = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      noop[i] = Double.parseDouble(Start.output(and(javaagent(noopAgent), and(load, "Plain"))));
      agents[i] = Double.parseDouble(Start.output(and(javaagent(agent), and(load, "Plain"))));
      asyncs[i] = Double.parseDouble(Start.output(and(javaagent(agent), and(load, "Async"))));
    }
    double scan = Double.parseDouble(Start.output(cost("scan", scanned)));
    keep("classes", Start.median(noop), "ms");
    keep("classes-cost", 100 * scan / Start.median(noop), "%");
    keep("classes-agent", Start.median(agents), "ms");
    keep("classes-async", Start.median(asyncs), "ms");
  }

  private static String numbered(String name, int number) {
    return name + String.valueOf(100_000 + number).substring(1) + ".class";
  }

  /** What {@link AgentCost} finds in a JVM of its own, in which the agent's classes are. */
  private List<Figure> costs() throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    byte[] tutorial = one(workshop.compile("Tutorial", Sources.TUTORIAL));
    files.add(Files.write(workshop.path("transform-tutorial"), tutorial));
    for (int awaits : new int[] {10, 40, 160, 320}) {
      byte[] classFile = one(workshop.compile("Awaits", Sources.awaits(awaits)));
      files.add(Files.write(workshop.path("transform-" + awaits), classFile));
    }
    for (int async : new int[] {1, 4}) {
      byte[] classFile = one(workshop.compile("Typical", Sources.typical(async)));
      files.add(Files.write(workshop.path("transform-typical-" + async), classFile));
    }
    List<Figure> costs = new ArrayList<>();
    for (String line : Start.output(cost("all", files.toArray(new Path[0]))).split("\n", -1)) {
      String[] parts = line.strip().split(" ", -1);
      costs.add(Figure.of(parts[0], "fermata", Double.parseDouble(parts[1]), parts[2]));
    }
    return costs;
  }

  private List<String> cost(String what, Path... files) {
    List<String> command = new ArrayList<>();
    command.add("-cp");
    command.add(System.getProperty("java.class.path") + File.pathSeparator + agent);
    command.add(AgentCost.class.getName());
    command.add(what);
    for (Path file : files) {
      command.add(file.toString());
    }
    return command;
  }

  private void keep(String name, double value, String unit) {
    figures.add(Figure.of(name, "fermata", value, unit));
  }

  /** The class itself, without those nested in it. */
  private static byte[] one(Map<String, byte[]> classes) {
    return classes.entrySet().stream()
        .filter(entry -> entry.getKey().indexOf('$') < 0)
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static String javaagent(Path jar) {
    return "-javaagent:" + jar;
  }

  private static String path(Path... jars) {
    StringBuilder path = new StringBuilder();
    for (Path jar : jars) {
      path.append(path.length() == 0 ? "" : File.pathSeparator).append(jar);
    }
    return path.toString();
  }

  private static List<String> and(String first, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  private static List<String> and(List<String> first, String last) {
    List<String> all = new ArrayList<>(first);
    all.add(last);
    return all;
  }
}
