package io.fermata.transform.handmade;

import static io.fermata.transform.handmade.Code.COROUTINE;
import static io.fermata.transform.handmade.Code.FAILURE;
import static io.fermata.transform.handmade.Code.OBJECT;
import static io.fermata.transform.handmade.Code.STRING;
import static io.fermata.transform.handmade.Code.types;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.Coroutine;
import io.fermata.Fermata;
import io.fermata.harness.Weaving;
import io.fermata.transform.Transformer;
import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Awaited calls of private methods as javac does not write them. The called method is {@code inner}
 * of an object of the class; {@code run} takes another one, which is null.
 */
class DirectShapesTest implements Opcodes {
  private static final String OWNER = "io/fermata/handmade/DirectShapes";
  private static final String NAME = OWNER.replace('/', '.');
  private static final String TAKES_OTHER = "(L" + OWNER + ";)L" + COROUTINE + ";";
  private static final String TAKES_NOTHING = "()L" + COROUTINE + ";";

  private static Code callInner(Code code) {
    code.visitMethodInsn(INVOKEVIRTUAL, OWNER, "inner", TAKES_NOTHING, false);
    return code;
  }

  private static void fails(Code code) {
    code.visitTypeInsn(NEW, FAILURE);
    code.op(DUP);
    code.visitLdcInsn("inner");
    code.init(FAILURE, "(L" + STRING + ";)V").op(ATHROW);
  }

  /** A range that begins between the call and its await: what the body throws is caught. */
  @Test
  void theHandlersAroundTheAwaitSeeTheFailure() throws Exception {
    Consumer<Code> run =
        c -> {
          Label start = new Label();
          Label end = new Label();
          Label handler = new Label();
          c.visitTryCatchBlock(start, end, handler, FAILURE);
          callInner(c.load(ALOAD, 0)).label(start).await().label(end).end();
          c.label(handler).frame(types(OWNER, OWNER), FAILURE).end();
        };
    assertThat(end(run, DirectShapesTest::fails)).isEqualTo(FAILURE.replace('/', '.') + ": inner");
  }

  /** A range that ends there: it is not. */
  @Test
  void theHandlersAroundTheCallDoNot() throws Exception {
    Consumer<Code> run =
        c -> {
          Label start = new Label();
          Label end = new Label();
          Label handler = new Label();
          c.visitTryCatchBlock(start, end, handler, FAILURE);
          callInner(c.label(start).load(ALOAD, 0)).label(end).await().end();
          c.label(handler).frame(types(OWNER, OWNER), FAILURE).end();
        };
    assertThat(end(run, DirectShapesTest::fails)).isEqualTo("threw IllegalStateException");
  }

  /** What is returned is awaited after the method was left, also where a range goes on to there. */
  @Test
  void theHandlersAroundTheReturnDoNotEither() throws Exception {
    Consumer<Code> run =
        c -> {
          Label start = new Label();
          Label end = new Label();
          Label handler = new Label();
          c.visitTryCatchBlock(start, end, handler, FAILURE);
          callInner(c.label(start).load(ALOAD, 0)).op(ARETURN).label(end);
          c.label(handler).frame(types(OWNER, OWNER), FAILURE).end();
        };
    assertThat(end(run, DirectShapesTest::fails)).isEqualTo("threw IllegalStateException");
  }

  /** Nothing is left of such a range, and an empty one is no legal class file. */
  @Test
  void norDoHandlersOfTheReturnAlone() throws Exception {
    Consumer<Code> run =
        c -> {
          Label start = new Label();
          Label end = new Label();
          Label handler = new Label();
          c.visitTryCatchBlock(start, end, handler, FAILURE);
          callInner(c.load(ALOAD, 0)).label(start).op(ARETURN).label(end);
          c.label(handler).frame(types(OWNER, OWNER), FAILURE).end();
        };
    assertThat(end(run, DirectShapesTest::fails)).isEqualTo("threw IllegalStateException");
  }

  /** Slot 0 may hold something else than {@code this}. */
  @Test
  void noBodyIsRunOnNothing() throws Exception {
    Consumer<Code> run =
        c -> {
          Label here = new Label();
          c.load(ALOAD, 1).store(ASTORE, 0).push(0).jump(IFEQ, here).op(NOP);
          callInner(c.label(here).frame(types(OWNER, OWNER)).load(ALOAD, 0)).await().end();
        };
    Consumer<Code> inner =
        c -> {
          c.visitLdcInsn("ran");
          c.end();
        };
    assertThat(end(run, inner)).isEqualTo("threw NullPointerException");
  }

  /** Such a call fails when it is made (JVMS 6.5), and the class is none the worse for it. */
  @Test
  void aStaticCallOfAnInstanceMethodStaysOne() throws Exception {
    Consumer<Code> run =
        c -> {
          c.load(ALOAD, 0);
          c.visitMethodInsn(INVOKESTATIC, OWNER, "inner", TAKES_NOTHING, false);
          c.await().op(SWAP, POP).end();
        };
    assertThat(end(run, DirectShapesTest::fails)).isEqualTo("threw IncompatibleClassChangeError");
  }

  @Test
  void aVirtualCallOfAStaticMethodStaysOne() throws Exception {
    Consumer<Code> run =
        c -> {
          c.load(ALOAD, 0);
          c.visitMethodInsn(INVOKEVIRTUAL, OWNER, "ofClass", TAKES_NOTHING, false);
          c.await().end();
        };
    assertThat(end(run, DirectShapesTest::fails)).isEqualTo("threw IncompatibleClassChangeError");
  }

  private static String end(Consumer<Code> run, Consumer<Code> inner) throws Exception {
    byte[] classFile = assemble(run, inner);
    Class<?> type =
        Weaving.transformed(Map.of(NAME, classFile)::get, new Transformer()).loader().link(NAME);
    Constructor<?> constructor = type.getConstructor();
    Coroutine<?> call =
        (Coroutine<?>) type.getMethod("run", type).invoke(constructor.newInstance(), (Object) null);
    try {
      return String.valueOf((Object) Fermata.run(call));
    } catch (RuntimeException | IncompatibleClassChangeError e) {
      return "threw " + e.getClass().getSimpleName();
    }
  }

  private static byte[] assemble(Consumer<Code> run, Consumer<Code> inner) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V17, ACC_PUBLIC | ACC_SUPER, OWNER, null, OBJECT, null);
    MethodVisitor constructor = writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitMethodInsn(INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    constructor.visitInsn(RETURN);
    constructor.visitMaxs(0, 0);
    constructor.visitEnd();
    Code.add(writer, ACC_PUBLIC, "run", TAKES_OTHER, run);
    Code.add(writer, ACC_PRIVATE, "inner", TAKES_NOTHING, inner);
    Code.add(writer, ACC_PRIVATE | ACC_STATIC, "ofClass", TAKES_NOTHING, DirectShapesTest::fails);
    writer.visitEnd();
    return writer.toByteArray();
  }
}
