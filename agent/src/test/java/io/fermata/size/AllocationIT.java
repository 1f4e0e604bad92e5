package io.fermata.size;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many bytes the operations of the benchmarks allocate. In an interpreting JVM that is exact:
 * no JIT removes an allocation, or does so in one run and not in the next. It is what the code asks
 * for; the JIT makes it less.
 */
class AllocationIT {
  private static final String ALLOCATIONS =
      """
      package size;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import io.fermata.sync.AsyncQueue;
      import java.lang.management.ManagementFactory;
      import java.time.Duration;
      import java.util.function.IntFunction;

      public class Allocations {
        interface Service {
          Coroutine<Integer> ready(int x);
        }

        static final class Sum implements Service {
          @Async
          @Override
          public Coroutine<Integer> ready(int x) {
            if (x < 0) {
              await(yieldNow());
            }
            return Coroutine.of(1);
          }
        }

        private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        private static final EventLoop LOOP = EventLoop.builder().virtualTime().build();
        private static final Service SERVICE = new Sum();
        private static final Duration SECOND = Duration.ofSeconds(1);
        private static int sum;

        @Async
        private static Coroutine<Integer> ready(int x) {
          if (x < 0) {
            await(yieldNow());
          }
          return Coroutine.of(1);
        }

        @Async
        private static Coroutine<Integer> yieldBelow(int depth) {
          if (depth == 1) {
            await(yieldNow());
            return Coroutine.of(1);
          }
          return Coroutine.of(await(yieldBelow(depth - 1)) + 0);
        }

        @Async
        static Coroutine<Integer> ownCalls(int times) {
          int sum = 0;
          for (int i = 0; i < times; i++) {
            sum += await(ready(i));
          }
          return Coroutine.of(1);
        }

        @Async
        static Coroutine<Integer> otherCalls(int times) {
          int sum = 0;
          for (int i = 0; i < times; i++) {
            sum += await(SERVICE.ready(i));
          }
          return Coroutine.of(1);
        }

        @Async
        static Coroutine<Integer> yields(int times) {
          for (int i = 0; i < times; i++) {
            await(yieldNow());
          }
          return Coroutine.of(1);
        }

        @Async
        static Coroutine<Integer> deepYields(int times) {
          int sum = 0;
          for (int i = 0; i < times; i++) {
            sum += await(yieldBelow(10));
          }
          return Coroutine.of(1);
        }

        @Async
        static Coroutine<Integer> tasks(int times) {
          for (int i = 0; i < times; i++) {
            await(createTask(yieldBelow(1)));
          }
          return Coroutine.of(1);
        }

        @Async
        static Coroutine<Integer> pingPong(int times) {
          AsyncQueue<Integer> there = AsyncQueue.bounded(1);
          AsyncQueue<Integer> back = AsyncQueue.bounded(1);
          Task<Integer> pong = createTask(pong(there, back, times));
          for (int i = 0; i < times; i++) {
            await(there.put(1));
            await(back.get());
          }
          return Coroutine.of(await(pong));
        }

        @Async
        static Coroutine<Integer> pong(AsyncQueue<Integer> there, AsyncQueue<Integer> back, int times) {
          for (int i = 0; i < times; i++) {
            await(back.put(await(there.get())));
          }
          return Coroutine.of(1);
        }

        @Async
        static Coroutine<Void> sleeper(String name, int number, long total) {
          await(sleep(SECOND));
          sum += name.length() + number + (int) total;
          return Coroutine.done();
        }

        @Async
        static Coroutine<Integer> sleepers(int times) {
          for (int i = 0; i < times; i++) {
            Task<Void> unused = createTask(sleeper("name", i, i));
          }
          await(sleep(SECOND));
          await(sleep(SECOND));
          return Coroutine.of(1);
        }

        /** The difference between many and twice as many leaves out what is made once. */
        static void print(String name, int times, IntFunction<Coroutine<Integer>> program) {
          allocated(program, 2 * times);
          long once = allocated(program, times);
          long twice = allocated(program, 2 * times);
          long bytes = (twice - once) / times;
          boolean exact = (twice - once) % times == 0;
          System.out.printf("%6d%s %s%n", bytes, exact ? " " : "+", name);
        }

        static long allocated(IntFunction<Coroutine<Integer>> program, int times) {
          long before = THREADS.getCurrentThreadAllocatedBytes();
          LOOP.run(program.apply(times));
          return THREADS.getCurrentThreadAllocatedBytes() - before;
        }

        public static void main(String[] args) {
          print("await of a private method that does not wait", 64, Allocations::ownCalls);
          print("await of an interface's method that does not wait", 64, Allocations::otherCalls);
          print("yield", 64, Allocations::yields);
          print("yield at the bottom of ten private methods", 64, Allocations::deepYields);
          print("a task that yields once, and its await", 64, Allocations::tasks);
          print("a task that sleeps with a String, an int and a long live", 4, Allocations::sleepers);
          print("a round trip through two queues of one", 64, Allocations::pingPong);
        }
      }
      """;

  @TempDir Path classes;

  @Test
  void allocationsAreAsRecorded() {
    Programs.compile(classes, ALLOCATIONS);
    Jvm jvm =
        Jvm.run(
            "-Xint",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-XX:+UseCompressedOops",
            "-javaagent:" + AgentJar.path(),
            "-cp",
            classes + File.pathSeparator + AgentJar.runtime(),
            "size.Allocations");

    assertThat(jvm.err()).isEmpty();
    Recorded.compare("allocations.txt", jvm.out());
  }
}
