package io.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * To define the first frame of a class loader the JVM asks that loader for the frame's superclass.
 * What the loader's own code loads then, on the same thread, the JVM shows to no agent.
 */
class LoadedMeanwhileIT {
  private static final String ASYNC =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      public class %1$s {
        @Async
        static Coroutine<Integer> later() {
          await(yieldNow());
          return Coroutine.of(1);
        }

        public static int now() {
          return run(later());
        }
      }
      """;

  private static final String HOST =
      """
      package host;

      import java.io.InputStream;

      public class Host extends ClassLoader {
        private boolean asked;

        Host() {
          super(Host.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
          if (name.equals("io.fermata.frame.Frame") && !asked) {
            asked = true;
            Class.forName("shop.Meanwhile", true, getParent());
          }
          Class<?> known = findLoadedClass(name);
          if (known != null || !name.startsWith("shop.Item")) {
            return known != null ? known : super.loadClass(name, resolve);
          }
          try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
          } catch (java.io.IOException e) {
            throw new ClassNotFoundException(name, e);
          }
        }

        static void call(Class<?> type) throws Exception {
          try {
            System.out.println(type.getName() + " " + type.getMethod("now").invoke(null));
          } catch (java.lang.reflect.InvocationTargetException e) {
            System.out.println(e.getCause());
          }
        }

        public static void main(String[] args) throws Exception {
          Host loader = new Host();
          call(loader.loadClass("shop.Item1"));
          call(loader.loadClass("shop.Item2"));
          call(Class.forName("shop.Meanwhile"));
          call(Class.forName("shop.Afterwards"));
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void whatALoaderLoadsToFindTheFramesSuperclassSaysThatItWasNotTransformed() {
    Path classes =
        Programs.compile(
            directory,
            HOST,
            ASYNC.formatted("Item1"),
            ASYNC.formatted("Item2"),
            ASYNC.formatted("Meanwhile"),
            ASYNC.formatted("Afterwards"));

    Jvm jvm =
        Jvm.run(
            "-javaagent:" + AgentJar.path(),
            "-cp",
            classes + File.pathSeparator + AgentJar.runtime(),
            "host.Host");

    assertThat(jvm.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("shop.Item1 1"),
            line -> assertThat(line).isEqualTo("shop.Item2 1"),
            line ->
                assertThat(line)
                    .startsWith("java.lang.IllegalStateException: ")
                    .contains("shop.Meanwhile"),
            line -> assertThat(line).isEqualTo("shop.Afterwards 1"));
    assertThat(jvm.err()).isEmpty();
  }
}
