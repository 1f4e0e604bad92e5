package io.fermata.transform.handmade;

import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Assembles one static async method; slot 0 holds the environment. Frames are written by hand, as
 * nothing else would do here.
 */
final class Code extends MethodVisitor implements Opcodes {
  static final String ENV = "io/fermata/harness/Env";
  static final String OBJECT = "java/lang/Object";
  static final String STRING = "java/lang/String";
  static final String BUILDER = "java/lang/StringBuilder";
  static final String FAILURE = "java/lang/IllegalStateException";
  static final String COROUTINE = "io/fermata/Coroutine";

  private static final String ASYNC = "Lio/fermata/Async;";

  private Code(MethodVisitor method) {
    super(ASM9, method);
  }

  /** A public class of that name with a case {@code run} of that body. */
  static byte[] assemble(String className, Consumer<Code> body) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V17, ACC_PUBLIC | ACC_SUPER, className.replace('.', '/'), null, OBJECT, null);
    writer.visitSource("handmade", null);
    add(writer, "run", "(L" + ENV + ";)L" + COROUTINE + ";", body);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Adds a public static async method. */
  static void add(ClassWriter writer, String name, String descriptor, Consumer<Code> body) {
    add(writer, ACC_PUBLIC | ACC_STATIC, name, descriptor, body);
  }

  /** Adds any async method. */
  static void add(
      ClassWriter writer, int access, String name, String descriptor, Consumer<Code> body) {
    MethodVisitor method = writer.visitMethod(access, name, descriptor, null, null);
    method.visitAnnotation(ASYNC, true).visitEnd();
    Code code = new Code(method);
    code.visitCode();
    body.accept(code);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Pushes an int and traces it. */
  Code tap(int value) {
    return env().push(value).callEnv("tap", "(I)I");
  }

  /** Pushes a long and traces it. */
  Code tapLong(long value) {
    env().visitLdcInsn(value);
    return callEnv("tap", "(J)J");
  }

  /** Pushes a string and traces it. */
  Code tapString(String value) {
    env().visitLdcInsn(value);
    return callEnv("tap", "(L" + OBJECT + ";)L" + OBJECT + ";").cast(STRING);
  }

  /** Pushes something to await that ends with the int, boxed. */
  Code askInt(int value) {
    return env()
        .push(value)
        .box("java/lang/Integer", "I")
        .callEnv("value", "(L" + OBJECT + ";)Lio/fermata/Awaitable;");
  }

  /** Pushes something to await that fails. */
  Code askFailure(String message) {
    env();
    visitTypeInsn(NEW, FAILURE);
    op(DUP);
    visitLdcInsn(message);
    init(FAILURE, "(L" + STRING + ";)V");
    return callEnv("failure", "(Ljava/lang/Throwable;)Lio/fermata/Awaitable;");
  }

  /** The await itself: takes what is on top, leaves an object. */
  Code await() {
    visitMethodInsn(
        INVOKESTATIC,
        "io/fermata/Fermata",
        "await",
        "(Lio/fermata/Awaitable;)L" + OBJECT + ";",
        false);
    return this;
  }

  /** Pushes an int that has been waited for. */
  Code awaitInt(int value) {
    askInt(value).await().cast("java/lang/Integer");
    visitMethodInsn(INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I", false);
    return this;
  }

  /** Pushes a long that has been waited for. */
  Code awaitLong(long value) {
    env().visitLdcInsn(value);
    box("java/lang/Long", "J").callEnv("value", "(L" + OBJECT + ";)Lio/fermata/Awaitable;");
    await().cast("java/lang/Long");
    visitMethodInsn(INVOKEVIRTUAL, "java/lang/Long", "longValue", "()J", false);
    return this;
  }

  /** Pushes a string that has been waited for. */
  Code awaitString(String value) {
    env().visitLdcInsn(value);
    callEnv("value", "(L" + OBJECT + ";)Lio/fermata/Awaitable;");
    return await().cast(STRING);
  }

  /** Awaits a failure; leaves an object for the verifier's sake. */
  Code awaitFailure(String message) {
    return askFailure(message).await();
  }

  /** Traces the object on top and drops it. */
  Code log() {
    env();
    op(SWAP);
    return callEnv("log", "(L" + OBJECT + ";)V");
  }

  /** Traces the int on top and drops it. */
  Code logInt() {
    return box("java/lang/Integer", "I").log();
  }

  /** Traces a text. */
  Code log(String text) {
    visitLdcInsn(text);
    return log();
  }

  /** Ends with the object on top. */
  Code end() {
    visitMethodInsn(INVOKESTATIC, COROUTINE, "of", "(L" + OBJECT + ";)L" + COROUTINE + ";", true);
    return op(ARETURN);
  }

  /** Ends with the int on top. */
  Code endInt() {
    return box("java/lang/Integer", "I").end();
  }

  /** Ends with the long on top. */
  Code endLong() {
    return box("java/lang/Long", "J").end();
  }

  Code env() {
    visitVarInsn(ALOAD, 0);
    return this;
  }

  Code push(int value) {
    if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
      visitIntInsn(SIPUSH, value);
    } else {
      visitLdcInsn(value);
    }
    return this;
  }

  Code op(int... opcodes) {
    for (int opcode : opcodes) {
      visitInsn(opcode);
    }
    return this;
  }

  Code load(int opcode, int slot) {
    visitVarInsn(opcode, slot);
    return this;
  }

  Code store(int opcode, int slot) {
    visitVarInsn(opcode, slot);
    return this;
  }

  Code jump(int opcode, Label to) {
    visitJumpInsn(opcode, to);
    return this;
  }

  Code label(Label label) {
    visitLabel(label);
    return this;
  }

  Code cast(String type) {
    visitTypeInsn(CHECKCAST, type);
    return this;
  }

  Code create(String type) {
    visitTypeInsn(NEW, type);
    return this;
  }

  Code init(String type, String descriptor) {
    visitMethodInsn(INVOKESPECIAL, type, "<init>", descriptor, false);
    return this;
  }

  /** Appends an object to the builder below it; leaves the builder. */
  Code append() {
    visitMethodInsn(INVOKEVIRTUAL, BUILDER, "append", "(L" + OBJECT + ";)L" + BUILDER + ";", false);
    return this;
  }

  /** The text of the object on top. */
  Code text() {
    visitMethodInsn(INVOKEVIRTUAL, OBJECT, "toString", "()L" + STRING + ";", false);
    return this;
  }

  /** String.format of a locale, a text and an array. */
  Code format() {
    visitMethodInsn(
        INVOKESTATIC,
        STRING,
        "format",
        "(Ljava/util/Locale;L" + STRING + ";[L" + OBJECT + ";)L" + STRING + ";",
        false);
    return this;
  }

  /** A frame at this place. */
  Code frame(Object[] locals, Object... stack) {
    visitFrame(F_NEW, locals.length, locals, stack.length, stack);
    return this;
  }

  static Object[] types(Object... types) {
    return types;
  }

  private Code box(String type, String primitive) {
    visitMethodInsn(INVOKESTATIC, type, "valueOf", "(" + primitive + ")L" + type + ";", false);
    return this;
  }

  Code callEnv(String name, String descriptor) {
    visitMethodInsn(INVOKEVIRTUAL, ENV, name, descriptor, false);
    return this;
  }

  /** The type of a method that returns a coroutine. */
  static String returningCoroutine(Type... parameters) {
    return Type.getMethodDescriptor(Type.getObjectType(COROUTINE), parameters);
  }
}
