package io.fermata.transform;

/** Whether descriptors are written as JVMS 4.3 has them. ASM takes most of them as they come. */
final class Descriptors {
  private final String text;
  private int at;

  private Descriptors(String text) {
    this.text = text;
  }

  static boolean isField(String text) {
    Descriptors descriptor = new Descriptors(text);
    return descriptor.type() && descriptor.at == text.length();
  }

  static boolean isMethod(String text) {
    Descriptors descriptor = new Descriptors(text);
    if (!descriptor.next('(')) {
      return false;
    }
    while (!descriptor.next(')')) {
      if (!descriptor.type()) {
        return false;
      }
    }
    return (descriptor.next('V') || descriptor.type()) && descriptor.at == text.length();
  }

  private boolean next(char expected) {
    boolean there = at < text.length() && text.charAt(at) == expected;
    at += there ? 1 : 0;
    return there;
  }

  private boolean type() {
    while (next('[')) {
      // of any depth
    }
    if (!next('L')) {
      return at < text.length() && "BCDFIJSZ".indexOf(text.charAt(at++)) >= 0;
    }
    int end = text.indexOf(';', at);
    if (end <= at || !isName(text.substring(at, end))) {
      return false;
    }
    at = end + 1;
    return true;
  }

  /** JVMS 4.2.1. */
  static boolean isName(String name) {
    return name.indexOf('.') < 0 && name.indexOf(';') < 0 && name.indexOf('[') < 0;
  }
}
