package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.Coroutine;
import io.fermata.Fermata;
import io.fermata.harness.JavaSources;
import io.fermata.harness.Weaving;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What may not await: named with class, method, file and line, and with what to do instead. The
 * rest of the class works, and what is refused throws, rather than blocks.
 */
final class MisuseTest {
  @ParameterizedTest
  @MethodSource("io.fermata.transform.Misuse#all")
  void isNamedWithItsPlaceAndRemedy(Misuse misuse) {
    Diagnostic diagnostic = theOnlyOne(misuse);

    assertThat(diagnostic.severity()).isEqualTo(Severity.ERROR);
    assertThat(diagnostic.className().replace('/', '.')).startsWith("misuse.Wrong");
    assertThat(diagnostic.method()).contains(misuse.method());
    assertThat(diagnostic.file()).isEqualTo("Wrong.java");
    assertThat(diagnostic.line()).isEqualTo(misuse.line());
    assertThat(diagnostic.text())
        .startsWith("Wrong.java:" + misuse.line() + ":")
        .contains(misuse.method());
    assertThat(misuse.remedies())
        .anySatisfy(remedy -> assertThat(diagnostic.text()).contains(remedy));
  }

  @ParameterizedTest
  @MethodSource("io.fermata.transform.Misuse#all")
  void theRestOfTheClassWorks(Misuse misuse) throws Exception {
    Weaving weaving = Weaving.transformed(compile(misuse)::get, new Transformer());
    Class<?> type = weaving.loader().link("misuse.Wrong");

    assertThat(type.getMethod("ordinary").invoke(null)).isEqualTo(42);
    Object result = Fermata.run((Coroutine<?>) type.getMethod("fine").invoke(null));
    assertThat(result).isEqualTo(21);
  }

  @ParameterizedTest
  @MethodSource("io.fermata.transform.Misuse#all")
  void whatIsRefusedThrowsAndNeverBlocks(Misuse misuse) throws Exception {
    Diagnostic diagnostic = theOnlyOne(misuse);
    Class<?> type =
        Weaving.transformed(compile(misuse)::get, new Transformer()).loader().link("misuse.Wrong");
    boolean whole = diagnostic.method().equals("wrong") && misuse.member().contains("@Async");

    assertThatThrownBy(() -> use(type, misuse))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .contains(whole && !misuse.isReference() ? diagnostic.message() : "await");
  }

  /** Where only a part of a method is at fault, it fails when it gets there. */
  private static void use(Class<?> type, Misuse misuse) throws Throwable {
    try {
      switch (misuse.method()) {
        case "<init>" -> type.getConstructor().newInstance();
        case "<clinit>" -> Class.forName("misuse.Wrong$Holder", true, type.getClassLoader());
        case "main" -> type.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        default -> callToItsEnd(type, misuse);
      }
    } catch (InvocationTargetException | ExceptionInInitializerError e) {
      throw e.getCause();
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // what a wrong method returns is known by its source
  private static Object callToItsEnd(Class<?> type, Misuse misuse)
      throws ReflectiveOperationException {
    Method method =
        Arrays.stream(type.getMethods())
            .filter(m -> m.getName().equals("wrong"))
            .findFirst()
            .orElseThrow();
    Object returned =
        method.invoke(type.getConstructor().newInstance(), new Object[method.getParameterCount()]);
    if (returned instanceof Coroutine<?> coroutine) {
      return Fermata.run(coroutine);
    }
    if (returned instanceof Function function) {
      return function.apply(misuse.isReference() ? Coroutine.of(1) : 1);
    }
    return returned instanceof Supplier<?> supplier ? supplier.get() : returned;
  }

  @ParameterizedTest
  @ValueSource(strings = {"@Async abstract int wrong();", "@Async native int wrong();"})
  void aMethodWithoutABodyIsCheckedForWhatItReturns(String method) {
    Misuse misuse =
        new Misuse(
            "no body", "static abstract class A { " + method + " }", "wrong", List.of("Coroutine"));
    Map<String, byte[]> classes = compile(misuse);

    assertThat(new Transformer().transform(classes.get("misuse.Wrong$A")).diagnostics())
        .singleElement()
        .satisfies(
            diagnostic -> assertThat(diagnostic.code()).isEqualTo(Code.UNSUPPORTED_RETURN_TYPE))
        .satisfies(diagnostic -> assertThat(diagnostic.method()).contains("wrong"));
  }

  @Test
  void anUnimplementedReturnTypeIsRefusedAndNotTransformedWrongly() {
    // A subclass of CompletableFuture cannot be what the call returns.
    Misuse misuse =
        new Misuse(
            "a subclass of CompletableFuture",
            """
            public static class Own<T> extends java.util.concurrent.CompletableFuture<T> {}
            @Async public Own<Integer> wrong() {
              await(Coroutine.of(1)); // here
              return new Own<>();
            }
            """,
            "wrong",
            List.of("CompletableFuture"));

    isNamedWithItsPlaceAndRemedy(misuse);
  }

  /** Where somebody else says what is returned, an async type is no remedy. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Test void wrong() { await(Coroutine.of(1)); }",
        "@Test @Async void wrong() { await(Coroutine.of(1)); }",
      })
  void aTestIsToldOfRunTest(String member) {
    assertThat(remedies("class Trial { " + member + " }"))
        .singleElement()
        .asString()
        .contains("AsyncTest.runTest(() -> ")
        .doesNotContain("let it return");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public static void main(String[] args) { await(Coroutine.of(1)); }",
        "@Async public static void main(String[] args) { await(Coroutine.of(1)); }",
        "void main() { await(Coroutine.of(1)); }",
      })
  void mainIsToldOfRun(String member) {
    assertThat(remedies("class Trial { " + member + " }"))
        .singleElement()
        .asString()
        .contains("Fermata.run(")
        .doesNotContain("let it return");
  }

  /** Spring's, for one, has the same simple name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@other.Async Coroutine<Integer> wrong() { return Coroutine.of(await(Coroutine.of(1))); }",
        "@other.Async void wrong() { await(Coroutine.of(1)); }",
      })
  void theAnnotationOfSomebodyElseIsNamed(String member) {
    assertThat(remedies("class Trial { " + member + " }"))
        .singleElement()
        .asString()
        .startsWith(
            "Its @Async is other.Async, which is not Fermata's: annotate it with @io.fermata.Async");
  }

  private static List<String> remedies(String member) {
    String imports = "import io.fermata.*; import static io.fermata.Fermata.await; ";
    String test =
        """
        package org.junit.jupiter.api;
        @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
        public @interface Test {}
        """;
    String async =
        """
        package other;
        @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
        public @interface Async {}
        """;
    byte[] classFile =
        new JavaSources()
            .add("Test.java", test)
            .add("Async.java", async)
            .add("Trial.java", imports + "import org.junit.jupiter.api.Test; " + member)
            .compile("--release", "17")
            .get("Trial");
    return new Transformer()
        .transform(classFile).diagnostics().stream().map(Diagnostic::remedy).toList();
  }

  @Test
  void severalMistakesAreAllNamedInTheOrderOfTheSource() {
    String member =
        """
        public int first() {
          return await(Coroutine.of(1)); // here
        }
        @Async public int second() {
          return await(Coroutine.of(1));
        }
        @Async public Coroutine<Integer> third() {
          synchronized (lock) {
            return Coroutine.of(await(Coroutine.of(1)));
          }
        }
        """;
    Misuse misuse = new Misuse("three", member, "first", List.of());

    Transformation transformation =
        new Transformer().transform(compile(misuse).get("misuse.Wrong"));

    assertThat(transformation.diagnostics())
        .extracting(Diagnostic::method)
        .satisfiesExactly(
            first -> assertThat(first).contains("first"),
            second -> assertThat(second).contains("second"),
            third -> assertThat(third).contains("third"));
    assertThat(transformation.failed()).isTrue();
    assertThat(transformation.methods()).as("fine() alone").isEqualTo(1);
  }

  private static Diagnostic theOnlyOne(Misuse misuse) {
    Transformer transformer = new Transformer();
    List<Diagnostic> all =
        compile(misuse).values().stream()
            .flatMap(bytes -> transformer.transform(bytes).diagnostics().stream())
            .toList();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static Map<String, byte[]> compile(Misuse misuse) {
    return new JavaSources().add("Wrong.java", misuse.source()).compile("--release", "17");
  }
}
