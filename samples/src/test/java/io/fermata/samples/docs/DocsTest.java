package io.fermata.samples.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.transform.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents say what is in the tree. */
class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)(#[^)]*)?\\)");
  private static final Pattern CODE = Pattern.compile("FMT\\d{3}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/guide.md",
        "docs/context.md",
        "docs/from-asyncio.md",
        "docs/from-ea-async.md"
      })
  void everyJavaBlockIsCompiledCode(String page) throws IOException {
    List<String> sources = sources();
    List<String> blocks = matches(JAVA_BLOCK, page, 1);
    assertThat(blocks).isNotEmpty();
    for (String block : blocks) {
      assertThat(sources)
          .as(page + " has:%n" + block, "")
          .anyMatch(source -> source.contains(withoutIndentation(block)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/guide.md",
        "docs/context.md",
        "docs/from-asyncio.md",
        "docs/from-ea-async.md"
      })
  void everyLinkLeadsSomewhere(String page) throws IOException {
    Path folder = ROOT.resolve(page).getParent();
    assertThat(matches(LINK, page, 1))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
  }

  @ParameterizedTest
  @ValueSource(strings = "README.md")
  void everyDiagnosticCodeExists(String page) throws IOException {
    assertThat(matches(CODE, page, 0))
        .isNotEmpty()
        .isSubsetOf(Arrays.stream(Code.values()).map(Code::id).toList());
  }

  private static List<String> matches(Pattern pattern, String page, int group) throws IOException {
    String text = Files.readString(ROOT.resolve(page)).replace("\r\n", "\n");
    return pattern.matcher(text).results().map((MatchResult m) -> m.group(group)).toList();
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("samples/src"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        sources.add(withoutIndentation(Files.readString(file)));
      }
    }
    return sources;
  }

  private static String withoutIndentation(String code) {
    return code.lines().map(String::strip).collect(joining("\n"));
  }
}
