package io.fermata.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A jar, war or zip of class files.
 *
 * <p>A changed jar keeps the order, times, comments, attributes and compression methods of its
 * entries; a new frame stands directly before its class, with the class's time and method. Jars
 * inside the jar are not looked into. A jar without changes is not written.
 *
 * <p>Three kinds are refused if they would change: signed jars, whose signatures would no longer
 * hold (an option drops the signature files), jars behind a start script, which rewriting would cut
 * off, and jars with two entries of one name, of which one would be lost.
 *
 * <p>Thread: one at a time.
 */
final class ClassJar implements ClassFiles {
  private final Path file;
  private final boolean stripSignatures;

  ClassJar(Path file, boolean stripSignatures) {
    this.file = file;
    this.stripSignatures = stripSignatures;
  }

  @Override
  public void forEach(Visitor visitor) throws IOException {
    try (ZipFile jar = open()) {
      for (ZipEntry entry : entries(jar)) {
        if (!entry.isDirectory() && ChangePlanner.isClassFile(entry.getName())) {
          visitor.visit(entry.getName(), read(jar, entry));
        }
      }
    }
  }

  @Override
  public String objection(Changes changes) throws IOException {
    if (changes.isEmpty()) {
      return "";
    }
    if (!startsAsZip()) {
      return "something stands in front of the zip data (a start script?) and would be lost;"
          + " transform the classes before the jar is made";
    }
    String twice = entryThatIsThereTwice();
    if (!twice.isEmpty()) {
      return "the jar has two entries " + twice + ", of which only one can be read; make it anew";
    }
    if (!stripSignatures && isSigned()) {
      return "the jar is signed and its signature would not hold for changed classes;"
          + " transform before signing, or use --strip-signatures";
    }
    return "";
  }

  @Override
  public void apply(Changes changes) throws IOException {
    if (!changes.isEmpty()) {
      FileReplacement.write(file, out -> rewrite(changes, out), file);
    }
  }

  @Override
  public Set<String> copies(Changes changes) {
    return Set.of(file.getFileName().toString());
  }

  @Override
  public void copyTo(Path directory, Changes changes) throws IOException {
    Path copy = directory.resolve(file.getFileName());
    if (changes.isEmpty()) {
      FileReplacement.write(copy, out -> Files.copy(file, out), file);
    } else {
      FileReplacement.write(copy, out -> rewrite(changes, out), file);
    }
  }

  private void rewrite(Changes changes, OutputStream out) throws IOException {
    try (ZipFile jar = open();
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setComment(jar.getComment());
      List<ZipEntry> entries = entries(jar);
      Map<String, Map<String, byte[]>> newFrames = newFrames(changes, entries);
      for (ZipEntry entry : entries) {
        String name = entry.getName();
        if (changes.stale().contains(name) || (stripSignatures && isSignature(name))) {
          continue;
        }
        for (var frame : newFrames.getOrDefault(name, Map.of()).entrySet()) {
          ZipEntry added = new ZipEntry(frame.getKey());
          added.setTime(entry.getTime());
          added.setMethod(entry.getMethod());
          write(zip, added, frame.getValue());
        }
        byte[] content = changes.contents().get(name);
        write(zip, new ZipEntry(entry), content != null ? content : read(jar, entry));
      }
    }
  }

  /** The frames that have no entry yet, by the entry of the class that needs them. */
  private static Map<String, Map<String, byte[]>> newFrames(
      Changes changes, List<ZipEntry> entries) {
    Set<String> present = new HashSet<>();
    entries.forEach(entry -> present.add(entry.getName()));
    Map<String, Map<String, byte[]>> frames = new HashMap<>();
    changes
        .contents()
        .forEach(
            (path, content) -> {
              String owner = changes.owners().get(path);
              if (owner != null && !present.contains(path)) {
                frames.computeIfAbsent(owner, any -> new LinkedHashMap<>()).put(path, content);
              }
            });
    return frames;
  }

  private static void write(ZipOutputStream zip, ZipEntry entry, byte[] content)
      throws IOException {
    if (entry.getMethod() == ZipEntry.STORED) {
      CRC32 sum = new CRC32();
      sum.update(content);
      entry.setSize(content.length);
      entry.setCompressedSize(content.length);
      entry.setCrc(sum.getValue());
    } else {
      // Not known before it is compressed; it follows the data.
      entry.setCompressedSize(-1);
    }
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private boolean startsAsZip() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 'P' && in.read() == 'K';
    }
  }

  private String entryThatIsThereTwice() throws IOException {
    try (ZipFile jar = open()) {
      Set<String> names = new HashSet<>();
      for (ZipEntry entry : entries(jar)) {
        if (!names.add(entry.getName())) {
          return entry.getName();
        }
      }
      return "";
    }
  }

  private boolean isSigned() throws IOException {
    try (ZipFile jar = open()) {
      return entries(jar).stream().anyMatch(entry -> isSignature(entry.getName()));
    }
  }

  /** As the JAR specification names the files of a signature. */
  private static boolean isSignature(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("META-INF/")
        && upper.lastIndexOf('/') == "META-INF".length()
        && (upper.endsWith(".SF")
            || upper.endsWith(".RSA")
            || upper.endsWith(".DSA")
            || upper.endsWith(".EC")
            || upper.startsWith("META-INF/SIG-"));
  }

  private static List<ZipEntry> entries(ZipFile jar) {
    return new ArrayList<>(jar.stream().toList());
  }

  private ZipFile open() throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (IOException e) {
      throw FileErrors.unreadableJar(file, e);
    }
  }

  private byte[] read(ZipFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw FileErrors.unreadable(file + "!/" + entry.getName(), e);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
