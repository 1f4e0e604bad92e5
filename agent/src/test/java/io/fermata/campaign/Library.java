package io.fermata.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * The classes of a jar or of a module of the running JDK.
 *
 * @param classes class files by internal name
 */
record Library(String name, Map<String, byte[]> classes) {

  /** Classes of a versioned directory ({@code META-INF/versions}) are left out. */
  static Library ofJar(Path jar) {
    Map<String, byte[]> classes = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        String name = entry.getName();
        if (isClass(name) && !name.startsWith("META-INF/")) {
          try (InputStream in = file.getInputStream(entry)) {
            classes.put(withoutSuffix(name), in.readAllBytes());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Library(jar.getFileName().toString(), classes);
  }

  /**
   * The classes of a module, without {@code java.lang} and {@code java.io}. Only the boot loader
   * may define classes in {@code java.*}, so those packages are renamed, by all classes alike.
   */
  static Library ofModule(String module) {
    Map<String, byte[]> classes = new TreeMap<>();
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module);
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = root.relativize(file).toString();
        if (isClass(name) && !STAYS.matcher(name).lookingAt()) {
          byte[] renamed = rename(Files.readAllBytes(file));
          classes.put(new ClassReader(renamed).getClassName(), renamed);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Library(module + " of JDK " + Runtime.version().feature(), classes);
  }

  private static final Pattern STAYS = Pattern.compile("java/(lang|io)/");

  private static byte[] rename(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    Remapper renaming =
        new Remapper(org.objectweb.asm.Opcodes.ASM9) {
          @Override
          public String map(String name) {
            return name.startsWith("java/") && !STAYS.matcher(name).lookingAt()
                ? "copy/of/" + name
                : name;
          }
        };
    new ClassReader(classFile).accept(new ClassRemapper(writer, renaming), 0);
    return writer.toByteArray();
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.endsWith("module-info.class");
  }

  private static String withoutSuffix(String name) {
    return name.substring(0, name.length() - ".class".length());
  }
}
