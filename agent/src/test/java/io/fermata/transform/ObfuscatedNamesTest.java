package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Fermata;
import io.fermata.Task;
import io.fermata.campaign.LinkingLoader;
import io.fermata.transform.model.RuntimeNames;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/**
 * Code as tools leave it that shorten names: methods that differ in what they return only (JVMS
 * 4.6) or in case only, all of them public, without lines, variables and signatures.
 */
class ObfuscatedNamesTest {
  private static final String COROUTINE = "()L" + RuntimeNames.COROUTINE + ";";
  private static final String TASK = "()L" + RuntimeNames.TASK + ";";
  private static final String FUTURE = "()L" + RuntimeNames.COMPLETABLE_FUTURE + ";";

  @Test
  void methodsThatDifferInTheirReturnTypeOrInCaseOnlyAreTransformedAndRun() throws Exception {
    Transformation result = new Transformer().transform(classFile());

    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.methods()).isEqualTo(5);
    assertThat(result.frames())
        .extracting(frame -> frame.internalName().toLowerCase(Locale.ROOT))
        .doesNotHaveDuplicates();
    Class<?> type = define(result);
    List<String> ends = new ArrayList<>();
    try (EventLoop loop = EventLoop.builder().virtualTime().build()) {
      for (Method method : type.getDeclaredMethods()) {
        if (!method.isSynthetic()) {
          ends.add(method.getName() + " " + loop.run(new Called(method).main()));
        }
      }
    }
    assertThat(ends).containsExactlyInAnyOrder("a 1", "a 2", "a 3", "A 4", "b 1");
  }

  private record Called(Method method) {
    @SuppressWarnings("unchecked")
    Coroutine<Object> main() throws ReflectiveOperationException {
      if (method.getReturnType() == Coroutine.class) {
        return (Coroutine<Object>) method.invoke(null);
      }
      // done before the loop runs
      return Fermata.shield((Task<Object>) method.invoke(null));
    }
  }

  private static Class<?> define(Transformation result) throws ClassNotFoundException {
    Map<String, byte[]> classes = new HashMap<>();
    classes.put("a/b", result.classFile());
    result.frames().forEach(frame -> classes.put(frame.internalName(), frame.classFile()));
    return new LinkingLoader(classes).loadClass("a.b");
  }

  private static byte[] classFile() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V1_8, ACC_PUBLIC, "a/b", null, "java/lang/Object", null);
    method(writer, "a", COROUTINE, 1);
    method(writer, "a", TASK, 2);
    method(writer, "a", FUTURE, 3);
    method(writer, "A", COROUTINE, 4);
    InstructionAdapter code = begin(writer, "b", COROUTINE);
    code.invokestatic("a/b", "a", COROUTINE, false);
    await(code);
    end(code, COROUTINE);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** One that runs at once has no loop to wait on here. */
  private static void method(ClassWriter writer, String name, String descriptor, int value) {
    InstructionAdapter code = begin(writer, name, descriptor);
    if (descriptor.equals(COROUTINE)) {
      code.invokestatic(RuntimeNames.FERMATA, "yieldNow", COROUTINE, false);
    } else {
      code.invokestatic(RuntimeNames.COROUTINE, "done", COROUTINE, true);
    }
    await(code);
    code.pop();
    code.iconst(value);
    code.invokestatic("java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;", false);
    end(code, descriptor);
  }

  private static InstructionAdapter begin(ClassWriter writer, String name, String descriptor) {
    var method = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, name, descriptor, null, null);
    method.visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true).visitEnd();
    return new InstructionAdapter(method);
  }

  private static void await(InstructionAdapter code) {
    code.invokestatic(
        RuntimeNames.FERMATA, RuntimeNames.AWAIT, RuntimeNames.AWAIT_AWAITABLE_DESCRIPTOR, false);
  }

  private static void end(InstructionAdapter code, String descriptor) {
    Type returned = Type.getReturnType(descriptor);
    boolean future = descriptor.equals(FUTURE);
    code.invokestatic(
        returned.getInternalName(),
        future ? "completedFuture" : RuntimeNames.OF,
        "(Ljava/lang/Object;)" + returned.getDescriptor(),
        descriptor.equals(COROUTINE));
    code.areturn(returned);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
