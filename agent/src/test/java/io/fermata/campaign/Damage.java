package io.fermata.campaign;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Damages class files as disks, networks and fuzzers do. */
final class Damage {
  private static final int[] ODD = {0, 1, 2, 0xFF, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF};
  private static final int[] ODD_WIDE = {
    0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x10000, 0xFFFFFF, 0x10000000
  };

  private final Random random;

  Damage(Random random) {
    this.random = random;
  }

  /**
   * @param other another class file, for what is pasted in
   */
  byte[] damage(byte[] sound, byte[] other) {
    byte[] bytes = sound.clone();
    for (int times = 1 + random.nextInt(3); times > 0 && bytes.length > 16; times--) {
      bytes = once(bytes, other);
    }
    return bytes;
  }

  private byte[] once(byte[] bytes, byte[] other) {
    int at = random.nextInt(bytes.length - 8);
    switch (random.nextInt(10)) {
      case 0 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 1, 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 3 -> bytes[at] = (byte) random.nextInt();
      case 4 -> putShort(bytes, at, ODD[random.nextInt(ODD.length)]);
      case 5 -> ByteBuffer.wrap(bytes).putInt(at, ODD_WIDE[random.nextInt(ODD_WIDE.length)]);
      case 6 -> putShort(bytes, at, random.nextInt(Math.min(0xFFFF, bytes.length / 8)));
      case 7 -> {
        return replaced(bytes, at, random.nextInt(16), new byte[0]);
      }
      case 8 -> {
        int from = random.nextInt(other.length);
        int to = Math.min(other.length, from + 1 + random.nextInt(64));
        return replaced(bytes, at, random.nextInt(64), Arrays.copyOfRange(other, from, to));
      }
      default -> redirect(bytes);
    }
    return bytes;
  }

  private static void putShort(byte[] bytes, int at, int value) {
    ByteBuffer.wrap(bytes).putShort(at, (short) value);
  }

  private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
    int end = Math.min(bytes.length, at + length);
    ByteBuffer result = ByteBuffer.allocate(bytes.length - (end - at) + by.length);
    result.put(bytes, 0, at).put(by).put(bytes, end, bytes.length - end);
    return result.array();
  }

  /** Lets one entry of the constant pool refer to another than it did (JVMS 4.4). */
  private void redirect(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    int count = file.getShort(8) & 0xFFFF;
    int wanted = 1 + random.nextInt(Math.max(1, count));
    int at = 10;
    for (int i = 1; i < count && at + 5 < bytes.length; i++) {
      int tag = bytes[at];
      int size =
          switch (tag) {
            case 1 -> 3 + (file.getShort(at + 1) & 0xFFFF);
            case 7, 8, 16, 19, 20 -> 3;
            case 15 -> 4;
            case 5, 6 -> 9;
            default -> 5;
          };
      if (i >= wanted && tag != 1) {
        putShort(bytes, at + 1 + (size == 5 ? 2 * random.nextInt(2) : 0), random.nextInt(count));
        return;
      }
      i += tag == 5 || tag == 6 ? 1 : 0;
      at += size;
    }
  }
}
