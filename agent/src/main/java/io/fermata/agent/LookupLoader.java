package io.fermata.agent;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A loader of one class, to which parts of {@code java.base} can be opened without opening them to
 * the application: the agent itself is in the unnamed module of the application's classes.
 *
 * <p>All that the class does is to hand out a {@code Lookup} with its rights.
 */
final class LookupLoader extends ClassLoader {
  private static final String NAME = "io/fermata/agent/Opened";
  private static final String LOOKUP = "lookup";

  private LookupLoader() {
    super(null); // sees the JDK only
  }

  /**
   * A lookup with the rights of a class in a new loader.
   *
   * @param opened the package of {@code java.base} that its class may look into
   */
  static MethodHandles.Lookup lookupOpening(String opened, Instrumentation instrumentation) {
    LookupLoader loader = new LookupLoader();
    Map<String, Set<Module>> toLoader = Map.of(opened, Set.of(loader.getUnnamedModule()));
    instrumentation.redefineModule(
        Object.class.getModule(), Set.of(), Map.of(), toLoader, Set.of(), Map.of());
    byte[] classFile = classFile();
    Class<?> type = loader.defineClass(null, classFile, 0, classFile.length);
    try {
      return (MethodHandles.Lookup)
          MethodHandles.publicLookup()
              .findStatic(type, LOOKUP, MethodType.methodType(MethodHandles.Lookup.class))
              .invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Written here, because to read it from the agent's jar would cost the start of each program. */
  private static byte[] classFile() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, NAME, null, "java/lang/Object", null);
    String descriptor = "()Ljava/lang/invoke/MethodHandles$Lookup;";
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, LOOKUP, descriptor, null, null);
    code.visitCode();
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, "java/lang/invoke/MethodHandles", LOOKUP, descriptor, false);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(1, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
