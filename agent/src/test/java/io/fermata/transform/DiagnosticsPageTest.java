package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.JavaSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example of docs/diagnostics.md is reported as the page says, and nothing else in it. */
class DiagnosticsPageTest {
  private static final Path PAGE = Path.of("../docs/diagnostics.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");
  private static final Pattern CODE = Pattern.compile("// (FMT\\d{3})");
  private static final Pattern HEADING = Pattern.compile("(?m)^## (FMT\\d{3}) ");

  /** What the examples mention, around a member. */
  private static final String CLIENT =
      """
      import static io.fermata.Fermata.await;
      import io.fermata.Async;
      import io.fermata.Coroutine;
      import io.fermata.Fermata;
      import java.util.List;

      class Client {
        Object lock = new Object();
        List<Coroutine<Integer>> prices = List.of();
        Object session;

        static class Session {}

        static Coroutine<Integer> price(String symbol) {
          return Coroutine.of(1);
        }

        static Coroutine<Session> login() {
          return Coroutine.of(new Session());
        }

        Coroutine<Void> store() {
          return Coroutine.done();
        }

        %s
      }
      """;

  static List<String> blocks() throws IOException {
    return matches(BLOCK, Files.readString(PAGE).replace("\r\n", "\n"));
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void anExampleIsReportedAsItSays(String block) {
    Transformer transformer = new Transformer();
    List<String> reported =
        compile(block).values().stream()
            .flatMap(classFile -> transformer.transform(classFile).diagnostics().stream())
            .map(diagnostic -> diagnostic.code().id())
            .toList();

    assertThat(reported).isEqualTo(matches(CODE, block));
  }

  private static Map<String, byte[]> compile(String block) {
    boolean statement = block.startsWith("prices");
    String member =
        statement
            ? "@Async Coroutine<Void> all() { " + block + "\nreturn Coroutine.done(); }"
            : block;
    return new JavaSources()
        .add("Client.java", CLIENT.formatted(member))
        .compile("--release", "17");
  }

  @Test
  void everyCodeHasAChapter() throws IOException {
    assertThat(matches(HEADING, Files.readString(PAGE)))
        .isEqualTo(Arrays.stream(Code.values()).map(Code::id).sorted().toList());
  }
}
