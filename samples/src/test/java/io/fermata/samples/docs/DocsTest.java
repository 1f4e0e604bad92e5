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
import java.util.Set;
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
  private static final Pattern OUR_COLUMN =
      Pattern.compile("(?m)^\\|(?:[^|\n]|\\\\\\|)+\\|([^|\n]+)\\|$");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern CALLED = Pattern.compile("\\b([a-z]\\w*)\\(");
  private static final Pattern TYPE = Pattern.compile("(?<!-)\\b([A-Z][a-z]\\w*)");
  private static final Set<String> EXAMPLES =
      Set.of("f", "g", "main", "blocking", "ofMillis", "ofSeconds");
  private static final Set<String> JDK =
      Set.of("CompletableFuture", "CompletionStage", "Duration", "Error", "List", "String");
  private static final Pattern CODE = Pattern.compile("FMT\\d{3}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/guide.md",
        "docs/context.md",
        "docs/from-asyncio.md",
        "docs/from-kotlin.md",
        "docs/from-ea-async.md"
      })
  void everyJavaBlockIsCompiledCode(String page) throws IOException {
    List<String> sources = sources("samples/src");
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
        "docs/from-kotlin.md",
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

  /** A table of names: theirs, ours. */
  @ParameterizedTest
  @ValueSource(strings = {"docs/from-asyncio.md", "docs/from-kotlin.md"})
  void everyNameInOurColumnIsThere(String page) throws IOException {
    String runtime = String.join("\n", sources("runtime/src/main/java"));
    List<String> rows = matches(OUR_COLUMN, page, 1);
    assertThat(rows).hasSizeGreaterThan(20);
    for (String row : rows) {
      for (String code : matchesIn(QUOTED, row)) {
        assertThat(matchesIn(CALLED, code))
            .as(row)
            .allMatch(name -> EXAMPLES.contains(name) || runtime.contains(" " + name + "("));
        assertThat(matchesIn(TYPE, code))
            .as(row)
            .allMatch(name -> JDK.contains(name) || isType(name));
      }
    }
  }

  private static boolean isType(String name) {
    return Stream.of("", "sync", "testing", "management")
        .map(folder -> ROOT.resolve("runtime/src/main/java/io/fermata").resolve(folder))
        .anyMatch(folder -> Files.exists(folder.resolve(name + ".java")));
  }

  private static List<String> matchesIn(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult m) -> m.group(1)).toList();
  }

  private static List<String> matches(Pattern pattern, String page, int group) throws IOException {
    String text = Files.readString(ROOT.resolve(page)).replace("\r\n", "\n");
    return pattern.matcher(text).results().map((MatchResult m) -> m.group(group)).toList();
  }

  private static List<String> sources(String folder) throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
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
