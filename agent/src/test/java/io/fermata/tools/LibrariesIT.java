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
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Libraries that put their own code around async methods. */
class LibrariesIT {
  private static final String SHOP =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      public class Shop implements Prices {
        @Async
        public Coroutine<Integer> price(String item) {
          int price = item.length();
          await(yieldNow());
          price *= 10;
          await(yieldNow());
          return Coroutine.of(price);
        }

        @Async
        public Task<Integer> fail(String item) {
          await(yieldNow());
          throw new IllegalStateException(item);
        }

        @Async
        public Coroutine<Integer> total(Prices prices) {
          return Coroutine.of(await(prices.price("tea")) + await(prices.price("milk")));
        }
      }
      """;

  private static final String PRICES =
      """
      package shop;

      import io.fermata.*;

      public interface Prices {
        Coroutine<Integer> price(String item);
      }
      """;

  @TempDir Path directory;

  static Path library(String name) {
    return libraries().stream()
        .filter(path -> path.getFileName().toString().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> libraries() {
    return Arrays.stream(
            System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .toList();
  }

  private Jvm run(Form form, String program, String... jvmArguments) {
    return start(form, form.prepare(compile(program)), jvmArguments);
  }

  private Path compile(String program) {
    return Programs.compile(directory.resolve("classes"), PRICES, SHOP, program);
  }

  /** Our agent first: of agents that can retransform, each sees what those before it made. */
  static Jvm start(Form form, Path classes, String... jvmArguments) {
    List<String> command = new ArrayList<>(form.jvmArguments());
    command.addAll(List.of(jvmArguments));
    return start(command, classes);
  }

  private static Jvm start(List<String> jvmArguments, Path classes) {
    List<String> command = new ArrayList<>(jvmArguments);
    List<String> path = new ArrayList<>(List.of(classes.toString(), AgentJar.runtime().toString()));
    libraries().forEach(each -> path.add(each.toString()));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, path), "shop.Main"));
    return Jvm.run(command.toArray(new String[0]));
  }

  private static final String MOCKITO =
      """
      package shop;

      import static org.mockito.Mockito.*;

      import io.fermata.*;

      public class Main {
        public static void main(String[] args) {
          Shop spy = spy(new Shop());
          System.out.println(Fermata.run(spy.total(spy)));
          verify(spy).total(spy);
          verify(spy).price("tea");
          verify(spy).price("milk");
          verifyNoMoreInteractions(spy);

          Shop mock = mock(Shop.class);
          when(mock.price("tea")).thenReturn(Coroutine.of(5));
          when(mock.price("milk")).thenReturn(Coroutine.of(6));
          System.out.println(Fermata.run(new Shop().total(mock)));
        }
      }
      """;

  /** A body that resumes is no call; a mock answers as stubbed. */
  @ParameterizedTest
  @EnumSource
  void mockito(Form form) {
    Jvm jvm = run(form, MOCKITO, "-javaagent:" + library("mockito-core"));

    assertThat(jvm.out()).as(jvm.err()).isEqualTo("70\n11\n");
    assertThat(jvm.status()).isZero();
  }

  /** The JVM would show us what it makes of a class: we go first all the same. */
  @Test
  void mockitoInFrontOfUs() {
    List<String> agents = new ArrayList<>(List.of("-javaagent:" + library("mockito-core")));
    agents.addAll(Form.AGENT.jvmArguments());

    Jvm jvm = start(agents, compile(MOCKITO));

    assertThat(jvm.out()).as(jvm.err()).isEqualTo("70\n11\n");
    assertThat(jvm.status()).isZero();
  }

  /** Advice runs once for an awaited call, whether the proxy is a subclass or of the interface. */
  @ParameterizedTest
  @EnumSource
  void spring(Form form) {
    String program =
        """
        package shop;

        import io.fermata.*;
        import org.aopalliance.intercept.MethodInterceptor;
        import org.springframework.aop.framework.ProxyFactory;

        public class Main {
          public static void main(String[] args) {
            for (boolean subclass : new boolean[] {true, false}) {
              ProxyFactory factory = new ProxyFactory(new Shop());
              factory.setProxyTargetClass(subclass);
              factory.addAdvice(
                  (MethodInterceptor)
                      call -> {
                        System.out.println(call.getMethod().getName());
                        return call.proceed();
                      });
              Prices proxy = (Prices) factory.getProxy();
              System.out.println(proxy instanceof Shop);
              System.out.println(Fermata.run(new Shop().total(proxy)));
            }
          }
        }
        """;

    Jvm jvm = run(form, program);

    assertThat(jvm.out())
        .as(jvm.err())
        .isEqualTo("true\nprice\nprice\n70\nfalse\nprice\nprice\n70\n");
  }

  /** Code woven into all that we made, bodies and frames too. */
  @ParameterizedTest
  @EnumSource
  void byteBuddyAfterUs(Form form) {
    String program =
        """
        package shop;

        import static net.bytebuddy.matcher.ElementMatchers.*;

        import io.fermata.*;
        import java.util.concurrent.atomic.AtomicInteger;
        import net.bytebuddy.agent.ByteBuddyAgent;
        import net.bytebuddy.agent.builder.AgentBuilder;
        import net.bytebuddy.asm.Advice;

        public class Main {
          public static final AtomicInteger ENTERED = new AtomicInteger();
          public static final AtomicInteger THROWN = new AtomicInteger();

          public static class Counting {
            @Advice.OnMethodEnter
            static void enter() {
              Main.ENTERED.incrementAndGet();
            }

            @Advice.OnMethodExit(onThrowable = Throwable.class)
            static void exit(@Advice.Thrown Throwable thrown) {
              if (thrown != null) {
                Main.THROWN.incrementAndGet();
              }
            }
          }

          public static void main(String[] args) {
            new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .with(AgentBuilder.Listener.StreamWriting.toSystemOut().withErrorsOnly())
                .ignore(none())
                .type(nameStartsWith("shop.Shop"))
                .transform(
                    (builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(Counting.class).on(isMethod())))
                .installOn(ByteBuddyAgent.install());
            Shop shop = new Shop();
            System.out.println(Fermata.run(shop.total(shop)));
            System.out.println(ENTERED.get() > 10);
            try {
              shop.fail("no").join();
            } catch (Exception e) {
              System.out.println(e.getMessage());
            }
          }
        }
        """;

    Jvm jvm = run(form, program, "-Djdk.attach.allowAttachSelf=true");

    assertThat(jvm.out()).as(jvm.err()).startsWith("70\ntrue\n");
    assertThat(jvm.out()).doesNotContain("VerifyError").doesNotContain("[Byte Buddy]");
  }

  /** Its processor has made the methods before there are class files. */
  @ParameterizedTest
  @EnumSource
  void lombok(Form form) throws IOException {
    String program =
        """
        package shop;

        import static io.fermata.Fermata.*;

        import io.fermata.*;
        import java.io.IOException;
        import lombok.*;

        @Builder
        public class Main {
          private final String item;
          private final int price;

          @Async
          @SneakyThrows
          Coroutine<String> describe(boolean fails) {
            val text = item + await(Coroutine.of(1));
            await(yieldNow());
            if (fails) {
              throw new IOException(text + price);
            }
            return Coroutine.of(text + price);
          }

          public static void main(String[] args) {
            System.out.println(run(Main.builder().item("tea").price(3).build().describe(false)));
            try {
              run(Main.builder().item("tea").price(4).build().describe(true));
            } catch (Exception e) {
              System.out.println(e);
            }
          }
        }
        """;
    Path source = Files.writeString(directory.resolve("Main.java"), program);
    Path classes = Files.createDirectory(directory.resolve("lombok"));
    Path lombok = library("lombok");
    String path = lombok + File.pathSeparator + AgentJar.runtime();
    Jvm javac =
        Jvm.run(
            "--add-modules",
            "jdk.unsupported",
            "-m",
            "jdk.compiler/com.sun.tools.javac.Main",
            "-g",
            "-processorpath",
            lombok.toString(),
            "-cp",
            path,
            "-d",
            classes.toString(),
            source.toString());
    assertThat(javac.status()).as(javac.err()).isZero();

    Jvm jvm = start(form, form.prepare(classes));

    assertThat(jvm).isEqualTo(new Jvm(0, "tea13\njava.io.IOException: tea14\n", ""));
  }
}
