package io.fermata.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.Programs;
import io.fermata.transform.Diagnostic;
import io.fermata.transform.Transformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDirectoryTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);
  private static final String OTHER =
      Programs.PRICES.replace("class Prices", "class Other").replace("callApi(", "call(");

  @TempDir Path classes;

  private Changes transform() throws IOException {
    ClassDirectory directory = new ClassDirectory(classes);
    Changes changes = directory.plan(new Transformer());
    directory.apply(changes);
    return changes;
  }

  private Set<String> paths() {
    return Programs.files(classes).keySet();
  }

  private void setAllTimes() throws IOException {
    for (String path : paths()) {
      Files.setLastModifiedTime(classes.resolve(path), LONG_AGO);
    }
  }

  private boolean written(String path) throws IOException {
    return !Files.getLastModifiedTime(classes.resolve(path)).equals(LONG_AGO);
  }

  @Test
  void writesTheClassAndItsFramesBesideIt() throws IOException {
    Programs.compile(classes, Programs.PRICES, Programs.PLAIN);
    setAllTimes();

    Changes changes = transform();

    assertThat(paths())
        .containsExactly(
            "shop/Plain.class",
            "shop/Prices$callApi$0.class",
            "shop/Prices$main$0.class",
            "shop/Prices.class");
    assertThat(changes.summary()).isEqualTo("transformed 2 methods in 1 class");
    assertThat(written("shop/Prices.class")).isTrue();
    assertThat(written("shop/Plain.class")).isFalse();
  }

  /** JUnit's tests are named in sentences, and Linux takes 255 bytes for the name of a file. */
  @Test
  void framesOfMethodsWithLongNamesHaveFilesThatCanBeWritten() throws IOException {
    String sentence = "\u547C\u3073\u51FA\u3059".repeat(18);
    Programs.compile(
        classes,
        Programs.PRICES.replace("callApi(", "x".repeat(240) + "("),
        OTHER.replace("call(", sentence + "("));

    Changes changes = transform();

    assertThat(changes.summary()).isEqualTo("transformed 4 methods in 2 classes");
    assertThat(paths())
        .hasSize(6)
        .allSatisfy(
            path -> assertThat(path.getBytes(UTF_8)).hasSizeLessThan("shop/".length() + 255))
        .anySatisfy(path -> assertThat(path).contains("$" + sentence.substring(0, 60)));
  }

  @Test
  void planningWritesNothing() throws IOException {
    Programs.compile(classes, Programs.PRICES);
    Map<String, byte[]> before = Programs.files(classes);

    Changes changes = new ClassDirectory(classes).plan(new Transformer());

    assertThat(changes.isEmpty()).isFalse();
    assertThat(Programs.files(classes)).containsExactlyEntriesOf(before);
  }

  @Test
  void aSecondRunWritesNothing() throws IOException {
    Programs.compile(classes, Programs.PRICES, Programs.PLAIN);
    transform();
    setAllTimes();

    Changes changes = transform();

    assertThat(changes.isEmpty()).isTrue();
    assertThat(changes.summary()).isEqualTo("nothing to transform, 1 class up to date");
    for (String path : paths()) {
      assertThat(written(path)).as(path).isFalse();
    }
  }

  @Test
  void aClassCompiledAgainIsTransformedAgainAndEqualFramesStay() throws IOException {
    Programs.compile(classes, Programs.PRICES);
    transform();
    Map<String, byte[]> first = Programs.files(classes);
    Programs.compile(classes, Programs.PRICES);
    setAllTimes();

    Changes changes = transform();

    assertThat(changes.classes()).isEqualTo(1);
    assertThat(Programs.files(classes)).containsExactlyEntriesOf(first);
    assertThat(written("shop/Prices.class")).isTrue();
    assertThat(written("shop/Prices$callApi$0.class")).isFalse();
  }

  @Test
  void framesOfAMethodThatIsGoneAreRemoved() throws IOException {
    Programs.compile(classes, Programs.PRICES);
    transform();
    Programs.compile(classes, Programs.PRICES.replace("callApi", "ask"));

    Changes changes = transform();

    assertThat(changes.stale()).containsExactly("shop/Prices$callApi$0.class");
    assertThat(changes.summary())
        .isEqualTo("transformed 2 methods in 1 class, removed 1 stale frame");
    assertThat(paths())
        .containsExactly(
            "shop/Prices$ask$0.class", "shop/Prices$main$0.class", "shop/Prices.class");
  }

  @Test
  void framesOfAClassThatIsGoneAreRemovedAndOthersStay() throws IOException {
    Programs.compile(classes, Programs.PRICES, OTHER);
    transform();
    Files.delete(classes.resolve("shop/Prices.class"));

    Changes changes = transform();

    assertThat(changes.summary())
        .isEqualTo("nothing to transform, 1 class up to date, removed 2 stale frames");
    assertThat(paths())
        .containsExactly("shop/Other$call$0.class", "shop/Other$main$0.class", "shop/Other.class");
  }

  @Test
  void aDamagedFrameIsWrittenAnewWithItsClass() throws IOException {
    Programs.compile(classes, Programs.PRICES);
    transform();
    Path frame = classes.resolve("shop/Prices$main$0.class");
    byte[] good = Files.readAllBytes(frame);
    Programs.compile(classes, Programs.PRICES);
    Files.write(frame, new byte[] {1});

    transform();

    assertThat(frame).hasBinaryContent(good);
  }

  @Test
  void whatIsRefusedHasItsLine() throws IOException {
    Programs.compile(classes, Programs.PRICES, Programs.REFUSED);

    Changes changes = new ClassDirectory(classes).plan(new Transformer());

    assertThat(changes.failed()).isTrue();
    assertThat(changes.diagnostics()).extracting(Diagnostic::file).containsExactly("Refused.java");
    assertThat(changes.diagnostics()).extracting(Diagnostic::line).containsExactly(7);
  }

  @Test
  void aClassFileThatCannotBeReadIsNamedByItsPath() throws IOException {
    Programs.compile(classes, Programs.PRICES);
    Path file = classes.resolve("shop/Prices.class");
    byte[] bytes = Files.readAllBytes(file);
    bytes[7] = (byte) 200; // the version
    Files.write(file, bytes);

    Changes changes = new ClassDirectory(classes).plan(new Transformer());

    assertThat(changes.diagnostics()).hasSize(1);
    assertThat(changes.diagnostics().get(0).text()).startsWith("shop/Prices.class: FMT012 ");
  }

  @Test
  void newFramesHaveThePermissionsOfTheirClass() throws IOException {
    Assumptions.assumeTrue(classes.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Programs.compile(classes, Programs.PRICES);
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-rw-r--");
    Files.setPosixFilePermissions(classes.resolve("shop/Prices.class"), permissions);

    transform();

    for (String path : paths()) {
      assertThat(Files.getPosixFilePermissions(classes.resolve(path))).isEqualTo(permissions);
    }
  }

  @Test
  void aLinkStaysALink(@TempDir Path elsewhere) throws IOException {
    Programs.compile(elsewhere, Programs.PRICES);
    Path link = classes.resolve("shop/Prices.class");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, elsewhere.resolve("shop/Prices.class"));

    assertThat(transform().classes()).isEqualTo(1);

    assertThat(link).isSymbolicLink();
    assertThat(transform().upToDate()).isEqualTo(1);
  }

  @Test
  void aFileNameMayBeAsLongAsNamesCanBe() throws IOException {
    String name = "P".repeat(240);
    Programs.compile(
        classes,
        """
        import static io.fermata.Fermata.*;

        import io.fermata.*;

        public class %s {
          @Async
          Coroutine<Void> m() {
            await(yieldNow());
            return Coroutine.done();
          }
        }
        """
            .formatted(name));

    assertThat(transform().classes()).isEqualTo(1);

    assertThat(paths()).containsExactlyInAnyOrder(name + ".class", name + "$m$0.class");
  }
}
