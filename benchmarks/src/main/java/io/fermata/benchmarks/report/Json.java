package io.fermata.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps, lists, strings and numbers to JSON text and back; as much of JSON as the results need. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** Maps and lists of the outer two levels get a line for each of their members. */
  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, 0, out);
    return out.append('\n').toString();
  }

  private static void write(@Nullable Object value, int depth, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      List<Object> members = new ArrayList<>();
      map.forEach((key, member) -> members.add(new Object[] {key, member}));
      writeAll(members, '{', '}', depth, out);
    } else if (value instanceof List<?> list) {
      writeAll(list, '[', ']', depth, out);
    } else if (value instanceof Object[] member) {
      write(member[0], depth, out);
      out.append(": ");
      write(member[1], depth, out);
    } else if (value instanceof String string) {
      out.append('"').append(string.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    } else {
      out.append(value);
    }
  }

  private static void writeAll(
      List<?> members, char open, char close, int depth, StringBuilder out) {
    String separator = depth < 2 ? "\n" + "  ".repeat(depth + 1) : " ";
    out.append(open);
    for (int i = 0; i < members.size(); i++) {
      out.append(i == 0 ? "" : ",").append(separator);
      write(members.get(i), depth + 1, out);
    }
    out.append(depth < 2 ? "\n" + "  ".repeat(depth) : " ").append(close);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static @Nullable Object read(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.skipBlanks();
    if (json.at != text.length()) {
      throw json.unexpected();
    }
    return value;
  }

  private @Nullable Object value() {
    char first = peek();
    if (first == '{') {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      at++;
      while (peek() != '}') {
        String key = string();
        expect(':');
        map.put(key, value());
        if (peek() == ',') {
          at++;
        }
      }
      at++;
      return map;
    }
    if (first == '[') {
      List<@Nullable Object> list = new ArrayList<>();
      at++;
      while (peek() != ']') {
        list.add(value());
        if (peek() == ',') {
          at++;
        }
      }
      at++;
      return list;
    }
    return first == '"' ? string() : word();
  }

  private @Nullable Object word() {
    int start = at;
    while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return word.equals("null") ? null : (Object) Double.valueOf(word);
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    for (; text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      }
      string.append(text.charAt(at));
    }
    at++;
    return string.toString();
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw unexpected();
    }
    at++;
  }

  private char peek() {
    skipBlanks();
    if (at >= text.length()) {
      throw unexpected();
    }
    return text.charAt(at);
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("no JSON of ours, at character " + at);
  }
}
