package io.fermata.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.transform.Code;
import io.fermata.transform.Diagnostic;
import io.fermata.transform.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFinderTest {
  @TempDir private Path root;

  private String withPath(String file) {
    Diagnostic diagnostic =
        new Diagnostic(
            Code.AWAIT_OUTSIDE_ASYNC,
            Severity.ERROR,
            "shop.Prices",
            "total",
            file,
            12,
            "what",
            "Do so");
    return new SourceFinder(List.of(root.resolve("other").toString(), root.toString()))
        .withPath(diagnostic);
  }

  @Test
  void aFileBelowARootIsNamedByItsPath() throws IOException {
    Path source = Files.createDirectories(root.resolve("shop")).resolve("Prices.java");
    Files.createFile(source);

    assertThat(withPath("Prices.java"))
        .isEqualTo(source + ":12: FMT001 shop.Prices.total: what. Do so.");
  }

  @Test
  void aFileThatIsNotThereIsNamedAsTheClassFileDoes() {
    assertThat(withPath("Prices.java"))
        .isEqualTo("Prices.java:12: FMT001 shop.Prices.total: what. Do so.");
  }

  /** Here an unpaired surrogate, which has no bytes in a path. */
  @Test
  void aNameThatNoFileCanHaveIsNoTrouble() {
    assertThat(withPath("\ud800")).isEqualTo("\ud800:12: FMT001 shop.Prices.total: what. Do so.");
  }

  @Test
  void aClassThatDoesNotTellItsFileIsNamedItself() {
    assertThat(withPath(null)).isEqualTo("shop.Prices:12: FMT001 shop.Prices.total: what. Do so.");
  }
}
