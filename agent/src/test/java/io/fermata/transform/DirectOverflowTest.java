package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.Coroutine;
import io.fermata.Fermata;
import io.fermata.campaign.LinkingLoader;
import io.fermata.harness.JavaSources;
import io.fermata.harness.Weaving;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A stack that overflows while bodies run each other, or while they are saved. */
final class DirectOverflowTest {
  private static final String DEEP =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      public class Deep {
        @Async
        private static Coroutine<Long> direct(int n, long a, long b) {
          if (n == 0) {
            await(yieldNow());
            return Coroutine.of(0L);
          }
          return Coroutine.of(1 + await(direct(n - 1, b, a)));
        }

        @Async
        static Coroutine<Long> byFrame(int n, long a, long b) {
          if (n == 0) {
            await(yieldNow());
            return Coroutine.of(0L);
          }
          return Coroutine.of(1 + await(byFrame(n - 1, b, a)));
        }

        static long last;

        // what it returns is waited for without a frame of its own
        @Async
        @SuppressWarnings("unchecked")
        private static Coroutine<Long> guarded(boolean direct, int n) {
          try {
            last = direct ? await(direct(n, 1, 2)) : await(byFrame(n, 1, 2));
          } catch (StackOverflowError e) {
            last = -1;
          }
          return (Coroutine<Long>) (Coroutine<?>) yieldNow();
        }

        @Async
        private static Coroutine<Boolean> fits(boolean direct, int n) {
          await(guarded(direct, n));
          if (last != n && last != -1) {
            throw new AssertionError("lost a frame: " + last + " of " + n);
          }
          return Coroutine.of(last == n);
        }

        // around the depth that just fits, which moves as the JIT compiles
        @Async
        public static Coroutine<Integer> search(boolean direct) {
          int overflows = 0;
          for (int round = 0; round < 5; round++) {
            int low = 1;
            int high = 1 << 20;
            while (low < high) {
              int n = (low + high + 1) >>> 1;
              if (await(fits(direct, n))) {
                low = n;
              } else {
                high = n - 1;
              }
            }
            for (int n = Math.max(1, low - 30); n < low + 30; n++) {
              overflows += await(fits(direct, n)) ? 0 : 1;
            }
          }
          return Coroutine.of(overflows);
        }
      }
      """;

  /** However deep the calls are when the stack overflows. */
  @Test
  void anOverflowLeavesTheTaskConsistent() throws Exception {
    searchTheDepthThatFits();
  }

  /** Half way through a hand-over from thread to thread, it would let two of them run, or none. */
  @Test
  void anOverflowLeavesATaskWithAThreadOfItsOwnConsistent() throws Exception {
    System.setProperty("io.fermata.stepping", "true");
    try {
      searchTheDepthThatFits();
    } finally {
      System.clearProperty("io.fermata.stepping");
    }
  }

  private static void searchTheDepthThatFits() throws Exception {
    Method search =
        Weaving.transformed(compile("Deep", DEEP)::get, new Transformer())
            .loader()
            .link("shop.Deep")
            .getMethod("search", boolean.class);
    for (boolean direct : new boolean[] {true, false}) {
      List<Object> results = new ArrayList<>();
      Thread thread =
          new Thread(
              null,
              () -> {
                try {
                  results.add(Fermata.run((Coroutine<?>) search.invoke(null, direct)));
                } catch (Throwable t) {
                  results.add(t);
                }
              },
              "small stack",
              400_000);
      thread.start();
      thread.join();
      assertThat(results).singleElement().isInstanceOf(Integer.class);
    }
  }

  private static final String FULL =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import io.fermata.sync.AsyncSemaphore;

      public class Full {
        @Async
        private static Coroutine<Integer> waits() {
          await(yieldNow());
          return Coroutine.of(1);
        }

        @Async
        private static Coroutine<Integer> isReady() {
          return Coroutine.of(2);
        }

        @Async
        public static Coroutine<String> main() {
          String all = "";
          try {
            all += await(waits());
          } catch (StackOverflowError e) {
            all += "full ";
          }
          return Coroutine.of(all + await(isReady()));
        }

        @Async
        private static Coroutine<Void> waitsInAFrame() {
          await(new AsyncSemaphore(0).acquire());
          return Coroutine.done();
        }

        // waited for without a frame: the one that was given up must not take its place
        @Async
        private static Task<Integer> tail(Task<Integer> later) {
          try {
            await(waitsInAFrame());
          } catch (StackOverflowError e) {
            return later;
          }
          throw new AssertionError("saved");
        }

        @Async
        public static Coroutine<Integer> afterTail() {
          return Coroutine.of(await(tail(createTask(isReady()))));
        }
      }
      """;

  /** When the frame can't be made any more, with the driver told to wait already. */
  @ParameterizedTest
  @CsvSource({"main, full 2", "afterTail, 2"})
  void anOverflowWhileABodySavesIsForgotten(String method, String result)
      throws ReflectiveOperationException {
    Transformation outcome = new Transformer().transform(compile("Full", FULL).get("shop.Full"));
    Map<String, byte[]> classes = new HashMap<>();
    classes.put("shop/Full", outcome.classFile());
    for (GeneratedClass frame : outcome.frames()) {
      boolean full = frame.internalName().startsWith("shop/Full$waits");
      classes.put(frame.internalName(), full ? withoutRoom(frame.classFile()) : frame.classFile());
    }
    ClassLoader loader = new LinkingLoader(classes);

    Coroutine<?> main = (Coroutine<?>) loader.loadClass("shop.Full").getMethod(method).invoke(null);
    assertThat(Fermata.run(main)).hasToString(result);
  }

  private static byte[] withoutRoom(byte[] frame) {
    ClassNode node = new ClassNode();
    new ClassReader(frame).accept(node, 0);
    for (MethodNode method : node.methods) {
      if (method.name.equals("at")) {
        method.instructions.clear();
        method.visitTypeInsn(Opcodes.NEW, "java/lang/StackOverflowError");
        method.visitInsn(Opcodes.DUP);
        method.visitMethodInsn(
            Opcodes.INVOKESPECIAL, "java/lang/StackOverflowError", "<init>", "()V", false);
        method.visitInsn(Opcodes.ATHROW);
      }
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    node.accept(writer);
    return writer.toByteArray();
  }

  private static Map<String, byte[]> compile(String name, String source) {
    return new JavaSources().add(name + ".java", source).compile("-g");
  }
}
