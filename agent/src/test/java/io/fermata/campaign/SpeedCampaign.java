package io.fermata.campaign;

import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How long a transformation takes, in time of the processor. It prints figures and asserts none:
 * machines differ.
 */
class SpeedCampaign {
  private static final int TIMES = 15;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Transformer transformer = new Transformer();

  @Test
  void methodsOfGrowingSize() {
    for (Shape shape : Shape.values()) {
      StringBuilder line = new StringBuilder(String.format("%-30s", shape));
      for (int parts = 8; parts >= 1; parts /= 2) {
        int size = shape.most() / parts;
        byte[] classFile = shape.classFile(size);
        double micros = median(classFile);
        Transformation outcome = transformer.transform(classFile);
        line.append(
            String.format(
                " %5.1f KB: %7.0f us, %4.0f a KB%s",
                classFile.length / 1024.0,
                micros,
                micros * 1024 / classFile.length,
                outcome.changed() && outcome.methods() == 1 ? " " : "!"));
      }
      System.out.println(line);
    }
  }

  private double median(byte[] classFile) {
    double[] micros = new double[TIMES];
    for (int i = -TIMES; i < TIMES; i++) {
      long start = threads.getCurrentThreadCpuTime();
      if (transformer.transform(classFile).className().isEmpty()) {
        throw new AssertionError("not looked at");
      }
      micros[Math.max(0, i)] = (threads.getCurrentThreadCpuTime() - start) / 1e3;
    }
    Arrays.sort(micros);
    return micros[TIMES / 2];
  }

  @Test
  void classesOfLibraries() {
    List<byte[]> plain = new ArrayList<>();
    List<byte[]> injected = new ArrayList<>();
    for (Library jar : Campaigns.jars()) {
      plain.addAll(jar.classes().values());
      jar.classes().values().stream()
          .map(classFile -> AwaitInjector.inject(classFile, 1).classFile())
          .filter(classFile -> classFile != null)
          .forEach(injected::add);
    }
    for (int round = 0; round < 3; round++) {
      System.out.println("without Fermata: " + rate(plain));
      System.out.println("every method async: " + rate(injected));
    }
  }

  private String rate(List<byte[]> classFiles) {
    long bytes = 0;
    long methods = 0;
    long start = threads.getCurrentThreadCpuTime();
    for (byte[] classFile : classFiles) {
      bytes += classFile.length;
      methods += transformer.transform(classFile).methods();
    }
    double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
    return String.format(
        "%d classes, %d KB, %d async methods in %.0f ms: %.0f classes/s, %.1f us a class",
        classFiles.size(),
        bytes >> 10,
        methods,
        seconds * 1e3,
        classFiles.size() / seconds,
        seconds * 1e6 / classFiles.size());
  }
}
