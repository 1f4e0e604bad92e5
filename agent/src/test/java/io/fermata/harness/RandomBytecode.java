package io.fermata.harness;

import java.util.Random;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Class files by chance, legal and as no compiler writes them: a case {@code run} and three more
 * async methods, one private, one eager. Each may await those before it, {@code run} all three.
 * What is in the bodies is said by {@link RandomOperands}, {@link RandomQuestions} and {@link
 * RandomFlow}. The same seed gives the same class.
 */
public final class RandomBytecode implements Opcodes {
  /** The async methods of each class. */
  public static final int METHODS = 4;

  private static final int CALLEES = METHODS - 1;
  private static final int FEWEST_STEPS = 30;

  /** The numbers of values in one method. */
  private static final int VALUES = 5_000;

  private RandomBytecode() {}

  /** A class file of that binary name; its case is {@code run}. */
  public static byte[] classFile(String className, long seed) {
    String name = className.replace('.', '/');
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V17, ACC_PUBLIC | ACC_SUPER, name, null, TrackedCode.OBJECT, null);
    writer.visitSource("random", null);
    run(writer, name, new Random(seed));
    for (int callee = 0; callee < CALLEES; callee++) {
      callee(writer, name, callee, new Random(seed * 7919 + callee));
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  static String nameOf(int callee) {
    return "g" + callee;
  }

  static boolean isEager(int callee) {
    return callee == CALLEES - 1;
  }

  static String descriptorOf(int callee) {
    return "(L" + TrackedCode.ENV + ";IJ)L" + returnTypeOf(callee) + ";";
  }

  private static String returnTypeOf(int callee) {
    return isEager(callee) ? TrackedCode.TASK : TrackedCode.COROUTINE;
  }

  private static void run(ClassWriter writer, String owner, Random random) {
    String descriptor = "(L" + TrackedCode.ENV + ";)L" + TrackedCode.COROUTINE + ";";
    MethodVisitor method = begin(writer, ACC_PUBLIC | ACC_STATIC, "run", descriptor);
    RandomFlow code = new RandomFlow(method, random, owner, CALLEES);
    code.body(FEWEST_STEPS + random.nextInt(3 * FEWEST_STEPS), 3);
    code.awaitAny(TrackedCode.STRING);
    end(method, TrackedCode.COROUTINE, true);
  }

  private static void callee(ClassWriter writer, String owner, int callee, Random random) {
    int access = callee == 0 ? ACC_PRIVATE | ACC_STATIC : ACC_STATIC;
    MethodVisitor method = begin(writer, access, nameOf(callee), descriptorOf(callee));
    RandomFlow code = new RandomFlow(method, random, owner, callee);
    code.values = (callee + 1) * VALUES;
    code.set(1, INTEGER);
    code.set(2, LONG);
    code.body(1 + random.nextInt(12), 1);
    if (random.nextInt(3) > 0) {
      code.awaitAny(INTEGER);
    } else {
      code.constant(INTEGER);
    }
    code.box(INTEGER);
    end(method, returnTypeOf(callee), !isEager(callee));
  }

  private static MethodVisitor begin(
      ClassWriter writer, int access, String name, String descriptor) {
    MethodVisitor method = writer.visitMethod(access, name, descriptor, null, null);
    method.visitAnnotation("Lio/fermata/Async;", true).visitEnd();
    method.visitCode();
    return method;
  }

  private static void end(MethodVisitor method, String type, boolean ofInterface) {
    String descriptor = "(L" + TrackedCode.OBJECT + ";)L" + type + ";";
    method.visitMethodInsn(INVOKESTATIC, type, "of", descriptor, ofInterface);
    method.visitInsn(ARETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }
}
