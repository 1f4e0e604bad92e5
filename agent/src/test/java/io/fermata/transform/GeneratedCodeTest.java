package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.Cases;
import io.fermata.harness.JavaSources;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;
import org.objectweb.asm.util.TraceMethodVisitor;

/** What a transformed class still is, and what it has besides. */
final class GeneratedCodeTest {
  private static final String SOURCE =
      """
      package door;

      import static io.fermata.Fermata.await;

      import io.fermata.*;
      import java.io.IOException;
      import java.lang.annotation.*;
      import java.util.*;
      import java.util.function.*;

      @Retention(RetentionPolicy.RUNTIME)
      @interface Mark { String value() default "none"; }

      @Retention(RetentionPolicy.RUNTIME)
      @Target(ElementType.TYPE_USE)
      @interface Use {}

      @Mark("class")
      public class Kept<T extends Comparable<T>> {
        private final int field = 1;

        @Deprecated @Mark("method") @Async
        protected final <X extends Exception> Coroutine<? extends List<T>> kept(
            final @Mark("first") int first, List<? super T>[] second, @Use String... third) throws IOException, X {
          @Use String local = (@Use String) third[0];
          List<@Use String> all = new @Use ArrayList<@Use String>();
          all.add(local);
          int sum = first + await(Coroutine.of(field));
          for (String each : third) {
            local += each + await(Coroutine.of(sum));
          }
          return Coroutine.of(List.of());
        }

        @Async
        private static Task<Void> second(long wide, double more) {
          await(Coroutine.done());
          return Task.of(null);
        }

        @Mark("ordinary")
        int ordinary(int a, int b) throws IOException {
          try {
            return a / b;
          } catch (ArithmeticException e) {
            throw new IOException(e);
          } finally {
            System.out.print("");
          }
        }

        Function<Integer, Coroutine<Integer>> async = n -> Coroutine.of(n + await(Coroutine.of(1)));
        Function<Integer, Integer> plain = n -> n + field;

        static final List<String> NAMES = new ArrayList<>();

        static {
          NAMES.add("x");
        }

        abstract static class Nested implements Comparable<Nested> {
          @Async abstract Coroutine<Void> nothingToTransform();
        }
      }
      """;

  private static ClassNode before;
  private static ClassNode after;
  private static Map<String, byte[]> classes;
  private static Transformation transformation;

  @BeforeAll
  static void transform() {
    classes =
        new JavaSources().add("Kept.java", SOURCE).compile("--release", "17", "-g", "-parameters");
    byte[] kept = classes.get("door.Kept");
    transformation = new Transformer().transform(kept);
    before = node(kept);
    after = node(transformation.classFile());
  }

  @Test
  void onlyTheAsyncMethodsAreTransformed() {
    assertThat(transformation.diagnostics()).isEmpty();
    assertThat(transformation.methods()).isEqualTo(3);
    assertThat(transformation.frames()).hasSize(3);
    assertThat(transformation.className()).isEqualTo("door/Kept");
  }

  @Test
  void everyMethodKeepsWhatOthersSeeOfIt() {
    Map<String, MethodNode> now = byKey(after);
    for (MethodNode was : before.methods) {
      assertThat(header(now.get(key(was)))).as(key(was)).isEqualTo(header(was));
    }
  }

  @Test
  void otherMethodsKeepTheirCode() {
    Set<String> async = Set.of("kept", "second", "lambda$new$0");
    Map<String, MethodNode> now = byKey(after);
    int compared = 0;
    for (MethodNode was : before.methods) {
      if (!async.contains(was.name)) {
        assertThat(code(now.get(key(was)))).as(key(was)).isEqualTo(code(was));
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(4);
  }

  @Test
  void everythingElseOfTheClassStays() {
    assertThat(withoutMethods(after)).isEqualTo(withoutMethods(before));
  }

  @Test
  void whatIsNewIsSyntheticAndWithoutAnnotations() {
    Set<String> known = byKey(before).keySet();
    List<MethodNode> added = after.methods.stream().filter(m -> !known.contains(key(m))).toList();
    assertThat(added).hasSize(3);
    assertThat(added)
        .allSatisfy(
            method -> {
              assertThat(method.access & Opcodes.ACC_SYNTHETIC).isNotZero();
              assertThat(method.access & Opcodes.ACC_STATIC).isNotZero();
              assertThat(method.visibleAnnotations).isNull();
              assertThat(method.invisibleAnnotations).isNull();
              assertThat(method.visibleParameterAnnotations).isNull();
              assertThat(method.name).as("JaCoCo counts only these").startsWith("lambda$");
            });
  }

  @Test
  void framesAreSyntheticAndWithoutAnnotations() {
    for (GeneratedClass generated : transformation.frames()) {
      ClassNode frame = node(generated.classFile());
      assertThat(frame.name).isEqualTo(generated.internalName()).startsWith("door/Kept$");
      assertThat(frame.access & Opcodes.ACC_SYNTHETIC).isNotZero();
      assertThat(frame.superName).isEqualTo("io/fermata/frame/Frame");
      assertThat(frame.visibleAnnotations).isNull();
      assertThat(frame.version).isEqualTo(before.version);
    }
  }

  /** Breakpoints and debuggers go by these; a static body can only call its this $this. */
  @Test
  void linesAndLocalVariablesMoveWithTheBody() {
    for (String name : List.of("kept", "second")) {
      MethodNode was =
          before.methods.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
      MethodNode body =
          after.methods.stream()
              .filter(m -> !byKey(before).containsKey(key(m)) && m.name.contains(name))
              .findFirst()
              .orElseThrow();
      assertThat(lines(body)).isEqualTo(lines(was));
      assertThat(variables(body)).containsAll(variables(was));
    }
  }

  @Test
  void anAbstractAsyncMethodIsNothingToTransform() {
    Transformation nested = new Transformer().transform(classes.get("door.Kept$Nested"));

    assertThat(nested.changed()).isFalse();
    assertThat(nested.diagnostics()).isEmpty();
  }

  @Test
  void theSameBytesGiveTheSameBytes() {
    for (String name : Cases.classNames()) {
      Transformation one = new Transformer().transform(Cases.bytes(name));
      Transformation two = new Transformer().transform(Cases.bytes(name));

      assertThat(one.classFile()).isEqualTo(two.classFile());
      assertThat(names(one)).isEqualTo(names(two)).doesNotHaveDuplicates();
      for (int i = 0; i < one.frames().size(); i++) {
        assertThat(one.frames().get(i).classFile()).isEqualTo(two.frames().get(i).classFile());
      }
    }
  }

  @Test
  void whatWasTransformedStaysAsItIs() {
    for (String name : Cases.classNames()) {
      Transformation once = new Transformer().transform(Cases.bytes(name));
      List<byte[]> results = new ArrayList<>(List.of(once.classFile()));
      once.frames().forEach(frame -> results.add(frame.classFile()));
      for (byte[] result : results) {
        Transformation twice = new Transformer().transform(result);
        assertThat(twice.changed()).as(name).isFalse();
        assertThat(twice.diagnostics()).as(name).isEmpty();
        assertThat(twice.frames()).as(name).isEmpty();
      }
    }
  }

  private static List<String> names(Transformation transformation) {
    return transformation.frames().stream().map(GeneratedClass::internalName).toList();
  }

  /**
   * Modifiers, generic signature, exceptions, annotations, parameter names: a method without its
   * code.
   */
  private static String header(MethodNode method) {
    MethodNode copy =
        new MethodNode(
            method.access,
            method.name,
            method.desc,
            method.signature,
            method.exceptions.toArray(String[]::new));
    copy.visibleAnnotations = method.visibleAnnotations;
    copy.invisibleAnnotations = method.invisibleAnnotations;
    copy.visibleTypeAnnotations = method.visibleTypeAnnotations;
    copy.invisibleTypeAnnotations = method.invisibleTypeAnnotations;
    copy.visibleParameterAnnotations = method.visibleParameterAnnotations;
    copy.invisibleParameterAnnotations = method.invisibleParameterAnnotations;
    copy.parameters = method.parameters;
    ClassNode only = new ClassNode();
    only.visit(Opcodes.V17, 0, "Only", null, "java/lang/Object", null);
    only.methods.add(copy);
    return text(only);
  }

  private static String withoutMethods(ClassNode type) {
    ClassNode copy = new ClassNode();
    type.accept(copy);
    copy.methods.clear();
    copy.attrs = null;
    return text(copy);
  }

  private static String text(ClassNode type) {
    StringWriter out = new StringWriter();
    type.accept(new TraceClassVisitor(null, new Textifier(), new PrintWriter(out)));
    return out.toString();
  }

  private static String code(MethodNode method) {
    Textifier printer = new Textifier();
    method.accept(new TraceMethodVisitor(printer));
    StringWriter out = new StringWriter();
    printer.print(new PrintWriter(out, true));
    return out.toString();
  }

  private static Set<Integer> lines(MethodNode method) {
    Set<Integer> lines = new TreeSet<>();
    for (AbstractInsnNode each : method.instructions) {
      if (each instanceof LineNumberNode line) {
        lines.add(line.line);
      }
    }
    return lines;
  }

  private static List<String> variables(MethodNode method) {
    List<String> variables = new ArrayList<>();
    for (LocalVariableNode each : method.localVariables) {
      variables.add(
          each.index
              + " "
              + each.name.replace("$this", "this")
              + " "
              + each.desc
              + " "
              + each.signature);
    }
    return variables;
  }

  private static ClassNode node(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(Arrays.copyOf(classFile, classFile.length)).accept(node, 0);
    return node;
  }

  private static Map<String, MethodNode> byKey(ClassNode type) {
    Map<String, MethodNode> methods = new TreeMap<>();
    type.methods.forEach(method -> methods.put(key(method), method));
    return methods;
  }

  private static String key(MethodNode method) {
    return method.name + method.desc;
  }
}
