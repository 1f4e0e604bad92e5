package io.fermata.benchmarks.startup;

import io.fermata.transform.Transformer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * What the agent does with a class: the scan, on the classes of the libraries in this jar; the
 * transformation, beside what ASM needs to read and write the same class. Run by {@link Startup}
 * with the agent's jar on the class path.
 */
final class AgentCost {
  private static final int TIMES = 30;
  private static final int TRANSFORMATIONS = 200;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Counted so that the JIT can't drop the work. */
  private static int mentions;

  private AgentCost() {}

  /** {@code scan JAR} prints milliseconds; {@code all FILE...} prints figures, one a line. */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("scan")) {
      long[] nanos = new long[1];
      forEachClass(
          Path.of(args[1]),
          classFile -> {
            long begin = System.nanoTime();
            scan(classFile);
            nanos[0] += System.nanoTime() - begin;
          });
      System.out.println(nanos[0] / 1e6);
      return;
    }
    printScan(classesOf(Path.of(System.getProperty("java.class.path").split("[:;]", 2)[0])));
    for (int i = 0; i < 100; i++) { // the JIT is done with it before anything is measured
      for (int j = 1; j < args.length; j++) {
        mentions += new Transformer().transform(Files.readAllBytes(Path.of(args[j]))).methods();
      }
    }
    for (int i = 1; i < args.length; i++) {
      Path file = Path.of(args[i]);
      printTransformation(String.valueOf(file.getFileName()), Files.readAllBytes(file));
    }
    if (mentions == 0) {
      throw new AssertionError("nothing was looked at");
    }
  }

  private static void printScan(List<byte[]> classes) {
    List<double[]> poolAndMicros = new ArrayList<>();
    for (int pass = 0; pass < 20; pass++) {
      classes.forEach(AgentCost::scan);
    }
    for (byte[] classFile : classes) {
      double best = Double.MAX_VALUE;
      for (int i = 0; i < TIMES; i++) {
        long begin = System.nanoTime();
        for (int j = 0; j < 20; j++) {
          scan(classFile);
        }
        best = Math.min(best, (System.nanoTime() - begin) / 20e3);
      }
      poolAndMicros.add(new double[] {new ClassReader(classFile).header, best});
    }
    poolAndMicros.sort(Comparator.comparingDouble(pair -> pair[0]));
    double[] micros = poolAndMicros.stream().mapToDouble(pair -> pair[1]).toArray();
    int tenth = poolAndMicros.size() / 10;
    print("scan-median", Start.median(micros), "us");
    print("scan-kilobyte", perKilobyte(poolAndMicros.subList(0, tenth)), "us");
    List<double[]> largest =
        poolAndMicros.subList(poolAndMicros.size() - tenth, poolAndMicros.size());
    print("scan-kilobyte-large", perKilobyte(largest), "us");
  }

  private static double perKilobyte(List<double[]> poolAndMicros) {
    double bytes = poolAndMicros.stream().mapToDouble(pair -> pair[0]).sum();
    return poolAndMicros.stream().mapToDouble(pair -> pair[1]).sum() / (bytes / 1024);
  }

  private static void printTransformation(String name, byte[] classFile) {
    Transformer transformer = new Transformer();
    double[] ours = new double[TRANSFORMATIONS];
    double[] asm = new double[TRANSFORMATIONS];
    for (int i = -2 * TRANSFORMATIONS; i < TRANSFORMATIONS; i++) {
      long begin = THREADS.getCurrentThreadCpuTime();
      if (transformer.transform(classFile).methods() != 1) {
        throw new AssertionError(name + " was not transformed");
      }
      long between = THREADS.getCurrentThreadCpuTime();
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(classFile).accept(writer, 0);
      mentions += writer.toByteArray().length;
      ours[Math.max(0, i)] = between - begin;
      asm[Math.max(0, i)] = THREADS.getCurrentThreadCpuTime() - between;
    }
    print(name, Start.median(ours) / Start.median(asm), "x");
    print(name + "-time", Start.median(ours) / 1e3, "us");
  }

  private static void scan(byte[] classFile) {
    if (Transformer.mentionsFermata(classFile)) {
      mentions++;
    }
  }

  private static List<byte[]> classesOf(Path jar) throws IOException {
    List<byte[]> classes = new ArrayList<>();
    forEachClass(jar, classes::add);
    return classes;
  }

  /** One after the other, each just read, as a class is when it is defined. */
  private static void forEachClass(Path jar, Consumer<byte[]> action) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
          try (InputStream in = file.getInputStream(entry)) {
            action.accept(in.readAllBytes());
          }
        }
      }
    }
  }

  private static void print(String name, double value, String unit) {
    System.out.println(String.format(Locale.ROOT, "%s %.4f %s", name, value, unit));
  }
}
