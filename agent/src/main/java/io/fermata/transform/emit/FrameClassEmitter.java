package io.fermata.transform.emit;

import static io.fermata.transform.model.RuntimeNames.FRAME;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.Callee;
import io.fermata.transform.model.Layout;
import io.fermata.transform.model.Layout.Field;
import io.fermata.transform.model.Layout.Point;
import io.fermata.transform.model.Layout.Spill;
import io.fermata.transform.model.RuntimeNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the frame class of an async method.
 *
 * <pre>
 *   final synthetic class F extends Frame {
 *     F(arguments)                       // requireProtocol(n); the cold coroutine keeps the arguments
 *     start(driver)                      // return Owner.body(arguments, this, driver, null)
 *     resume(driver, value)              // return Owner.body(0 and null, this, driver, value)
 *     source()                           // class, method, file, lines
 *
 *     // only if an await may run the body without a frame
 *     F()                                // requireProtocol(n); running, not cold
 *     static at(frame)                   // return frame == null ? new F() : (F) frame
 *     static await$async(awaitable, driver)
 *                                        // if it is an unused F: return Owner.body(its arguments, null, driver, null)
 *                                        // return driver.await(awaitable)
 *   }
 * </pre>
 */
public final class FrameClassEmitter {
  static final String AT = "at";

  private static final int MEMBER = Opcodes.ACC_SYNTHETIC;

  private final AsyncMethod async;
  private final Layout layout;
  private final @Nullable Callee called;

  // All stack map frames are given, so there are none to compute.
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  private FrameClassEmitter(AsyncMethod async, Layout layout, @Nullable Callee called) {
    this.async = async;
    this.layout = layout;
    this.called = called;
  }

  /**
   * Writes it.
   *
   * @param called the method as awaits take it that may run the body without a frame; null if there
   *     are none
   */
  public static byte[] emit(AsyncMethod async, Layout layout, @Nullable Callee called) {
    return new FrameClassEmitter(async, layout, called).run();
  }

  /** The descriptor of {@code at}, which has the frame's name in it. */
  public static String atDescriptor(AsyncMethod async) {
    return "(L" + FRAME + ";)L" + async.frameName() + ";";
  }

  static String constructorDescriptor(AsyncMethod async) {
    return Type.getMethodDescriptor(Type.VOID_TYPE, async.argumentTypes());
  }

  private byte[] run() {
    writer.visit(
        async.owner().version & 0xFFFF,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        async.frameName(),
        null,
        FRAME,
        null);
    if (async.owner().sourceFile != null) {
      writer.visitSource(async.owner().sourceFile, null);
    }
    for (Field field : layout.fields()) {
      writer.visitField(MEMBER, field.name(), field.descriptor(), null, null).visitEnd();
    }
    emitConstructor();
    emitStart();
    emitResume();
    emitSource();
    if (called != null) {
      emitRunningConstructor();
      emitAt();
      emitAwait(called.raw());
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  /**
   * No class initialiser does it: on a full stack that would fail, and the class be lost for good.
   */
  private static void requireProtocol(MethodVisitor code) {
    code.visitIntInsn(Opcodes.BIPUSH, RuntimeNames.PROTOCOL);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        FRAME,
        RuntimeNames.REQUIRE_PROTOCOL,
        RuntimeNames.REQUIRE_PROTOCOL_DESCRIPTOR,
        false);
  }

  /**
   * The fields come before the constructor of the superclass, which branches: what is stored
   * without a condition the JIT writes at once, without clearing the object first or marking a
   * card.
   */
  private void emitConstructor() {
    MethodVisitor code = begin(MEMBER, "<init>", constructorDescriptor(async));
    int slot = 1;
    Type[] types = async.argumentTypes();
    for (int i = 0; i < types.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(types[i].getOpcode(Opcodes.ILOAD), slot);
      field(code, Opcodes.PUTFIELD, layout.arguments().get(i).field());
      slot += types[i].getSize();
    }
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, FRAME, "<init>", "()V", false);
    requireProtocol(code);
    end(code, Opcodes.RETURN);
  }

  private void emitStart() {
    MethodVisitor code =
        begin(Opcodes.ACC_PROTECTED | MEMBER, RuntimeNames.START, RuntimeNames.START_DESCRIPTOR);
    takeArguments(code, 0);
    callBody(code, true, null);
  }

  /** A method without arguments has the other constructor without arguments already. */
  private String runningConstructorDescriptor() {
    return layout.arguments().isEmpty() ? "(I)V" : "()V";
  }

  private void emitRunningConstructor() {
    MethodVisitor code = begin(MEMBER, "<init>", runningConstructorDescriptor());
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitIntInsn(Opcodes.BIPUSH, RuntimeNames.RUNNING);
    code.visitMethodInsn(
        Opcodes.INVOKESPECIAL, FRAME, "<init>", RuntimeNames.RUNNING_FRAME_DESCRIPTOR, false);
    requireProtocol(code);
    end(code, Opcodes.RETURN);
  }

  private void emitAt() {
    MethodVisitor code = begin(Opcodes.ACC_STATIC | MEMBER, AT, atDescriptor(async));
    Label none = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitJumpInsn(Opcodes.IFNULL, none);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitTypeInsn(Opcodes.CHECKCAST, async.frameName());
    code.visitInsn(Opcodes.ARETURN);
    code.visitLabel(none);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.visitTypeInsn(Opcodes.NEW, async.frameName());
    code.visitInsn(Opcodes.DUP);
    if (layout.arguments().isEmpty()) {
      code.visitInsn(Opcodes.ICONST_0);
    }
    code.visitMethodInsn(
        Opcodes.INVOKESPECIAL, async.frameName(), "<init>", runningConstructorDescriptor(), false);
    end(code, Opcodes.ARETURN);
  }

  /**
   * An await that expects such a frame. Whatever the call really returned is right: an override, a
   * proxy or advice may return something else. Where the JIT sees the call make the frame, it makes
   * none: the frame is taken apart here and handed to nobody.
   *
   * @param raw whether what awaits here takes a {@code RawResult}
   */
  private void emitAwait(boolean raw) {
    MethodVisitor code =
        begin(
            Opcodes.ACC_STATIC | MEMBER,
            RuntimeNames.AWAIT_FRAME,
            RuntimeNames.AWAIT_FRAME_DESCRIPTOR);
    Label other = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitTypeInsn(Opcodes.INSTANCEOF, async.frameName());
    code.visitJumpInsn(Opcodes.IFEQ, other);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitTypeInsn(Opcodes.CHECKCAST, async.frameName());
    code.visitVarInsn(Opcodes.ASTORE, 2);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, FRAME, RuntimeNames.CLAIM, RuntimeNames.CLAIM_DESCRIPTOR, false);
    code.visitJumpInsn(Opcodes.IFEQ, other);
    takeArguments(code, 2);
    callBody(code, false, null);
    code.visitLabel(other);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        RuntimeNames.DRIVER,
        raw ? RuntimeNames.AWAIT_RAW : RuntimeNames.AWAIT,
        RuntimeNames.AWAIT_AWAITABLE_DESCRIPTOR,
        false);
    end(code, Opcodes.ARETURN);
  }

  private void takeArguments(MethodVisitor code, int frameSlot) {
    for (Spill argument : layout.arguments()) {
      code.visitVarInsn(Opcodes.ALOAD, frameSlot);
      field(code, Opcodes.GETFIELD, argument.field());
    }
    // the body has them now; a frame that lives on must not keep them
    for (Spill argument : layout.arguments()) {
      if (argument.field().isReference()) {
        code.visitVarInsn(Opcodes.ALOAD, frameSlot);
        code.visitInsn(Opcodes.ACONST_NULL);
        field(code, Opcodes.PUTFIELD, argument.field());
      }
    }
  }

  private void emitResume() {
    MethodVisitor code =
        begin(Opcodes.ACC_PROTECTED | MEMBER, RuntimeNames.RESUME, RuntimeNames.RESUME_DESCRIPTOR);
    for (Type type : async.argumentTypes()) {
      code.visitInsn(zero(type));
    }
    callBody(code, true, 2);
  }

  /** The arguments are on the stack. */
  private void callBody(MethodVisitor code, boolean withFrame, @Nullable Integer valueSlot) {
    if (withFrame) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
    } else {
      code.visitInsn(Opcodes.ACONST_NULL);
    }
    code.visitVarInsn(Opcodes.ALOAD, 1);
    if (valueSlot == null) {
      code.visitInsn(Opcodes.ACONST_NULL);
    } else {
      code.visitVarInsn(Opcodes.ALOAD, valueSlot);
    }
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        async.owner().name,
        async.bodyName(),
        async.bodyDescriptor(),
        async.ownerIsInterface());
    end(code, Opcodes.ARETURN);
  }

  /** What {@code source()} returns: the class, the method, the file, and the line of each await. */
  public static String source(AsyncMethod async, Layout layout) {
    StringBuilder text = new StringBuilder(async.owner().name.replace('/', '.'));
    text.append('\n').append(async.original().name).append('\n');
    String file = async.owner().sourceFile;
    text.append(file == null ? "" : file);
    for (Point point : layout.points()) {
      text.append('\n').append(point.line());
    }
    return text.toString();
  }

  private void emitSource() {
    MethodVisitor code =
        begin(Opcodes.ACC_PROTECTED | MEMBER, RuntimeNames.SOURCE, RuntimeNames.SOURCE_DESCRIPTOR);
    code.visitLdcInsn(source(async, layout));
    end(code, Opcodes.ARETURN);
  }

  private MethodVisitor begin(int access, String name, String descriptor) {
    MethodVisitor code = writer.visitMethod(access, name, descriptor, null, null);
    code.visitCode();
    return code;
  }

  private static void end(MethodVisitor code, int returnOpcode) {
    code.visitInsn(returnOpcode);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private void field(MethodVisitor code, int opcode, Field field) {
    code.visitFieldInsn(opcode, async.frameName(), field.name(), field.descriptor());
  }

  private static int zero(Type type) {
    return switch (type.getSort()) {
      case Type.LONG -> Opcodes.LCONST_0;
      case Type.FLOAT -> Opcodes.FCONST_0;
      case Type.DOUBLE -> Opcodes.DCONST_0;
      case Type.OBJECT, Type.ARRAY -> Opcodes.ACONST_NULL;
      default -> Opcodes.ICONST_0;
    };
  }
}
