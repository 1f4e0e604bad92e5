package io.fermata.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a jar entry by entry, each with the same time and a comment of its own. */
public final class TestJar {
  static final FileTime TIME = FileTime.fromMillis(1_500_000_000_000L);

  private final Map<ZipEntry, byte[]> entries = new LinkedHashMap<>();
  private int method = ZipEntry.DEFLATED;
  private String comment;

  /** From here on without compression. */
  public TestJar store() {
    method = ZipEntry.STORED;
    return this;
  }

  /** From here on with compression. */
  public TestJar deflate() {
    method = ZipEntry.DEFLATED;
    return this;
  }

  public TestJar comment(String text) {
    comment = text;
    return this;
  }

  public TestJar add(String name, byte[] content) {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(TIME);
    entry.setMethod(method);
    entry.setComment("of " + name);
    if (method == ZipEntry.STORED) {
      CRC32 sum = new CRC32();
      sum.update(content);
      entry.setCrc(sum.getValue());
      entry.setSize(content.length);
    }
    entries.put(entry, content);
    return this;
  }

  public void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      write(out);
    }
  }

  public void write(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setComment(comment);
    for (var entry : entries.entrySet()) {
      zip.putNextEntry(entry.getKey());
      zip.write(entry.getValue());
      zip.closeEntry();
    }
    zip.finish();
  }
}
