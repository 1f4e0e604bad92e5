package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.Cases;
import io.fermata.harness.JavaSources;
import io.fermata.transform.model.Awaits;
import io.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Which methods of a class are read at all. */
class MethodScanTest {
  @Test
  void methodsThatDoNotConcernUsAreNotRead() {
    assertThat(
            concerned(
                """
                private final long constant = 1L << 40;
                @Deprecated private int other;
                static int plain(int a) { return a + 1; }
                @Deprecated static void annotated() {}
                @Async static Coroutine<Integer> async() { return Coroutine.of(1); }
                static Runnable misplaced() { return () -> await(yieldNow()); }
                static Coroutine<Void> calls() { return yieldNow(); }
                @Async abstract Coroutine<Void> declared();
                """))
        .containsExactly("async", "declared", "lambda$misplaced$0");
  }

  @Test
  void anyMethodMayReferToAwait() {
    assertThat(
            concerned(
                """
                static int plain(int a) { return a + 1; }
                static Function<Awaitable<Integer>, Integer> refers() { return Fermata::await; }
                """))
        .containsExactly("<init>", "plain", "refers");
  }

  @Test
  void theBodiesOfLambdasAreReferredTo() {
    byte[] classFile =
        compiled(
            """
            static Function<String, String> refers() { return some.Some::called; }
            static Function<String, String> lambda() { return text -> text + refers(); }
            static String called(String text) { return text; }
            """);

    assertThat(new MethodScan(new ClassReader(classFile)).referredTo())
        .containsExactlyInAnyOrder(
            "called(Ljava/lang/String;)Ljava/lang/String;",
            "lambda$lambda$0(Ljava/lang/String;)Ljava/lang/String;");
  }

  @Test
  void noMethodThatAwaitsOrIsAnnotatedIsMissed() {
    for (String name : Cases.classNames()) {
      ClassReader reader = new ClassReader(Cases.bytes(name));
      MethodScan scan = new MethodScan(reader);
      List<MethodNode> methods = read(reader).methods;
      for (int i = 0; i < methods.size(); i++) {
        MethodNode method = methods.get(i);
        if (isAnnotated(method) || !Awaits.in(method).isEmpty()) {
          assertThat(scan.isConcerned(i)).as("%s.%s", name, method.name).isTrue();
        }
      }
    }
  }

  @Test
  void allMethodsOfAFileThatEndsTooEarlyAreRead() {
    byte[] whole = compiled("static int plain(int a) { return a + 1; }");
    int begin = new ClassReader(whole).header;
    for (int length = begin; length < begin + 20; length++) {
      MethodScan scan = new MethodScan(new ClassReader(Arrays.copyOf(whole, length)));

      assertThat(scan.isConcerned(1)).as("of %s bytes", length).isTrue();
    }
  }

  private static List<String> concerned(String members) {
    ClassReader reader = new ClassReader(compiled(members));
    List<String> names = new ArrayList<>();
    List<MethodNode> methods = read(reader).methods;
    MethodScan scan = new MethodScan(reader);
    for (int i = 0; i < methods.size(); i++) {
      if (scan.isConcerned(i)) {
        names.add(methods.get(i).name);
      }
    }
    return names;
  }

  private static ClassNode read(ClassReader reader) {
    ClassNode owner = new ClassNode();
    reader.accept(owner, ClassReader.SKIP_FRAMES);
    return owner;
  }

  private static boolean isAnnotated(MethodNode method) {
    Stream<AnnotationNode> annotations =
        method.invisibleAnnotations == null ? Stream.of() : method.invisibleAnnotations.stream();
    if (method.visibleAnnotations != null) {
      annotations = Stream.concat(annotations, method.visibleAnnotations.stream());
    }
    return annotations.anyMatch(each -> each.desc.equals(RuntimeNames.ASYNC_DESCRIPTOR));
  }

  private static byte[] compiled(String members) {
    String source =
        """
        package some;
        import static io.fermata.Fermata.*;
        import io.fermata.*;
        import java.util.function.Function;
        abstract class Some {
        %s
        }
        """;
    return new JavaSources().add("Some.java", source.formatted(members)).compile().get("some.Some");
  }
}
