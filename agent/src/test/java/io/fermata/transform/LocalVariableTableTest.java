package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import io.fermata.campaign.LinkingLoader;
import io.fermata.harness.AwaitCode;
import io.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Obfuscators may write any names; the JVM wants each name once at one place (JVMS 4.7.13). */
class LocalVariableTableTest {
  @Test
  void thisKeepsItsNameWhereItsOtherOneIsTaken() {
    Transformation result = new Transformer().transform(classFile(List.of("this", "$this")));

    Map<String, byte[]> classes = new HashMap<>(Map.of("shop/Named", result.classFile()));
    result.frames().forEach(frame -> classes.put(frame.internalName(), frame.classFile()));
    assertThat(new LinkingLoader(classes).link("shop/Named")).isNull();
  }

  /** A debugger shows no "this" of a static method, so the receiver has another name as well. */
  @Test
  void whatElseHasTheNamesIsLeftAlone() {
    assertThat(names(classFile(List.of("this")))).containsExactlyInAnyOrder("0 this", "0 $this");
    assertThat(names(classFile(List.of("this", "1 $this"))))
        .containsExactlyInAnyOrder("0 this", "0 $this", "1 $this");
    assertThat(names(classFile(List.of("self", "1 this"))))
        .containsExactlyInAnyOrder("0 self", "1 this");
  }

  /** As HotSpot counts them in its messages; what is written over is no argument any more. */
  @Test
  void argumentsWithoutNamesHaveThoseOfTheJvm() {
    assertThat(names(classFile(0, "(JILjava/lang/String;)", code -> {})))
        .containsExactly("0 this", "1 <parameter1>", "3 <parameter2>", "4 <parameter3>");
    assertThat(names(classFile(ACC_STATIC, "(DI)", code -> {})))
        .containsExactly("0 <parameter1>", "2 <parameter2>");
  }

  /** The first write ends the name; one of two slots writes to both. */
  @Test
  void anArgumentThatIsWrittenOverHasItsNameUpToThere() {
    byte[] classFile =
        classFile(
            ACC_STATIC,
            "(IIIIIIIJ)",
            code -> {
              code.iconst(1);
              code.store(0, Type.INT_TYPE);
              code.lconst(1);
              code.store(1, Type.LONG_TYPE);
              code.dconst(1);
              code.store(3, Type.DOUBLE_TYPE);
              code.fconst(1);
              code.store(0, Type.FLOAT_TYPE);
              code.aconst(null);
              code.store(5, InstructionAdapter.OBJECT_TYPE);
            });
    MethodNode body = body(classFile);
    List<Integer> stores = new ArrayList<>();
    for (LocalVariableNode variable : body.localVariables) {
      AbstractInsnNode end = variable.end;
      while (end != null && end.getOpcode() < 0) {
        end = end.getNext();
      }
      stores.add(end instanceof VarInsnNode store ? store.getOpcode() : null);
    }
    assertThat(stores).containsExactly(ISTORE, LSTORE, LSTORE, DSTORE, DSTORE, ASTORE, null, null);
  }

  private static MethodNode body(byte[] classFile) {
    ClassNode type = new ClassNode();
    new ClassReader(new Transformer().transform(classFile).classFile()).accept(type, 0);
    return type.methods.stream()
        .filter(method -> method.name.startsWith(RuntimeNames.BODY_PREFIX))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(byte[] classFile) {
    return body(classFile).localVariables.stream()
        .map(variable -> variable.index + " " + variable.name)
        .toList();
  }

  /** A class with an async method whose slot 0 has several names, or slot 1 where it says so. */
  private static byte[] classFile(List<String> names) {
    return classFile(
        0,
        "(Lshop/Named;)",
        code -> {},
        (code, start, end) -> {
          for (String name : names) {
            boolean other = name.startsWith("1 ");
            code.visitLocalVariable(
                other ? name.substring(2) : name, "Lshop/Named;", null, start, end, other ? 1 : 0);
          }
        });
  }

  private static byte[] classFile(
      int access, String arguments, Consumer<InstructionAdapter> behindAwait) {
    return classFile(access, arguments, behindAwait, (code, start, end) -> {});
  }

  private interface Variables {
    void visit(MethodVisitor code, Label start, Label end);
  }

  private static byte[] classFile(
      int access, String arguments, Consumer<InstructionAdapter> behindAwait, Variables variables) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V17, ACC_PUBLIC, "shop/Named", null, "java/lang/Object", null);
    Type coroutine = Type.getObjectType(RuntimeNames.COROUTINE);
    InstructionAdapter code =
        new InstructionAdapter(
            writer.visitMethod(access, "named", arguments + coroutine.getDescriptor(), null, null));
    code.visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true).visitEnd();
    Label start = new Label();
    Label end = new Label();
    code.mark(start);
    AwaitCode.awaits(code, 1);
    behindAwait.accept(code);
    AwaitCode.done(code);
    code.areturn(coroutine);
    code.mark(end);
    variables.visit(code, start, end);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
