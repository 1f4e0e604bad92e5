package io.fermata.transform.handmade;

import static io.fermata.transform.handmade.Code.ENV;
import static io.fermata.transform.handmade.Code.FAILURE;
import static io.fermata.transform.handmade.Code.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import io.fermata.harness.CaseSet;
import io.fermata.harness.Mode;
import io.fermata.harness.Run;
import io.fermata.transform.Diagnostic;
import io.fermata.transform.Severity;
import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;

/**
 * Methods near the limits of a class file are transformed, or refused by name; nothing in between.
 */
final class LimitsTest {
  private static final String NAME = "io.fermata.handmade.Limits";

  /** Small ones, those whose jumps go farther than 32 KB, and those that grow past 64 KB. */
  @TestFactory
  Stream<DynamicTest> loopsOfAllSizes() {
    return IntStream.concat(
            IntStream.iterate(100, n -> n < 440, n -> n + 60),
            IntStream.iterate(440, n -> n <= 520, n -> n + 5))
        .mapToObj(
            n ->
                DynamicTest.dynamicTest(
                    n + " awaits", () -> isTransformedOrRefused(c -> farJumps(c, n))));
  }

  @TestFactory
  Stream<DynamicTest> parametersOfAllSlots() {
    return IntStream.rangeClosed(244, 254)
        .mapToObj(
            n ->
                DynamicTest.dynamicTest(
                    n + " ints", () -> isTransformedOrRefused(manyParameters(n))));
  }

  @TestFactory
  Stream<DynamicTest> wideParametersOfAllSlots() {
    return IntStream.rangeClosed(122, 127)
        .mapToObj(
            n -> DynamicTest.dynamicTest(n + " longs", () -> isTransformedOrRefused(manyLongs(n))));
  }

  @Test
  void thousandsOfLocals() throws Exception {
    isTransformedOrRefused(Code.assemble(NAME, c -> manyLocals(c, 1500)));
  }

  @Test
  void aFullConstantPool() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    Code.add(
        writer,
        "run",
        Code.returningCoroutine(Type.getObjectType(ENV)),
        c -> c.awaitInt(1).endInt());
    writer.visit(V17, ACC_PUBLIC | ACC_SUPER, NAME.replace('.', '/'), null, Code.OBJECT, null);
    for (int i = 0; i < 65_480; i++) {
      writer.newConst(i + 100_000);
    }
    Transformation transformation = new Transformer().transform(writer.toByteArray());

    if (!transformation.changed()) {
      assertThat(transformation.diagnostics())
          .extracting(Diagnostic::severity)
          .contains(Severity.ERROR);
    }
  }

  private static void isTransformedOrRefused(Consumer<Code> body) throws Exception {
    isTransformedOrRefused(Code.assemble(NAME, body));
  }

  private static void isTransformedOrRefused(byte[] classFile) throws Exception {
    CaseSet cases = new CaseSet(Map.of(NAME, classFile)::get);
    assertThat(cases.oracle(NAME, "run").end()).startsWith("java.lang.");
    Transformation transformation = cases.transformed().transformation(NAME);
    assertThat(transformation.changed()).as("%s", transformation.diagnostics()).isTrue();
    List<Diagnostic> errors =
        transformation.diagnostics().stream()
            .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
            .toList();
    if (errors.isEmpty()) {
      cases.check(NAME, "run", Mode.COMPLETE, 0);
      cases.check(NAME, "run", Mode.LATER, 0);
      return;
    }
    Diagnostic diagnostic = errors.get(0);
    assertThat(diagnostic.code().toString()).doesNotContain("INTERNAL", "FMT099", "FAILED");
    Run run = cases.run(NAME, "run", Mode.LATER, 0);
    assertThat(run.end()).contains("IllegalStateException", diagnostic.message());
  }

  /** Forwards out of a loop, backwards round it, and to a handler, over all the awaits. */
  private static void farJumps(Code c, int awaits) {
    Label start = new Label();
    Label end = new Label();
    Label out = new Label();
    Label handler = new Label();
    c.visitTryCatchBlock(start, end, handler, FAILURE);
    c.push(0).store(ISTORE, 1).push(0).store(ISTORE, 2);
    c.label(start).frame(types(ENV, INTEGER, INTEGER)).load(ILOAD, 2).push(2).jump(IF_ICMPGE, out);
    for (int i = 0; i < awaits; i++) {
      c.load(ILOAD, 1).askInt(i).await().cast("java/lang/Integer");
      c.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I", false);
      c.op(i % 2 == 0 ? IADD : IXOR).store(ISTORE, 1);
    }
    c.visitIincInsn(2, 1);
    c.load(ILOAD, 2).push(9).jump(IF_ICMPLT, start);
    c.label(out).frame(types(ENV, INTEGER, INTEGER)).awaitFailure("far").op(POP).label(end);
    c.load(ILOAD, 1).endInt();
    c.label(handler)
        .frame(types(ENV, INTEGER, INTEGER), FAILURE)
        .log()
        .load(ILOAD, 1)
        .awaitInt(5)
        .op(IADD)
        .endInt();
  }

  private static void manyLocals(Code c, int locals) {
    for (int i = 0; i < locals; i++) {
      c.push(i).store(ISTORE, i + 1);
    }
    c.awaitInt(1);
    for (int i = 0; i < locals; i++) {
      c.load(ILOAD, i + 1).op(i % 2 == 0 ? IADD : IXOR);
    }
    c.awaitInt(2).op(IADD).endInt();
  }

  private static byte[] manyParameters(int ints) {
    return calling(
        "I".repeat(ints),
        c -> {
          for (int i = 0; i < ints; i++) {
            c.push(i);
          }
        },
        c -> {
          c.awaitInt(3);
          for (int i = 0; i < ints; i++) {
            c.load(ILOAD, i + 1).op(IADD);
          }
          c.awaitInt(4).op(ISUB).load(ILOAD, ints).op(IADD).endInt();
        });
  }

  private static byte[] manyLongs(int longs) {
    return calling(
        "J".repeat(longs),
        c -> {
          for (int i = 0; i < longs; i++) {
            c.push(i).op(I2L);
          }
        },
        c -> {
          c.awaitLong(3);
          for (int i = 0; i < longs; i++) {
            c.load(LLOAD, 2 * i + 1).op(LADD);
          }
          c.awaitLong(4).op(LSUB).load(LLOAD, 2 * longs - 1).op(LADD).endLong();
        });
  }

  /** A case that calls and awaits a method of these parameters. */
  private static byte[] calling(String parameters, Consumer<Code> arguments, Consumer<Code> body) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V17, ACC_PUBLIC | ACC_SUPER, NAME.replace('.', '/'), null, Code.OBJECT, null);
    String descriptor = "(L" + ENV + ";" + parameters + ")L" + Code.COROUTINE + ";";
    Code.add(writer, "called", descriptor, body);
    Code.add(
        writer,
        "run",
        "(L" + ENV + ";)L" + Code.COROUTINE + ";",
        c -> {
          c.log("calls").env();
          arguments.accept(c);
          c.visitMethodInsn(INVOKESTATIC, NAME.replace('.', '/'), "called", descriptor, false);
          c.await().end();
        });
    writer.visitEnd();
    return writer.toByteArray();
  }
}
