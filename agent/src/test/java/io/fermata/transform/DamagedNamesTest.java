package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import io.fermata.harness.AwaitCode;
import io.fermata.transform.model.RuntimeNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.commons.InstructionAdapter;

/** Names and descriptors that no compiler writes are the class file's fault, and said to be so. */
class DamagedNamesTest {
  private static final String RESULT = "L" + RuntimeNames.COROUTINE + ";";

  private final Transformer transformer = new Transformer();

  /** The transformer never reads a parameter's type; the new stack maps have to name it. */
  @Test
  void aMethodOfNoDescriptor() {
    byte[] classFile = replace(classFile("shop/Broken", writer -> {}), "([J)L", "([x)L");

    assertUnreadable(classFile);
  }

  @Test
  void aFieldOfNoDescriptor() {
    byte[] classFile =
        replace(classFile("shop/Broken", writer -> {}), "[Lshop/Kept;", "[TTshop/Kept");

    assertUnreadable(classFile);
  }

  @Test
  void anArrayOfNothing() {
    byte[] classFile =
        replace(classFile("shop/Broken", writer -> {}), "[Lshop/Cast;", "[TTshop/Cast");

    assertUnreadable(classFile);
  }

  @Test
  void aClassNamedAsAnArray() {
    assertUnreadable(classFile("[Lshop/Broken;", writer -> {}));
  }

  @Test
  void aNameWithALineEndIsSaidInOneLine() {
    byte[] classFile =
        replace(classFile("shop/Broken", writer -> {}), "[Lshop/Cast;", "[T\nshop\r\n;xx");

    assertUnreadable(classFile);
    assertThat(transformer.transform(classFile).diagnostics())
        .extracting(Diagnostic::text)
        .singleElement()
        .asString()
        .hasLineCount(1)
        .contains("[T?shop??;xx");
  }

  /** Once its constructor was called, an object is of the class that the call names. */
  @Test
  void aConstructorOfNoClass() {
    byte[] classFile =
        replace(classFile("shop/Broken", writer -> {}), "shop/ClassMade", "[TTshop/Made;;");

    assertUnreadable(classFile);
  }

  @Test
  void aClassNamedByADescriptor() {
    byte[] classFile =
        replace(classFile("shop/Broken", writer -> {}), "shop/ClassMade", "Lshop/ClasMad;");

    assertUnreadable(classFile);
  }

  @Test
  void anEnclosingClassWithoutAName() {
    int[] outer = {0};
    byte[] classFile =
        classFile(
            "shop/Broken",
            writer -> {
              writer.visitOuterClass("shop/Outer", null, null);
              outer[0] = writer.newClass("shop/Outer");
            });
    byte[] attribute = {0, 0, 0, 4, (byte) (outer[0] >> 8), (byte) outer[0]};
    byte[] nothing = {0, 0, 0, 4, 0, 0};

    assertUnreadable(replace(classFile, attribute, nothing));
  }

  /** What is generated refers to the runtime, and would find this class instead. */
  @ParameterizedTest
  @ValueSource(strings = {RuntimeNames.COROUTINE, RuntimeNames.TASK, RuntimeNames.FRAME})
  void aClassOfTheRuntimesOwnNameIsLeftAlone(String name) {
    Transformation result = transformer.transform(classFile(name, writer -> {}));

    assertThat(result.changed()).isFalse();
    assertThat(result.diagnostics()).isEmpty();
  }

  private void assertUnreadable(byte[] classFile) {
    Transformation result = transformer.transform(classFile);

    assertThat(result.changed()).isFalse();
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.UNREADABLE_CLASS);
  }

  /** A class with an async method that keeps the values of a field, a cast and a constructor. */
  private static byte[] classFile(String name, Consumer<ClassWriter> more) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V11, ACC_PUBLIC, name, null, "java/lang/Object", null);
    more.accept(writer);
    var method = writer.visitMethod(ACC_STATIC, "broken", "([J)" + RESULT, null, null);
    method.visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true).visitEnd();
    InstructionAdapter code = new InstructionAdapter(method);
    code.visitLabel(new Label());
    code.getstatic("shop/Other", "kept", "[Lshop/Kept;");
    code.aconst(null);
    code.visitTypeInsn(CHECKCAST, "[Lshop/Cast;");
    code.visitTypeInsn(NEW, "shop/Made");
    code.dup();
    code.invokespecial("shop/ClassMade", "<init>", "()V", false);
    AwaitCode.awaits(code, 1);
    code.pop();
    code.pop2();
    AwaitCode.done(code);
    code.visitInsn(ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static byte[] replace(byte[] classFile, String text, String by) {
    return replace(
        classFile, text.getBytes(StandardCharsets.UTF_8), by.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] replace(byte[] classFile, byte[] part, byte[] by) {
    assertThat(by).hasSameSizeAs(part);
    for (int at = 0; at + part.length <= classFile.length; at++) {
      if (Arrays.equals(classFile, at, at + part.length, part, 0, part.length)) {
        byte[] replaced = classFile.clone();
        System.arraycopy(by, 0, replaced, at, by.length);
        return replaced;
      }
    }
    throw new AssertionError("not found");
  }
}
