package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import io.fermata.Coroutine;
import io.fermata.Fermata;
import io.fermata.harness.JavaSources;
import io.fermata.harness.Weaving;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;

/**
 * The bodies of lambdas are known by how compilers name and mark them. Here the names and flags of
 * Kotlin's and Scala's stand on what javac compiled; {@code OtherCompilersCampaign} has the
 * compilers themselves.
 */
final class LambdasOfOtherCompilersTest {
  private static final String LAMBDA =
      """
      package lambdas;
      import static io.fermata.Fermata.*;
      import io.fermata.Coroutine;
      import java.util.function.Supplier;
      public class Some {
        public static Supplier<Coroutine<Integer>> some() {
          return () -> { await(yieldNow()); return Coroutine.of(5); };
        }
        public static Supplier<Integer> plain() {
          return () -> 5;
        }
      }
      """;

  private static final String CLASS =
      """
      package lambdas;
      import static io.fermata.Fermata.*;
      import io.fermata.Coroutine;
      import java.util.function.Supplier;
      public class Some implements Supplier<Coroutine<Integer>> {
        public static Supplier<Coroutine<Integer>> some() {
          return new Some();
        }
        @Override public Coroutine<Integer> get() { await(yieldNow()); return Coroutine.of(5); }
      }
      """;

  @ParameterizedTest
  @CsvSource({
    "some$lambda$0, 26", // Kotlin, private static final
    "some$lambda$0$0, 26", // Kotlin, a lambda in a lambda
    "_get_some_$lambda$0, 26", // Kotlin, in the getter of a property
    "$anonfun$some$1, 4121", // Scala 2, public static final synthetic
    "$anonfun$2, 4122", // Scala 3, private static final synthetic
    "some$$anonfun$1, 26", // Scala 3, an argument by name
  })
  void awaits(String name, int access) throws Exception {
    assertThat(run(renamed(name, access))).isEqualTo(5);
  }

  /** Scala's Function1 takes an Object: a second method unboxes it and calls the body. */
  @ParameterizedTest
  @CsvSource({"$anonfun$some$1, 4121", "$anonfun$2, 4122"})
  void awaitsBehindAnAdapter(String name, int access) throws Exception {
    assertThat(run(adapted(renamed(name, access), name))).isEqualTo(5);
  }

  /** Kotlin's, of versions before 2.0 and where a crossinline lambda was copied to. */
  @Test
  void awaitsInAClassOfItsOwn() throws Exception {
    assertThat(run(ofKind(3, compiled(CLASS)))).isEqualTo(5);
  }

  /** Where the class that was made for a lambda has one within, as for a suspend lambda. */
  @Test
  void awaitsInALambdaWithinAClassOfItsOwn() throws Exception {
    assertThat(run(ofKind(3, renamed("invokeSuspend$lambda$0", ACC_PRIVATE | ACC_STATIC))))
        .isEqualTo(5);
  }

  /** Of Groovy, where it is compiled statically: {@code { ... }} and {@code () -> ...}. */
  @ParameterizedTest
  @ValueSource(strings = {"GeneratedClosure", "GeneratedLambda"})
  void awaitsInAClosure(String mark) {
    Transformation closure =
        new Transformer().transform(closure("org/codehaus/groovy/runtime/" + mark));

    assertThat(closure.diagnostics()).isEmpty();
    assertThat(closure.methods()).isEqualTo(1);
  }

  @Test
  void aClosureWrittenByHandNeedsTheAnnotation() {
    assertThat(codes(closure("java/io/Serializable"))).containsExactly(Code.AWAIT_OUTSIDE_ASYNC);
  }

  @Test
  void anObjectExpressionNeedsTheAnnotation() {
    assertThat(codes(ofKind(1, compiled(CLASS)))).containsExactly(Code.AWAIT_OUTSIDE_ASYNC);
  }

  /** Such a method may be called, too, by somebody who expects that it does not wait. */
  @ParameterizedTest
  @ValueSource(strings = {"load", "load$default"})
  void aMethodThatIsReferredToNeedsTheAnnotation(String name) {
    assertThat(codes(renamed(name, ACC_PRIVATE | ACC_STATIC)))
        .containsExactly(Code.AWAIT_OUTSIDE_ASYNC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"some$lambda$0", "$anonfun$some$1"})
  void isNamedByTheMethodItStandsIn(String name) {
    byte[] classFile = renamed(name, ACC_PRIVATE | ACC_STATIC | ACC_SYNCHRONIZED);

    assertThat(new Transformer().transform(classFile).diagnostics())
        .extracting(Diagnostic::method)
        .containsExactly("some (lambda)");
  }

  private static Object run(byte[] classFile) throws Exception {
    Weaving weaving =
        Weaving.transformed(Map.of("lambdas.Some", classFile)::get, new Transformer());
    assertThat(weaving.transformation("lambdas.Some").diagnostics()).isEmpty();
    Class<?> type = weaving.loader().link("lambdas.Some");
    Supplier<?> lambda = (Supplier<?>) type.getMethod("some").invoke(null);
    return Fermata.run((Coroutine<?>) lambda.get());
  }

  private static Code[] codes(byte[] classFile) {
    return new Transformer()
        .transform(classFile).diagnostics().stream().map(Diagnostic::code).toArray(Code[]::new);
  }

  private static byte[] compiled(String source) {
    return new JavaSources().add("Some.java", source).compile().get("lambdas.Some");
  }

  /** The lambda that awaits, under another name and with other flags. */
  private static byte[] renamed(String name, int access) {
    ClassWriter writer = new ClassWriter(0);
    Remapper remapper =
        new Remapper(ASM9) {
          @Override
          public String mapMethodName(String owner, String method, String descriptor) {
            return method.equals("lambda$some$0") ? name : method;
          }
        };
    ClassVisitor flags =
        new ClassVisitor(ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int old, String method, String descriptor, String signature, String[] exceptions) {
            return super.visitMethod(
                method.equals(name) ? access : old, method, descriptor, signature, exceptions);
          }
        };
    new ClassReader(compiled(LAMBDA)).accept(new ClassRemapper(flags, remapper), 0);
    return writer.toByteArray();
  }

  /** What refers to the method refers to an adapter that calls it. */
  private static byte[] adapted(byte[] classFile, String name) {
    String adapter = "$anonfun$adapted$1";
    ClassWriter writer = new ClassWriter(0);
    Remapper remapper =
        new Remapper(ASM9) {
          @Override
          public String mapMethodName(String owner, String method, String descriptor) {
            return method.equals(name) ? adapter : method;
          }
        };
    ClassVisitor declared =
        new ClassVisitor(ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String descriptor, String signature, String[] exceptions) {
            String old = method.equals(adapter) ? name : method;
            return super.visitMethod(access, old, descriptor, signature, exceptions);
          }

          @Override
          public void visitEnd() {
            int access = ACC_PUBLIC | ACC_STATIC | ACC_SYNTHETIC;
            String descriptor = "()Lio/fermata/Coroutine;";
            MethodVisitor code = super.visitMethod(access, adapter, descriptor, null, null);
            code.visitMethodInsn(INVOKESTATIC, "lambdas/Some", name, descriptor, false);
            code.visitInsn(ARETURN);
            code.visitMaxs(1, 0);
            super.visitEnd();
          }
        };
    new ClassReader(classFile).accept(new ClassRemapper(declared, remapper), 0);
    return writer.toByteArray();
  }

  private static byte[] closure(String mark) {
    ClassNode closure = new ClassNode();
    new ClassReader(compiled(CLASS)).accept(closure, 0);
    closure.superName = "groovy/lang/Closure";
    closure.interfaces.add(mark);
    ClassWriter writer = new ClassWriter(0);
    closure.accept(writer);
    return writer.toByteArray();
  }

  /** A class of Kotlin: 1 is one that was written, 3 one that the compiler made. */
  private static byte[] ofKind(int kind, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(writer, 0);
    var metadata = writer.visitAnnotation("Lkotlin/Metadata;", true);
    metadata.visit("mv", new int[] {2, 2, 0});
    metadata.visit("k", kind);
    metadata.visitEnd();
    return writer.toByteArray();
  }
}
