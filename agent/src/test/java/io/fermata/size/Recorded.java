package io.fermata.size;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A text in src/test/resources/size that a test has to come to. */
final class Recorded {
  private Recorded() {}

  static void compare(String file, String actual) {
    String hint =
        "If it is meant to be so: this is the new content of agent/src/test/resources/size/" + file;
    assertThat(actual).as(hint + "\n" + actual).isEqualTo(read(file));
  }

  static String read(String file) {
    try (InputStream in = Recorded.class.getResourceAsStream("/size/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
