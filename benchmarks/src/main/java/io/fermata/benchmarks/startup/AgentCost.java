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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /**
   * The JIT takes seconds for ASM's largest methods, and begins anew at instructions that it has
   * not seen. Measured before it is done, ASM takes up to ten times as long, the transformer twice.
   */
  private static final long WARM_UP_NANOS = 12_000_000_000L;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Counted so that the JIT can't drop the work. */
  private static int mentions;

  private AgentCost() {}

  /** {@code scan JAR} prints milliseconds; {@code all FILE...} prints figures, one a line. */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("scan")) {
      // When the classes are loaded, the agent has been shown the program's main class already.
      scan(new byte[0]);
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
    Map<String, byte[]> classFiles = new LinkedHashMap<>();
    for (int i = 1; i < args.length; i++) {
      Path file = Path.of(args[i]);
      classFiles.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
    }
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < WARM_UP_NANOS) {
      for (byte[] classFile : classFiles.values()) {
        copy(classFile);
        copy(transform(classFile));
      }
    }
    classFiles.forEach(AgentCost::printTransformation);
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
    double[] ours = new double[TRANSFORMATIONS];
    double[] asm = new double[TRANSFORMATIONS];
    double[] asmOfResult = new double[TRANSFORMATIONS];
    byte[] result = transform(classFile);
    for (int i = -TRANSFORMATIONS; i < TRANSFORMATIONS; i++) {
      int at = Math.max(0, i);
      ours[at] = nanos(() -> mentions += transform(classFile).length);
      asm[at] = nanos(() -> copy(classFile));
      asmOfResult[at] = nanos(() -> copy(result));
    }
    print(name, Start.median(ours) / Start.median(asm), "x");
    print(name + "-result", Start.median(ours) / Start.median(asmOfResult), "x");
    print(name + "-time", Start.median(ours) / 1e3, "us");
  }

  private static double nanos(Runnable action) {
    long begin = THREADS.getCurrentThreadCpuTime();
    action.run();
    return THREADS.getCurrentThreadCpuTime() - begin;
  }

  private static byte[] transform(byte[] classFile) {
    byte[] result = new Transformer().transform(classFile).classFile();
    if (result == null) {
      throw new AssertionError("a class was not transformed");
    }
    return result;
  }

  /** What ASM needs to read and write a class. */
  private static void copy(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(writer, 0);
    mentions += writer.toByteArray().length;
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
