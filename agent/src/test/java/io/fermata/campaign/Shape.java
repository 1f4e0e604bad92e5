package io.fermata.campaign;

import static io.fermata.harness.AwaitCode.awaits;
import static io.fermata.harness.AwaitCode.done;
import static org.objectweb.asm.Opcodes.*;

import io.fermata.transform.model.RuntimeNames;
import java.util.function.BiConsumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** Async methods of any size, each large in its own way. */
enum Shape {
  AWAITS(1200, (code, n) -> awaits(code, n)),

  STRAIGHT_CODE(
      16_000,
      (code, n) -> {
        awaits(code, 1);
        repeat(n, i -> code.iinc(0, 1));
      }),

  LIVE_LOCALS(
      3_000,
      (code, n) -> {
        repeat(n, i -> set(code, 1 + i));
        awaits(code, 1);
        repeat(n, i -> use(code, 1 + i));
      }),

  DEAD_LOCALS(
      700,
      (code, n) ->
          repeat(
              n,
              i -> {
                set(code, 1 + i);
                use(code, 1 + i);
                awaits(code, 1);
              })),

  BRANCHES(
      4_000,
      (code, n) -> {
        repeat(
            n,
            i -> {
              Label next = new Label();
              code.load(0, Type.INT_TYPE);
              code.ifeq(next);
              code.iinc(0, 1);
              code.mark(next);
            });
        awaits(code, 1);
      }),

  SWITCH(
      900,
      (code, n) -> {
        Label end = new Label();
        Label[] cases = labels(n);
        code.load(0, Type.INT_TYPE);
        code.tableswitch(0, n - 1, end, cases);
        repeat(
            n,
            i -> {
              code.mark(cases[i]);
              awaits(code, 1);
              code.goTo(end);
            });
        code.mark(end);
      }),

  LOOPS_IN_LOOPS(
      2_000,
      (code, n) -> {
        Label[] loops = labels(n);
        repeat(n, i -> set(code, 1 + i % 250));
        repeat(n, i -> code.mark(loops[i]));
        awaits(code, 1);
        repeat(
            n,
            i -> {
              use(code, 1 + i % 250);
              code.load(0, Type.INT_TYPE);
              code.ifne(loops[n - 1 - i]);
            });
      }),

  /** The blocks stand in the reverse of the order they run in. */
  BACKWARD(
      4_000,
      (code, n) -> {
        Label end = new Label();
        Label[] blocks = labels(n);
        repeat(50, i -> set(code, 1 + i));
        code.goTo(blocks[n - 1]);
        repeat(
            n,
            i -> {
              code.mark(blocks[i]);
              code.iinc(0, 1);
              code.goTo(i == 0 ? end : blocks[i - 1]);
            });
        code.mark(end);
        awaits(code, 1);
        repeat(50, i -> use(code, 1 + i));
      }),

  HANDLERS_IN_A_ROW(
      900,
      (code, n) ->
          repeat(
              n,
              i -> {
                Label[] range = labels(4);
                code.mark(range[0]);
                awaits(code, 1);
                code.mark(range[1]);
                code.goTo(range[3]);
                code.mark(range[2]);
                code.pop();
                code.mark(range[3]);
                code.visitTryCatchBlock(range[0], range[1], range[2], "java/lang/Exception");
              })),

  HANDLERS_IN_HANDLERS(
      1_500,
      (code, n) -> {
        Label end = new Label();
        Label[] starts = labels(n);
        Label[] handlers = labels(n);
        repeat(
            n,
            i -> {
              code.mark(starts[i]);
              code.iinc(0, 1);
            });
        awaits(code, 1);
        Label last = new Label();
        code.mark(last);
        code.goTo(end);
        repeat(
            n,
            i -> {
              code.mark(handlers[i]);
              code.pop();
              code.goTo(end);
            });
        code.mark(end);
        repeat(
            n,
            i ->
                code.visitTryCatchBlock(
                    starts[n - 1 - i], last, handlers[i], "java/lang/Exception"));
      }),

  OPERANDS(
      6_000,
      (code, n) -> {
        repeat(n, i -> code.iconst(1));
        awaits(code, 1);
        repeat(n, i -> code.pop());
      }),

  CONSTRUCTORS(
      900,
      (code, n) ->
          repeat(
              n,
              i -> {
                code.anew(Type.getObjectType("java/lang/Object"));
                code.dup();
                awaits(code, 1);
                code.invokespecial("java/lang/Object", "<init>", "()V", false);
                code.pop();
              })),

  CONSTRUCTORS_IN_CONSTRUCTORS(
      2_000,
      (code, n) -> {
        Type type = Type.getObjectType("java/lang/Exception");
        repeat(
            n,
            i -> {
              code.anew(type);
              code.dup();
            });
        code.aconst(null);
        awaits(code, 1);
        repeat(
            n,
            i ->
                code.invokespecial(
                    type.getInternalName(), "<init>", "(Ljava/lang/Throwable;)V", false));
        code.pop();
      }),

  MONITORS(
      2_000,
      (code, n) -> {
        repeat(
            n,
            i -> {
              code.aconst(Type.getObjectType("java/lang/Class"));
              code.dup();
              code.monitorenter();
              code.monitorexit();
            });
        awaits(code, 1);
      }),

  MONITORS_IN_LOOPS(
      4_000,
      (code, n) -> {
        Label[] loops = labels(n);
        repeat(
            n,
            i -> {
              code.mark(loops[i]);
              code.aconst(Type.getObjectType("java/lang/Class"));
              code.monitorenter();
            });
        repeat(
            n,
            i -> {
              code.load(0, Type.INT_TYPE);
              code.ifne(loops[i]);
            });
        awaits(code, 1);
      });

  private final int most;
  private final BiConsumer<InstructionAdapter, Integer> body;

  Shape(int most, BiConsumer<InstructionAdapter, Integer> body) {
    this.most = most;
    this.body = body;
  }

  /** With a larger one the method, or what becomes of it, would be too large for a class file. */
  int most() {
    return most;
  }

  /** A class with one method of that size. */
  byte[] classFile(int size) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
    writer.visit(V1_8, ACC_PUBLIC, "shop/" + name(), null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(ACC_STATIC, "grown", "(I)L" + RuntimeNames.COROUTINE + ";", null, null);
    method.visitAnnotation(RuntimeNames.ASYNC_DESCRIPTOR, true).visitEnd();
    InstructionAdapter code = new InstructionAdapter(method);
    body.accept(code, size);
    done(code);
    code.areturn(Type.getObjectType(RuntimeNames.COROUTINE));
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private interface Step {
    void accept(int index);
  }

  private static void repeat(int times, Step step) {
    for (int i = 0; i < times; i++) {
      step.accept(i);
    }
  }

  private static Label[] labels(int count) {
    Label[] labels = new Label[count];
    repeat(count, i -> labels[i] = new Label());
    return labels;
  }

  private static void set(InstructionAdapter code, int slot) {
    code.iconst(1);
    code.store(slot, Type.INT_TYPE);
  }

  private static void use(InstructionAdapter code, int slot) {
    code.load(slot, Type.INT_TYPE);
    code.pop();
  }
}
