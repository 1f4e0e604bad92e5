package io.fermata.harness;

import io.fermata.Async;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the cases: public static async methods that take an {@link Env}, in public classes of
 * {@code io.fermata.cases}.
 */
public final class Cases {
  private static final String PACKAGE = "io.fermata.cases.";
  private static final String TAKES_ENV = "(" + Type.getDescriptor(Env.class) + ")";
  private static final int PUBLIC_STATIC = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;

  private Cases() {}

  /** The names of the classes with cases, sorted. */
  public static List<String> classNames() {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith("Cases.class"))
          .map(file -> PACKAGE + file.substring(0, file.length() - ".class".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the methods of a class that are cases, sorted. */
  public static List<String> methodsOf(byte[] classFile) {
    ClassNode type = new ClassNode();
    new ClassReader(classFile).accept(type, ClassReader.SKIP_CODE);
    return type.methods.stream()
        .filter(method -> (method.access & PUBLIC_STATIC) == PUBLIC_STATIC)
        .filter(method -> method.desc.startsWith(TAKES_ENV))
        .filter(Cases::isAsync)
        .map(method -> method.name)
        .sorted()
        .toList();
  }

  private static boolean isAsync(MethodNode method) {
    return Stream.of(method.visibleAnnotations, method.invisibleAnnotations)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .anyMatch(annotation -> annotation.desc.equals(Type.getDescriptor(Async.class)));
  }

  /** The compiled bytes of a class of the package of cases, or null. */
  public static byte[] bytes(String className) {
    return className.startsWith(PACKAGE) ? resource(className) : null;
  }

  /** The compiled bytes of any class that the tests see. */
  public static byte[] resource(String className) {
    String path = className.replace('.', '/') + ".class";
    try (InputStream in = Cases.class.getClassLoader().getResourceAsStream(path)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory() {
    try {
      Path classes =
          Path.of(Cases.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.resolve(PACKAGE.replace('.', '/'));
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
