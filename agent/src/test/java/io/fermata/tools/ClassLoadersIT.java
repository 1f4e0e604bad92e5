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
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /**
   * A loader that has the runtime too, as a web application's has. The first thread that defines a
   * frame asks it for the frame's superclass while a class is being transformed; it keeps that
   * thread there until another thread has loaded and run another class.
   */
  private static final String CONTAINER =
      """
      package host;

      import java.nio.file.*;
      import java.util.concurrent.*;

      public class Container extends ClassLoader {
        static {
          registerAsParallelCapable();
        }

        private final Path[] roots;
        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile Thread first;

        Container(Path... roots) {
          super(Container.class.getClassLoader());
          this.roots = roots;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
          if (name.equals("io.fermata.frame.Frame") && Thread.currentThread() == first) {
            inside.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              throw new ClassNotFoundException(name, e);
            }
          }
          synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
              return known;
            }
            for (Path root : roots) {
              Path file = root.resolve(name.replace('.', '/') + ".class");
              if (Files.exists(file)) {
                try {
                  byte[] bytes = Files.readAllBytes(file);
                  return defineClass(name, bytes, 0, bytes.length);
                } catch (java.io.IOException e) {
                  throw new ClassNotFoundException(name, e);
                }
              }
            }
            return super.loadClass(name, resolve);
          }
        }

        Object price(int item) throws Exception {
          return loadClass("shop.Item" + item).getMethod("price").invoke(null);
        }

        public static void main(String[] args) throws Exception {
          Path[] roots = {Path.of(args[0]), Path.of(args[1])};
          Container one = new Container(roots);
          Container other = new Container(roots);
          FutureTask<Object> price = new FutureTask<>(() -> one.price(7));
          one.first = new Thread(price);
          one.first.start();
          one.inside.await();
          System.out.println(one.price(8) + " in the same loader");
          System.out.println(other.price(7) + " in another");
          one.goOn.countDown();
          System.out.println(price.get() + " at last");
          Class<?> mine = one.loadClass("io.fermata.Coroutine");
          System.out.println(mine != other.loadClass("io.fermata.Coroutine"));
        }
      }
      """;

  /** With classes transformed before, the superclass is looked up just as well, when it is run. */
  @ParameterizedTest
  @EnumSource
  void aClassIsLoadedWhileAnotherIsBeingTransformed(Form form) throws IOException {
    Path classes = Files.createDirectories(directory.resolve("app"));
    form.prepare(Programs.compile(classes, ITEM.formatted(7), ITEM.formatted(8)));
    Path host = Programs.compile(directory.resolve("host"), CONTAINER);

    List<String> command = new ArrayList<>(form.jvmArguments());
    command.addAll(
        List.of(
            "-cp",
            host.toString(),
            "host.Container",
            classes.toString(),
            unpackedRuntime().toString()));
    Jvm jvm = Jvm.run(command.toArray(new String[0]));

    assertThat(jvm)
        .isEqualTo(new Jvm(0, "8 in the same loader\n7 in another\n7 at last\ntrue\n", ""));
  }

  /** Shows its classes a part of the runtime, as a bundle that imports some of its packages. */
  private static final String BUNDLE =
      """
      package host;

      import java.nio.file.*;

      public class Bundle extends ClassLoader {
        private final Path root;
        private final String hidden;

        Bundle(Path root, String hidden) {
          super(null);
          this.root = root;
          this.hidden = hidden;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
          if (name.startsWith("io.fermata.") && !name.startsWith(hidden)) {
            return Bundle.class.getClassLoader().loadClass(name);
          }
          Path file = root.resolve(name.replace('.', '/') + ".class");
          if (!Files.exists(file)) {
            throw new ClassNotFoundException(name + " is not imported");
          }
          try {
            byte[] bytes = Files.readAllBytes(file);
            return defineClass(name, bytes, 0, bytes.length);
          } catch (java.io.IOException e) {
            throw new ClassNotFoundException(name, e);
          }
        }

        public static void main(String[] args) throws Exception {
          Bundle bundle = new Bundle(Path.of(args[0]), args[1]);
          System.out.println(bundle.loadClass("shop.Item7").getSimpleName());
        }
      }
      """;

  /** Of the runtime as a whole only the class file says anything: annotations are not linked. */
  @ParameterizedTest
  @ValueSource(strings = {"io.fermata.frame.", "io.fermata."})
  void aLoaderThatDoesNotSeeTheRuntimeIsNamedWithWhatToDo(String hidden) throws IOException {
    Path classes = Files.createDirectories(directory.resolve("app"));
    Programs.compile(classes, ITEM.formatted(7));
    Path host = Programs.compile(directory.resolve("host"), BUNDLE);

    List<String> command = new ArrayList<>(Form.AGENT.jvmArguments());
    String classPath = host + File.pathSeparator + AgentJar.runtime();
    command.addAll(List.of("-cp", classPath, "host.Bundle", classes.toString(), hidden));
    Jvm jvm = Jvm.run(command.toArray(new String[0]));

    assertThat(jvm.out()).isEqualTo("Item7\n");
    assertThat(jvm.err())
        .startsWith("fermata: shop.Item7: FMT014 shop.Item7: its class loader, a host.Bundle,")
        .contains("io.fermata.frame")
        .hasLineCount(1);
  }

  private Path unpackedRuntime() throws IOException {
    Path runtime = AgentJar.runtime();
    if (Files.isDirectory(runtime)) {
      return runtime;
    }
    Path unpacked = directory.resolve("runtime");
    try (JarFile jar = new JarFile(runtime.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.getName().endsWith(".class")) {
          Path file = unpacked.resolve(entry.getName());
          Files.createDirectories(file.getParent());
          try (var in = jar.getInputStream(entry)) {
            Files.write(file, in.readAllBytes());
          }
        }
      }
    }
    return unpacked;
  }
}
