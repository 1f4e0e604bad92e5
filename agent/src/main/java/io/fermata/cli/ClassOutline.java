package io.fermata.cli;

import io.fermata.transform.Transformer;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The little that must be known of a class file to tell frames from other classes, and who needs
 * which frame.
 *
 * <p>Reads the constant pool and the three words behind it (JVMS 4.1, 4.4), of any version. What is
 * no class file has an empty outline. The sizes of constants are those of {@link
 * Transformer#mentionsFermata}, which shares no code with anything.
 *
 * @param name its internal name, "" if it is no class file
 * @param isFrame whether the transformer made it: synthetic, and a subclass of the runtime's frame
 * @param mentionedBeside the internal names of the classes of its own package that it mentions,
 *     itself included
 */
record ClassOutline(String name, boolean isFrame, Set<String> mentionedBeside) {
  private static final ClassOutline EMPTY = new ClassOutline("", false, Set.of());

  static ClassOutline of(byte[] classFile) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      return read(in);
    } catch (IOException | IndexOutOfBoundsException e) {
      return EMPTY;
    }
  }

  private static ClassOutline read(DataInputStream in) throws IOException {
    if (in.readInt() != 0xCAFEBABE) {
      return EMPTY;
    }
    in.skipNBytes(4);
    int count = in.readUnsignedShort();
    String[] texts = new String[count];
    int[] classes = new int[count];
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 7 -> classes[i] = in.readUnsignedShort();
        case 8, 16, 19, 20 -> in.skipNBytes(2); // String, MethodType, Module, Package
        case 15 -> in.skipNBytes(3); // MethodHandle
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> { // Long and Double take two entries
          in.skipNBytes(8);
          i++;
        }
        default -> {
          return EMPTY;
        }
      }
    }
    int access = in.readUnsignedShort();
    String self = texts[classes[in.readUnsignedShort()]];
    String parent = texts[classes[in.readUnsignedShort()]];
    if (self == null) {
      return EMPTY;
    }
    return new ClassOutline(
        self, Transformer.isFrame(access, parent), samePackage(self, classes, texts));
  }

  private static Set<String> samePackage(String self, int[] classes, String[] texts) {
    int end = self.lastIndexOf('/');
    Set<String> names = new HashSet<>();
    for (int index : classes) {
      String name = texts[index];
      if (name != null
          && name.lastIndexOf('/') == end
          && name.regionMatches(0, self, 0, end + 1)
          && !name.startsWith("[")) {
        names.add(name);
      }
    }
    return names;
  }
}
