package io.fermata.size;

import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;

/** The lengths of the code of a class's methods, as JVMS 4.7.3 has them. */
final class CodeSizes {
  private final ClassReader reader;
  private final char[] buffer;
  private final Map<String, Integer> sizes = new TreeMap<>();

  private CodeSizes(byte[] classFile) {
    reader = new ClassReader(classFile);
    buffer = new char[reader.getMaxStringLength()];
  }

  /** By name; of overloaded methods the sum. */
  static Map<String, Integer> of(byte[] classFile) {
    CodeSizes sizes = new CodeSizes(classFile);
    sizes.read();
    return sizes.sizes;
  }

  private void read() {
    int at = reader.header + 6; // access flags, this, super
    at += 2 + 2 * reader.readUnsignedShort(at);
    at = readMembers(at);
    readMembers(at);
  }

  private int readMembers(int from) {
    int at = from + 2;
    for (int left = reader.readUnsignedShort(from); left > 0; left--) {
      String name = reader.readUTF8(at + 2, buffer);
      int attributes = reader.readUnsignedShort(at + 6);
      at += 8;
      for (; attributes > 0; attributes--) {
        if ("Code".equals(reader.readUTF8(at, buffer))) {
          sizes.merge(name, reader.readInt(at + 10), Integer::sum);
        }
        at += 6 + reader.readInt(at + 2);
      }
    }
    return at;
  }
}
