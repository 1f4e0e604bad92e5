package io.fermata.transform;

import io.fermata.transform.model.RuntimeNames;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Tells from the raw class file which methods may concern us: those that are annotated, and those
 * that call await. Most methods of a class with async methods are not, and parsing them would be
 * most of the work (JVMS 4.5 to 4.7 have the format).
 *
 * <p>It compares bytes wherever they stand and knows no instructions, so it may name a method too
 * many, never one too few. Of a file that ends before its methods do it names all: whoever reads
 * them says what is wrong.
 */
final class MethodScan {
  private static final int UTF8 = 1;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int METHOD_HANDLE = 15;

  private final ClassReader reader;

  /** The constants that are names of the annotation. */
  private final BitSet annotations = new BitSet();

  /** The constants that are methods of that class and name, whatever they take. */
  private final BitSet awaits = new BitSet();

  /** The constants that method handles stand for. */
  private final BitSet handles = new BitSet();

  private final BitSet concerned = new BitSet();
  private boolean mayReferToAwait = true;

  /** Looks at all methods. */
  MethodScan(ClassReader reader) {
    this.reader = reader;
    try {
      findConstants();
      findMethods();
      mayReferToAwait = handles.intersects(awaits);
    } catch (IndexOutOfBoundsException e) {
      // damaged: nothing is known for certain
    }
  }

  /** Whether a method has to be read. */
  boolean isConcerned(int method) {
    return mayReferToAwait || concerned.get(method);
  }

  /** Whether any method may make a method reference to await. */
  boolean mayReferToAwait() {
    return mayReferToAwait;
  }

  /**
   * The methods of the class that a method handle stands for, as it does for the body of a lambda;
   * each its name and descriptor.
   */
  Set<String> referredTo() {
    Set<String> found = new HashSet<>();
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0 && reader.readByte(at - 1) == METHOD_HANDLE) {
        int method = reader.getItem(reader.readUnsignedShort(at + 1));
        if (reader.getClassName().equals(reader.readClass(method, buffer))) {
          int signature = reader.getItem(reader.readUnsignedShort(method + 2));
          found.add(reader.readUTF8(signature, buffer) + reader.readUTF8(signature + 2, buffer));
        }
      }
    }
    return found;
  }

  private void findConstants() {
    int count = reader.getItemCount();
    for (int i = 1; i < count; i++) {
      int at = reader.getItem(i);
      if (at == 0) {
        continue; // the second entry of a long or double
      }
      switch (reader.readByte(at - 1)) {
        case UTF8 -> annotations.set(i, isText(at, RuntimeNames.ASYNC_DESCRIPTOR));
        case METHOD, INTERFACE_METHOD -> awaits.set(i, isAwait(at));
        case METHOD_HANDLE -> handles.set(reader.readUnsignedShort(at + 1));
        default -> {}
      }
    }
  }

  private boolean isAwait(int method) {
    int owner = reader.getItem(reader.readUnsignedShort(method));
    int signature = reader.getItem(reader.readUnsignedShort(method + 2));
    return isNamed(signature, RuntimeNames.AWAIT) && isNamed(owner, RuntimeNames.FERMATA);
  }

  /** Whether the constant that is named at a place of the file is this text. */
  private boolean isNamed(int at, String text) {
    return isText(reader.getItem(reader.readUnsignedShort(at)), text);
  }

  private boolean isText(int utf8, String ascii) {
    int length = ascii.length();
    if (reader.readUnsignedShort(utf8) != length) {
      return false;
    }
    // names share their beginnings and differ at their ends
    for (int i = length - 1; i >= 0; i--) {
      if (reader.readByte(utf8 + 2 + i) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void findMethods() {
    int at = reader.header + 6;
    at += 2 + 2 * reader.readUnsignedShort(at); // interfaces
    int fields = reader.readUnsignedShort(at);
    at += 2;
    for (int i = 0; i < fields; i++) {
      at = member(at, -1);
    }
    int methods = reader.readUnsignedShort(at);
    at += 2;
    for (int i = 0; i < methods; i++) {
      at = member(at, i);
    }
  }

  /**
   * Looks at one field or method.
   *
   * @param method the number of the method; -1 for a field
   * @return where the next one begins
   */
  private int member(int from, int method) {
    int attributes = reader.readUnsignedShort(from + 6);
    int at = from + 8;
    for (int i = 0; i < attributes; i++) {
      int length = reader.readInt(at + 2);
      if (length < 0) {
        throw new IndexOutOfBoundsException(at);
      }
      if (method >= 0 && concerns(at, length)) {
        concerned.set(method);
      }
      at += 6 + length;
    }
    return at;
  }

  private boolean concerns(int attribute, int length) {
    int from = attribute + 6;
    if (isNamed(attribute, "Code")) {
      // two bytes for the stack, two for the locals
      return !awaits.isEmpty() && calls(from + 8, reader.readInt(from + 4));
    }
    return (isNamed(attribute, "RuntimeVisibleAnnotations")
            || isNamed(attribute, "RuntimeInvisibleAnnotations"))
        && names(from, length);
  }

  private boolean calls(int code, int length) {
    for (int at = code; at < code + length - 2; at++) {
      if (reader.readByte(at) == Opcodes.INVOKESTATIC
          && awaits.get(reader.readUnsignedShort(at + 1))) {
        return true;
      }
    }
    return false;
  }

  private boolean names(int from, int length) {
    for (int at = from; at < from + length - 1; at++) {
      if (annotations.get(reader.readUnsignedShort(at))) {
        return true;
      }
    }
    return false;
  }
}
