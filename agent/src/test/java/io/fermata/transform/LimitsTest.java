package io.fermata.transform;

import static io.fermata.harness.AwaitCode.awaits;
import static io.fermata.harness.AwaitCode.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.objectweb.asm.Opcodes.*;

import io.fermata.campaign.LinkingLoader;
import io.fermata.transform.model.RuntimeNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** What happens where the result would pass a limit: a diagnostic, never a broken class. */
class LimitsTest {
  private static final String NAME = "shop/Large";
  private static final String NO_ARGUMENTS = "()L" + RuntimeNames.COROUTINE + ";";

  @Test
  void aBodyOfMoreThan64KilobytesIsRefusedAndTheRestWorks() {
    Transformation result =
        transformed(
            large -> {
              method(large, "small", NO_ARGUMENTS, code -> awaits(code, 1));
              method(large, "huge", NO_ARGUMENTS, code -> awaits(code, 2000));
              method(large, "huger", NO_ARGUMENTS, code -> awaits(code, 3000));
            });

    assertThat(result.methods()).isEqualTo(1);
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code, Diagnostic::method)
        .containsExactly(
            tuple(Code.METHOD_TOO_LARGE, "huge"), tuple(Code.METHOD_TOO_LARGE, "huger"));
    assertVerified(result);
  }

  /** Whether constants need the wide LDC shows only when they are written. */
  @Test
  void aBodyThatIsTooLargeByItsWideConstantsIsRefused() {
    Transformation result =
        transformed(
            large -> {
              for (int i = 0; i < 300; i++) {
                large
                    .visitField(ACC_STATIC, "x" + i, "Ljava/lang/String;", null, "constant " + i)
                    .visitEnd();
              }
              method(
                  large,
                  "constants",
                  NO_ARGUMENTS,
                  code -> {
                    for (int i = 0; i < 16_300; i++) {
                      code.aconst("late");
                      code.pop();
                    }
                    awaits(code, 20);
                  });
            });

    assertTooLarge(result);
  }

  @Test
  void aBodyThatHotSpotNeverCompilesIsTransformedWithAWarning() {
    Transformation result =
        transformed(
            large -> {
              method(large, "compiled", NO_ARGUMENTS, code -> nops(code, 7900));
              method(large, "interpreted", NO_ARGUMENTS, code -> nops(code, 8000));
            });

    assertThat(result.methods()).isEqualTo(2);
    assertThat(result.failed()).isFalse();
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code, Diagnostic::severity, Diagnostic::method)
        .containsExactly(tuple(Code.NEVER_COMPILED, Severity.WARNING, "interpreted"));
    assertThat(result.diagnostics().get(0).text()).contains("FMT013").contains("8000");
  }

  /** ASM's own bound of memory would stop this method; it passes no limit of ours. */
  @Test
  void aMethodWithManyLocalsAndMergePointsIsTransformed() {
    Transformation result =
        transformed("merging", NO_ARGUMENTS, code -> mergePoints(code, 1200, 2400));

    assertThat(result.methods()).isEqualTo(1);
    assertThat(result.failed()).isFalse();
    assertVerified(result);
  }

  private static void mergePoints(InstructionAdapter code, int slots, int points) {
    Object[] locals = new Object[slots];
    for (int slot = 0; slot < slots; slot++) {
      locals[slot] = INTEGER;
      code.iconst(slot);
      code.store(slot, Type.INT_TYPE);
    }
    awaits(code, 1);
    for (int i = 0; i < points; i++) {
      Label next = new Label();
      code.load(i % slots, Type.INT_TYPE);
      code.ifeq(next);
      code.nop();
      code.mark(next);
      code.visitFrame(F_NEW, slots, locals, 0, null);
    }
    for (int slot = 0; slot < slots; slot++) {
      code.load(slot, Type.INT_TYPE);
      code.pop();
    }
  }

  @Test
  void aConstantPoolThatIsFullLeavesTheClassAsItWas() {
    Transformation result =
        transformed(
            large -> {
              method(large, "one", NO_ARGUMENTS, code -> awaits(code, 1));
              for (int i = 0; i < 65_505; i++) {
                ((ClassWriter) large).newUTF8("u" + i);
              }
            });

    assertThat(result.changed()).isFalse();
    assertThat(codes(result)).containsExactly(Code.METHOD_TOO_LARGE);
    assertThat(result.diagnostics().get(0).text()).contains("shop.Large").contains("constants");
  }

  @Test
  void oneMethodTooManyLeavesTheClassAsItWas() {
    Transformation result =
        transformed(
            large -> {
              method(large, "one", NO_ARGUMENTS, code -> awaits(code, 1));
              for (int i = 0; i < 65_534; i++) {
                large
                    .visitMethod(
                        ACC_ABSTRACT, "m" + i % 256, "(" + name(i / 256) + ")V", null, null)
                    .visitEnd();
              }
            });

    assertThat(result.changed()).isFalse();
    assertThat(codes(result)).containsExactly(Code.METHOD_TOO_LARGE);
    assertThat(result.diagnostics().get(0).text()).contains("65536 methods");
  }

  private static String name(int number) {
    return "Ljava/lang/" + (char) ('a' + number / 16) + (char) ('a' + number % 16) + ";";
  }

  @ParameterizedTest
  @ValueSource(ints = {65_533, 65_534, 65_535})
  void localsUpToTheLastSlotAreRefused(int slot) {
    Transformation result =
        transformed(
            "locals",
            NO_ARGUMENTS,
            code -> {
              code.iconst(1);
              code.store(slot - 1, Type.INT_TYPE);
              awaits(code, 1);
              code.load(slot - 1, Type.INT_TYPE);
              code.pop();
            });

    assertTooLarge(result);
  }

  /** A stack map takes a byte for each slot, and each await has four. */
  @Test
  void manyAwaitsOverManyLocalsAreRefused() {
    Transformation result =
        transformed(
            "locals",
            NO_ARGUMENTS,
            code -> {
              code.iconst(1);
              code.store(60_000, Type.INT_TYPE);
              awaits(code, 1000);
            });

    assertTooLarge(result);
  }

  @Test
  void namesOfTheLastLengthAreRefused() {
    String name = "n".repeat(65_530);
    Transformation result = transformed(name, NO_ARGUMENTS, code -> awaits(code, 1));

    assertTooLarge(result);
  }

  /** A frame tells in one constant of which class, method and file it is, and all its lines. */
  @Test
  void namesThatAreTooLongTogetherAreRefusedAndTheRestWorks() {
    String owner = "c".repeat(30_000);
    Transformation result =
        transformed(
            owner,
            large -> {
              large.visitSource("f".repeat(20_000), null);
              method(large, "m".repeat(15_000), NO_ARGUMENTS, code -> awaits(code, 1));
              method(large, "m".repeat(25_000), NO_ARGUMENTS, code -> awaits(code, 1));
            });

    assertThat(result.methods()).isEqualTo(1);
    assertThat(codes(result)).containsExactly(Code.METHOD_TOO_LARGE);
    assertThat(result.diagnostics().get(0).message()).contains("75004 bytes");
    assertVerified(owner, result);
  }

  /** Lines count too: each await has one. */
  @ParameterizedTest
  @CsvSource({"65521, 1", "65522, 0"})
  void linesThatDoNotFitBehindTheNamesAreRefused(int length, int transformed) {
    String owner = "c".repeat(100);
    String name = "m".repeat(1000);
    Transformation result =
        transformed(
            owner,
            large -> {
              large.visitSource("f".repeat(length - 1100), null);
              method(
                  large,
                  name,
                  NO_ARGUMENTS,
                  code -> {
                    line(code, 12_345);
                    awaits(code, 2);
                  });
            });

    // two line ends, and "\n12345" twice
    assertThat(result.methods()).isEqualTo(transformed);
    assertThat(codes(result))
        .isEqualTo(transformed == 1 ? List.of() : List.of(Code.METHOD_TOO_LARGE));
    assertVerified(owner, result);
  }

  private static void line(InstructionAdapter code, int number) {
    Label here = new Label();
    code.mark(here);
    code.visitLineNumber(number, here);
  }

  /** A class constant has the bare name, a field of that type two characters more. */
  @ParameterizedTest
  @CsvSource({"65533, 1", "65534, 0", "65535, 0"})
  void aTypeThatNoFieldCanHaveIsRefused(int length, int transformed) {
    Type type = Type.getObjectType("t".repeat(length));
    Transformation result =
        transformed(
            large -> {
              method(large, "other", NO_ARGUMENTS, code -> awaits(code, 1));
              method(
                  large,
                  "typed",
                  NO_ARGUMENTS,
                  code -> {
                    code.aconst("a");
                    code.checkcast(type);
                    code.store(0, type);
                    awaits(code, 1);
                    code.load(0, type);
                    code.pop();
                  });
            });

    assertThat(result.methods()).isEqualTo(1 + transformed);
    assertThat(codes(result))
        .isEqualTo(transformed == 1 ? List.of() : List.of(Code.METHOD_TOO_LARGE));
    assertVerified(result);
  }

  @Test
  void aNameThatIsTooLongOnlyInADescriptorIsRefused() {
    String name = "n".repeat(65_510);
    Transformation result =
        transformed(
            name,
            owner ->
                method(
                    owner,
                    "method",
                    NO_ARGUMENTS,
                    code -> {
                      code.invokestatic(name, "method", NO_ARGUMENTS, false);
                      code.invokestatic(
                          RuntimeNames.FERMATA,
                          RuntimeNames.AWAIT,
                          RuntimeNames.AWAIT_AWAITABLE_DESCRIPTOR,
                          false);
                      code.pop();
                    }));

    assertThat(codes(result)).containsExactly(Code.METHOD_TOO_LARGE);
    assertVerified(name, result);
  }

  /** Only of a class: the name of a frame has no more of the method's than a file's name may. */
  @Test
  void aMethodMayHaveANameThatIsTooLongForADescriptor() {
    Transformation result = transformed("n".repeat(65_500), NO_ARGUMENTS, code -> awaits(code, 1));

    assertThat(codes(result)).isEmpty();
    assertVerified(result);
  }

  @Test
  void aSourceFileOfTheLastLengthIsRefused() {
    Transformation result =
        transformed(
            owner -> {
              owner.visitSource("s".repeat(65_535), null);
              method(owner, "method", NO_ARGUMENTS, code -> awaits(code, 1));
            });

    assertTooLarge(result);
  }

  /** A handler's range is split at each await within it. */
  @ParameterizedTest
  @ValueSource(ints = {300, 1000})
  void moreHandlersThanATableHoldsAreRefused(int handlers) {
    Transformation result =
        transformed(
            "method",
            NO_ARGUMENTS,
            code -> {
              Label start = new Label();
              Label end = new Label();
              Label handler = new Label();
              for (int i = 0; i < handlers; i++) {
                code.visitTryCatchBlock(start, end, handler, "java/lang/RuntimeException");
              }
              code.mark(start);
              awaits(code, 300);
              code.mark(end);
              done(code);
              code.areturn(Type.getObjectType(RuntimeNames.COROUTINE));
              code.mark(handler);
              code.visitFrame(F_FULL, 0, null, 1, new Object[] {"java/lang/RuntimeException"});
              code.pop();
            });

    assertTooLarge(result);
  }

  @Test
  void parametersMayTake252SlotsWithThis() {
    String most = "(" + "J".repeat(126) + ")L" + RuntimeNames.COROUTINE + ";";
    String tooMany = "(" + "J".repeat(126) + "I)L" + RuntimeNames.COROUTINE + ";";
    Transformation result =
        transformed(
            large -> {
              method(large, "most", most, code -> awaits(code, 1));
              method(large, "tooMany", tooMany, code -> awaits(code, 1));
            });

    assertThat(result.methods()).isEqualTo(1);
    assertThat(codes(result)).containsExactly(Code.TOO_MANY_PARAMETERS);
    assertVerified(result);
  }

  /** A jump reaches 32767 bytes; behind that it takes another instruction, and a merge point. */
  @ParameterizedTest
  @ValueSource(ints = {32_600, 32_700, 32_750, 32_760, 40_000, 60_000})
  void jumpsOverMoreThan32KilobytesAreWidened(int bytes) {
    Transformation result =
        transformed(
            "far",
            "(IJLjava/lang/String;)L" + RuntimeNames.COROUTINE + ";",
            code -> farJumps(code, bytes));

    assertThat(result.methods()).isEqualTo(1);
    assertThat(result.failed()).isFalse();
    assertVerified(result);
  }

  private static void farJumps(InstructionAdapter code, int bytes) {
    Label start = new Label();
    Label end = new Label();
    Object[] locals = {INTEGER, LONG, "java/lang/String"};
    code.mark(start);
    code.visitFrame(F_NEW, 3, locals, 0, null);
    // forward, with operands below, one an object that no constructor has seen
    Label created = new Label();
    code.lconst(1);
    code.mark(created);
    code.anew(Type.getObjectType("java/lang/Object"));
    code.load(0, Type.INT_TYPE);
    code.ifeq(end);
    code.load(0, Type.INT_TYPE);
    code.iconst(2);
    code.ificmpge(end);
    code.load(3, Type.getObjectType("java/lang/String"));
    code.ifnull(end);
    code.pop();
    code.pop2();
    code.load(3, Type.getObjectType("java/lang/String"));
    code.invokestatic(
        RuntimeNames.COROUTINE, RuntimeNames.OF, RuntimeNames.OF_COROUTINE_DESCRIPTOR, true);
    code.invokestatic(
        RuntimeNames.FERMATA, RuntimeNames.AWAIT, RuntimeNames.AWAIT_AWAITABLE_DESCRIPTOR, false);
    code.pop();
    for (int i = 0; i < bytes; i++) {
      code.nop();
    }
    // backward
    code.load(0, Type.INT_TYPE);
    code.ifne(start);
    code.load(0, Type.INT_TYPE);
    code.ifle(start);
    code.lconst(0);
    code.anew(Type.getObjectType("java/lang/Object"));
    code.pop();
    code.pop2();
    code.goTo(start);
    code.mark(end);
    code.visitFrame(F_NEW, 3, locals, 2, new Object[] {LONG, created});
    code.pop();
    code.pop2();
  }

  private static void assertTooLarge(Transformation result) {
    assertThat(codes(result)).containsExactly(Code.METHOD_TOO_LARGE);
    assertVerified(result);
  }

  private static List<Code> codes(Transformation result) {
    return result.diagnostics().stream().map(Diagnostic::code).toList();
  }

  private static void assertVerified(Transformation result) {
    assertVerified(NAME, result);
  }

  private static void assertVerified(String owner, Transformation result) {
    Map<String, byte[]> classes = new HashMap<>();
    classes.put(owner, result.classFile());
    result.frames().forEach(frame -> classes.put(frame.internalName(), frame.classFile()));
    LinkingLoader loader = new LinkingLoader(classes);
    classes.keySet().forEach(name -> assertThat(loader.link(name)).isNull());
  }

  /** A class of one method. */
  private static Transformation transformed(
      String name, String descriptor, Consumer<InstructionAdapter> body) {
    return transformed(large -> method(large, name, descriptor, body));
  }

  private static Transformation transformed(Consumer<ClassVisitor> members) {
    return transformed(NAME, members);
  }

  private static Transformation transformed(String owner, Consumer<ClassVisitor> members) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
    writer.visit(V1_8, ACC_PUBLIC | ACC_ABSTRACT, owner, null, "java/lang/Object", null);
    members.accept(writer);
    writer.visitEnd();
    return new Transformer().transform(writer.toByteArray());
  }

  private static void method(
      ClassVisitor owner, String name, String descriptor, Consumer<InstructionAdapter> body) {
    MethodVisitor method = owner.visitMethod(ACC_STATIC, name, descriptor, null, null);
    method.visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true).visitEnd();
    InstructionAdapter code = new InstructionAdapter(method);
    body.accept(code);
    done(code);
    code.areturn(Type.getObjectType(RuntimeNames.COROUTINE));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void nops(InstructionAdapter code, int count) {
    for (int i = 0; i < count; i++) {
      code.nop();
    }
    awaits(code, 1);
  }
}
