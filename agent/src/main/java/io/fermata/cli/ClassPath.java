package io.fermata.cli;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Directories and jars that classes are looked for in, the first that has one wins. */
final class ClassPath implements Closeable {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private final List<JarFile> jars = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  private interface Entry {
    byte @Nullable [] read(String file) throws IOException;
  }

  /**
   * Opens the jars.
   *
   * @param path directories and jars, separated as for {@code java -cp}
   * @throws IOException if a jar of it cannot be read; none is left open then
   */
  static ClassPath open(String path) throws IOException, CommandOptions.MisuseException {
    ClassPath classPath = new ClassPath();
    try {
      for (String text : SEPARATOR.splitAsStream(path).toList()) {
        if (!text.isEmpty()) {
          classPath.add(CommandOptions.path(text));
        }
      }
      return classPath;
    } catch (IOException | CommandOptions.MisuseException e) {
      classPath.close();
      throw e;
    }
  }

  private ClassPath() {}

  private void add(Path path) throws IOException, CommandOptions.MisuseException {
    if (Files.isDirectory(path)) {
      entries.add(
          file ->
              Files.exists(path.resolve(file)) ? ClassDirectory.read(path.resolve(file)) : null);
    } else if (Files.isRegularFile(path)) {
      JarFile jar = openJar(path);
      jars.add(jar);
      entries.add(file -> read(jar, file));
    } else {
      throw new CommandOptions.MisuseException(path + " of the class path is not there");
    }
  }

  private static JarFile openJar(Path path) throws IOException {
    try {
      return new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version());
    } catch (IOException e) {
      throw FileErrors.unreadableJar(path, e);
    }
  }

  private static byte @Nullable [] read(JarFile jar, String file) throws IOException {
    JarEntry entry = jar.getJarEntry(file);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw FileErrors.unreadable(jar.getName() + "!/" + file, e);
    }
  }

  /** The class file of a class, or null if it is not there. */
  byte @Nullable [] find(String internalName) throws IOException {
    for (Entry entry : entries) {
      byte[] found = entry.read(internalName + ".class");
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    for (JarFile jar : jars) {
      jar.close();
    }
  }
}
