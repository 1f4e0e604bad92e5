package io.fermata.transform;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong, where, and what to do about it.
 *
 * @param className the binary name of the class
 * @param method the method as its author would call it, or "" if the class as a whole is meant
 * @param file the source file's name, if the class file tells it
 * @param line the line in it, or 0 if the class file does not tell
 */
public record Diagnostic(
    Code code,
    Severity severity,
    String className,
    String method,
    @Nullable String file,
    int line,
    String message,
    String remedy) {

  /** The same, of a class that could not be read and whose name the caller knows better. */
  Diagnostic of(String whichClass) {
    return new Diagnostic(code, severity, whichClass, method, file, line, message, remedy);
  }

  /** One line: {@code Prices.java:12: FMT002 shop.Prices.total: message. Remedy.} */
  public String text() {
    String place = file == null ? className : file;
    String at = line > 0 ? place + ":" + line : place;
    String what = method.isEmpty() ? className : className + "." + method;
    return oneLine(at + ": " + code.id() + " " + what + ": " + message + ". " + remedy + ".");
  }

  /** Without line ends: a class file may have any character in a name. */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        line.setCharAt(i, '?');
      }
    }
    return line.toString();
  }
}
