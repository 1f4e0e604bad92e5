package io.fermata.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What others put around a method is there when a method of the same class awaits it, also after it
 * has been awaited so often that the JIT has seen to it.
 */
class VisibleCallsIT {
  private static final String TILL =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      public class Till {
        @Async
        public static Coroutine<Integer> rate(int n) {
          if (n < 0) {
            await(yieldNow());
          }
          return Coroutine.of(n);
        }

        @Async
        public final Coroutine<Integer> fee(int n) {
          if (n < 0) {
            await(yieldNow());
          }
          return Coroutine.of(n);
        }

        @Async
        public Coroutine<Integer> price(int n) {
          if (n < 0) {
            await(yieldNow());
          }
          return Coroutine.of(n);
        }

        @Async
        public Coroutine<String> total(int n) {
          return Coroutine.of(await(rate(n)) + " " + await(fee(n)) + " " + await(price(n)));
        }

        @Async
        public Coroutine<Integer> often() {
          int sum = 0;
          for (int i = 0; i < 20_000; i++) {
            sum += await(total(i % 1000 == 0 ? -1 : 1)).length();
          }
          return Coroutine.of(sum);
        }
      }
      """;

  private static final String COUNTING =
      """
      package shop;

      import static net.bytebuddy.matcher.ElementMatchers.*;

      import io.fermata.*;
      import java.util.concurrent.atomic.AtomicInteger;
      import net.bytebuddy.agent.ByteBuddyAgent;
      import net.bytebuddy.agent.builder.AgentBuilder;
      import net.bytebuddy.asm.Advice;

      public class Counting {
        public static final AtomicInteger CALLS = new AtomicInteger();

        public static class Count {
          @Advice.OnMethodEnter
          static void enter() {
            Counting.CALLS.incrementAndGet();
          }
        }

        static void install() {
          new AgentBuilder.Default()
              .disableClassFormatChanges()
              .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
              .with(AgentBuilder.Listener.StreamWriting.toSystemOut().withErrorsOnly())
              .ignore(none())
              .type(named("shop.Till"))
              .transform(
                  (builder, type, loader, module, domain) ->
                      builder.visit(
                          Advice.to(Count.class).on(namedOneOf("rate", "fee", "price"))))
              .installOn(ByteBuddyAgent.install());
        }
      }
      """;

  @TempDir Path directory;

  private Jvm run(Form form, String program, String... jvmArguments) {
    Path classes =
        form.prepare(Programs.compile(directory.resolve("classes"), TILL, COUNTING, program));
    return LibrariesIT.start(form, classes, jvmArguments);
  }

  private static void shows(Jvm jvm, String out) {
    assertThat(jvm.out()).as(jvm.err()).isEqualTo(out);
    assertThat(jvm.status()).as(jvm.err()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void overridesAndProxies(Form form) {
    String program =
        """
        package shop;

        import static net.bytebuddy.matcher.ElementMatchers.*;

        import io.fermata.*;
        import java.util.concurrent.Callable;
        import net.bytebuddy.ByteBuddy;
        import net.bytebuddy.implementation.MethodDelegation;
        import net.bytebuddy.implementation.bind.annotation.*;

        public class Main {
          public static class Telling {
            @RuntimeType
            public static Object price(@SuperCall Callable<Coroutine<Integer>> original) throws Exception {
              System.out.println("price");
              return original.call();
            }
          }

          public static void main(String[] args) throws Exception {
            Fermata.run(new Till().often());
            System.out.println(Fermata.run(new Till() {
              @Override
              public Coroutine<Integer> price(int n) {
                return Coroutine.of(100 * n);
              }
            }.total(3)));
            Till proxy =
                new ByteBuddy()
                    .subclass(Till.class)
                    .method(named("price"))
                    .intercept(MethodDelegation.to(Telling.class))
                    .make()
                    .load(Till.class.getClassLoader())
                    .getLoaded()
                    .getConstructor()
                    .newInstance();
            System.out.println(Fermata.run(proxy.total(4)));
          }
        }
        """;

    shows(run(form, program), "3 3 300\nprice\n4 4 4\n");
  }

  @ParameterizedTest
  @EnumSource
  void mocksOfStaticFinalAndOpenMethods(Form form) {
    String program =
        """
        package shop;

        import static org.mockito.ArgumentMatchers.*;
        import static org.mockito.Mockito.*;

        import io.fermata.*;
        import org.mockito.MockedStatic;

        public class Main {
          public static void main(String[] args) {
            Fermata.run(new Till().often());
            Till spy = spy(new Till());
            System.out.println(Fermata.run(spy.total(1)));
            verify(spy).total(1);
            verify(spy).fee(1);
            verify(spy).price(1);
            verifyNoMoreInteractions(spy);

            Till mock = mock(Till.class);
            when(mock.total(anyInt())).thenCallRealMethod();
            when(mock.fee(2)).thenReturn(Coroutine.of(20));
            when(mock.price(2)).thenReturn(Coroutine.of(200));
            System.out.println(Fermata.run(mock.total(2)));

            try (MockedStatic<Till> rates = mockStatic(Till.class)) {
              rates.when(() -> Till.rate(3)).thenReturn(Coroutine.of(30));
              System.out.println(Fermata.run(new Till().total(3)));
              rates.verify(() -> Till.rate(3));
            }
            System.out.println(Fermata.run(new Till().total(4)));
          }
        }
        """;

    Jvm jvm = run(form, program, "-javaagent:" + LibrariesIT.library("mockito-core"));

    shows(jvm, "1 1 1\n2 20 200\n30 3 3\n4 4 4\n");
  }

  @ParameterizedTest
  @EnumSource
  void adviceThatIsThereWhenTheClassIsLoaded(Form form) {
    String program =
        """
        package shop;

        import io.fermata.*;

        public class Main {
          public static void main(String[] args) {
            Counting.install();
            System.out.println(Fermata.run(new Till().total(-1)) + ": " + Counting.CALLS);
            Fermata.run(new Till().often());
            System.out.println(Counting.CALLS);
          }
        }
        """;

    shows(run(form, program, "-Djdk.attach.allowAttachSelf=true"), "-1 -1 -1: 3\n60003\n");
  }

  @ParameterizedTest
  @EnumSource
  void adviceThatComesLater(Form form) {
    String program =
        """
        package shop;

        import static io.fermata.Fermata.*;

        import io.fermata.*;

        public class Main {
          public static void main(String[] args) {
            Till till = new Till();
            Fermata.run(till.often());
            System.out.println(Counting.CALLS);
            Counting.install();
            System.out.println(Fermata.run(till.total(-1)) + ": " + Counting.CALLS);
            Fermata.run(till.often());
            System.out.println(Counting.CALLS);
          }
        }
        """;

    shows(run(form, program, "-Djdk.attach.allowAttachSelf=true"), "0\n-1 -1 -1: 3\n60003\n");
  }
}
