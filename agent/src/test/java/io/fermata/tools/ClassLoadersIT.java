package io.fermata.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loaders as applications have them. */
class ClassLoadersIT {
  /** As a servlet container or a fat jar's launcher does: what the loader has itself goes first. */
  private static final String HOST =
      """
      package host;

      import java.nio.file.*;
      import java.util.*;
      import java.util.concurrent.*;

      public class Host {
        static class ChildFirst extends ClassLoader {
          private final Path root;

          ChildFirst(Path root) {
            super(Host.class.getClassLoader());
            this.root = root;
          }

          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
              Class<?> known = findLoadedClass(name);
              Path file = root.resolve(name.replace('.', '/') + ".class");
              if (known != null || !Files.exists(file)) {
                return known != null ? known : super.loadClass(name, resolve);
              }
              try {
                byte[] bytes = Files.readAllBytes(file);
                return defineClass(name, bytes, 0, bytes.length);
              } catch (java.io.IOException e) {
                throw new ClassNotFoundException(name, e);
              }
            }
          }
        }

        static final class Parallel extends ChildFirst {
          static {
            registerAsParallelCapable();
          }

          Parallel(Path root) {
            super(root);
          }
        }

        public static void main(String[] args) throws Exception {
          Path root = Path.of(args[0]);
          for (ClassLoader loader : List.of(new ChildFirst(root), new Parallel(root))) {
            int classes = 40;
            ExecutorService threads = Executors.newFixedThreadPool(4);
            CyclicBarrier together = new CyclicBarrier(4);
            List<Future<Integer>> sums = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
              sums.add(
                  threads.submit(
                      () -> {
                        together.await();
                        int sum = 0;
                        for (int i = 0; i < classes; i++) {
                          Class<?> type = loader.loadClass("shop.Item" + i);
                          if (type.getClassLoader() != loader) {
                            throw new AssertionError(type);
                          }
                          sum += (Integer) type.getMethod("price").invoke(null);
                        }
                        return sum;
                      }));
            }
            for (Future<Integer> sum : sums) {
              System.out.println(sum.get());
            }
            threads.shutdown();
          }
        }
      }
      """;

  private static final String ITEM =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      public class Item%1$d {
        @Async
        static Coroutine<Integer> value() {
          await(yieldNow());
          return Coroutine.of(%1$d + await(Base%1$d.zero()));
        }

        public static int price() {
          return run(value());
        }
      }

      class Base%1$d {
        @Async
        static Coroutine<Integer> zero() {
          await(yieldNow());
          return Coroutine.of(0);
        }
      }
      """;

  @TempDir Path directory;

  /** Four threads at once, in a loader that locks as a whole and in one that locks by class. */
  @ParameterizedTest
  @EnumSource
  void manyThreadsLoadClassesOfTheSameNamesInTwoLoaders(Form form) throws IOException {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      items.add(ITEM.formatted(i));
    }
    Path nested = Files.createDirectories(directory.resolve("app/BOOT-INF/classes"));
    form.prepare(Programs.compile(nested, items.toArray(new String[0])));
    Path host = Programs.compile(directory.resolve("host"), HOST);

    List<String> command = new ArrayList<>(form.jvmArguments());
    command.addAll(
        List.of(
            "-cp", host + File.pathSeparator + AgentJar.runtime(), "host.Host", nested.toString()));
    Jvm jvm = Jvm.run(command.toArray(new String[0]));

    assertThat(jvm).isEqualTo(new Jvm(0, "780\n".repeat(8), ""));
  }
}
