package io.fermata.transform;

import io.fermata.transform.model.RuntimeNames;
import java.nio.charset.StandardCharsets;

/**
 * Tells from the raw constant pool whether a class can have anything to do with Fermata.
 *
 * <p>Nearly every class of an application ends here, so it neither parses further nor allocates
 * (JVMS 4.4 has the format). Bytes that are no class file mention nothing. Much of its cost is the
 * interpreter's, before the JIT has compiled it: so for most constants it calls nothing, and the
 * sizes of constants stand here once more than in the outline that the command line reads. A test
 * compares the two.
 */
final class ConstantPoolScan {
  private static final byte[] ASYNC = bytes(RuntimeNames.ASYNC_DESCRIPTOR);
  private static final byte[] FERMATA = bytes(RuntimeNames.FERMATA);

  private static final int HEADER = 10;

  private static final int DAMAGED = -1;
  private static final int NOTHING = 0;
  private static final int MENTIONED = 1;

  private ConstantPoolScan() {}

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  static boolean mentionsFermata(byte[] classFile) {
    return scan(classFile) == MENTIONED;
  }

  /** Whether the bytes are a class file, as far as its constant pool goes. */
  static boolean isClassFile(byte[] classFile) {
    return scan(classFile) != DAMAGED;
  }

  private static int scan(byte[] classFile) {
    if (classFile.length < HEADER || u2(classFile, 0) != 0xCAFE || u2(classFile, 2) != 0xBABE) {
      return DAMAGED;
    }
    int count = u2(classFile, 8);
    int last = classFile.length - 3;
    int at = HEADER;
    for (int i = 1; i < count; i++) {
      if (at > last) {
        return DAMAGED;
      }
      switch (classFile[at]) {
        case 1 -> { // Utf8
          int length = (classFile[at + 1] & 0xFF) << 8 | (classFile[at + 2] & 0xFF);
          at += 3;
          if ((length == ASYNC.length && matches(classFile, at, ASYNC))
              || (length == FERMATA.length && matches(classFile, at, FERMATA))) {
            return MENTIONED;
          }
          at += length;
        }
        case 7, 8, 16, 19, 20 -> at += 3; // Class, String, MethodType, Module, Package
        case 15 -> at += 4; // MethodHandle
        case 3, 4, 9, 10, 11, 12, 17, 18 ->
            at += 5; // Integer, Float, refs, NameAndType, (Invoke)Dynamic
        case 5, 6 -> { // Long and Double take two entries
          at += 9;
          i++;
        }
        default -> {
          return DAMAGED;
        }
      }
    }
    return at <= classFile.length ? NOTHING : DAMAGED;
  }

  private static boolean matches(byte[] bytes, int from, byte[] mention) {
    if (from + mention.length > bytes.length) {
      return false;
    }
    // The names share their beginning and differ at the end.
    for (int i = mention.length - 1; i >= 0; i--) {
      if (bytes[from + i] != mention[i]) {
        return false;
      }
    }
    return true;
  }

  private static int u2(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }
}
