package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.campaign.LinkingLoader;
import io.fermata.cases.HotCases;
import io.fermata.harness.Cases;
import io.fermata.transform.model.RuntimeNames;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Attributes that nobody but their author knows (JVMS 4.7.1). */
class UnknownAttributeTest {

  /**
   * In code the JVM ignores a Signature; as the method's it would not accept one of that length.
   */
  @Test
  void oneOfTheCodeDoesNotBecomeTheMethods() {
    byte[] classFile = withCodeAttribute("Signature");
    assertThat(new LinkingLoader(Map.of("shop/Odd", classFile)).link("shop/Odd")).isNull();

    Transformation result = new Transformer().transform(classFile);

    assertThat(result.methods()).isEqualTo(1);
    Map<String, byte[]> classes = new HashMap<>();
    classes.put("shop/Odd", result.classFile());
    result.frames().forEach(frame -> classes.put(frame.internalName(), frame.classFile()));
    assertThat(new LinkingLoader(classes).link("shop/Odd")).isNull();
  }

  /** Tools that shrink classes drop attributes that they don't know, and so does HotSpot. */
  @Test
  void aTransformedClassIsKnownWithoutItsAttribute() {
    byte[] transformed =
        new Transformer().transform(Cases.bytes(HotCases.class.getName())).classFile();
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(transformed)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public void visitAttribute(Attribute attribute) {
                assertThat(attribute.type).isEqualTo(RuntimeNames.MARKER);
              }
            },
            0);

    Transformation again = new Transformer().transform(writer.toByteArray());

    assertThat(again.changed()).isFalse();
    assertThat(again.diagnostics()).isEmpty();
  }

  private static byte[] withCodeAttribute(String name) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, "shop/Odd", null, "java/lang/Object", null);
    var method =
        writer.visitMethod(
            Opcodes.ACC_STATIC, "odd", "()L" + RuntimeNames.COROUTINE + ";", null, null);
    method.visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true).visitEnd();
    method.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        RuntimeNames.COROUTINE,
        RuntimeNames.DONE,
        RuntimeNames.DONE_DESCRIPTOR,
        true);
    method.visitInsn(Opcodes.ARETURN);
    method.visitAttribute(new OfCode(name));
    method.visitMaxs(0, 0);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static final class OfCode extends Attribute {
    OfCode(String name) {
      super(name);
    }

    @Override
    public boolean isCodeAttribute() {
      return true;
    }

    @Override
    protected ByteVector write(
        ClassWriter writer, byte[] code, int length, int maxStack, int maxLocals) {
      return new ByteVector().putInt(1).putInt(2).putInt(3);
    }
  }
}
