package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import io.fermata.campaign.LinkingLoader;
import io.fermata.harness.AwaitCode;
import io.fermata.transform.model.RuntimeNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** Obfuscators may write any names; the JVM wants each name once at one place (JVMS 4.7.13). */
class LocalVariableTableTest {
  @Test
  void thisKeepsItsNameWhereItsOtherOneIsTaken() {
    Transformation result = new Transformer().transform(classFile(List.of("this", "$this")));

    Map<String, byte[]> classes = new HashMap<>(Map.of("shop/Named", result.classFile()));
    result.frames().forEach(frame -> classes.put(frame.internalName(), frame.classFile()));
    assertThat(new LinkingLoader(classes).link("shop/Named")).isNull();
  }

  /** A class with an async method whose slot 0 has several names. */
  private static byte[] classFile(List<String> names) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V17, ACC_PUBLIC, "shop/Named", null, "java/lang/Object", null);
    Type coroutine = Type.getObjectType(RuntimeNames.COROUTINE);
    InstructionAdapter code =
        new InstructionAdapter(
            writer.visitMethod(0, "named", Type.getMethodDescriptor(coroutine), null, null));
    code.visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true).visitEnd();
    Label start = new Label();
    Label end = new Label();
    code.mark(start);
    AwaitCode.awaits(code, 1);
    AwaitCode.done(code);
    code.areturn(coroutine);
    code.mark(end);
    for (String name : names) {
      code.visitLocalVariable(name, "Lshop/Named;", null, start, end, 0);
    }
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
