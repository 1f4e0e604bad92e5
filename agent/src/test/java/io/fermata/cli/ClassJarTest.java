package io.fermata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.Programs;
import io.fermata.transform.Transformer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassJarTest {
  @TempDir Path directory;
  private Path jar;
  private byte[] prices;
  private byte[] plain;

  @BeforeEach
  void compile() {
    jar = directory.resolve("app.jar");
    Map<String, byte[]> files =
        Programs.files(
            Programs.compile(directory.resolve("classes"), Programs.PRICES, Programs.PLAIN));
    prices = files.get("shop/Prices.class");
    plain = files.get("shop/Plain.class");
  }

  private Changes transform() throws IOException {
    return transform(false);
  }

  private Changes transform(boolean stripSignatures) throws IOException {
    ClassJar classes = new ClassJar(jar, stripSignatures);
    Changes changes = classes.plan(new Transformer());
    assertThat(classes.objection(changes)).isEmpty();
    classes.apply(changes);
    return changes;
  }

  private List<String> names() throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return List.copyOf(zip.stream().map(ZipEntry::getName).toList());
    }
  }

  private byte[] content(String name) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }
  }

  @Test
  void framesStandBeforeTheirClassAndTheOrderStays() throws IOException {
    new TestJar()
        .add("META-INF/MANIFEST.MF", manifest())
        .add("z.txt", bytes("z"))
        .add("shop/Prices.class", prices)
        .add("a.txt", bytes("a"))
        .write(jar);

    assertThat(transform().summary()).isEqualTo("transformed 2 methods in 1 class");

    assertThat(names())
        .containsExactly(
            "META-INF/MANIFEST.MF",
            "z.txt",
            "shop/Prices$callApi$0.class",
            "shop/Prices$main$0.class",
            "shop/Prices.class",
            "a.txt");
    assertThat(content("z.txt")).isEqualTo(bytes("z"));
    assertThat(content("shop/Prices.class")).isNotEqualTo(prices);
  }

  @Test
  void entriesKeepTheirTimesCommentsAndMethods() throws IOException {
    new TestJar()
        .comment("the jar's")
        .store()
        .add("shop/Prices.class", prices)
        .deflate()
        .add("shop/Plain.class", plain)
        .write(jar);

    transform();

    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertThat(zip.getComment()).isEqualTo("the jar's");
      assertThat(zip.getEntry("shop/Prices.class").getMethod()).isEqualTo(ZipEntry.STORED);
      assertThat(zip.getEntry("shop/Prices$main$0.class").getMethod()).isEqualTo(ZipEntry.STORED);
      assertThat(zip.getEntry("shop/Plain.class").getMethod()).isEqualTo(ZipEntry.DEFLATED);
      assertThat(zip.getEntry("shop/Prices.class").getComment()).isEqualTo("of shop/Prices.class");
      assertThat(zip.stream().map(ZipEntry::getLastModifiedTime)).containsOnly(TestJar.TIME);
    }
  }

  @Test
  void aSecondRunLeavesTheFileAlone() throws IOException {
    new TestJar().add("shop/Prices.class", prices).write(jar);
    transform();
    byte[] first = Files.readAllBytes(jar);
    FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(jar, longAgo);

    assertThat(transform().summary()).isEqualTo("nothing to transform, 1 class up to date");

    assertThat(jar).hasBinaryContent(first);
    assertThat(Files.getLastModifiedTime(jar)).isEqualTo(longAgo);
  }

  @Test
  void eachVersionOfAMultiReleaseClassHasItsOwnFrames() throws IOException {
    Map<String, byte[]> newer =
        Programs.files(
            Programs.compile(
                directory.resolve("newer"), Programs.PRICES.replace("callApi", "ask")));
    new TestJar()
        .add("shop/Prices.class", prices)
        .add("META-INF/versions/21/shop/Prices.class", newer.get("shop/Prices.class"))
        .write(jar);

    transform();

    assertThat(names())
        .containsExactly(
            "shop/Prices$callApi$0.class",
            "shop/Prices$main$0.class",
            "shop/Prices.class",
            "META-INF/versions/21/shop/Prices$ask$0.class",
            "META-INF/versions/21/shop/Prices$main$0.class",
            "META-INF/versions/21/shop/Prices.class");
  }

  @Test
  void ofASpringBootJarTheClassesAreTransformedAndTheLibrariesLeft() throws IOException {
    ByteArrayOutputStream library = new ByteArrayOutputStream();
    new TestJar().add("shop/Prices.class", prices).write(library);
    new TestJar()
        .add("BOOT-INF/classes/shop/Prices.class", prices)
        .store()
        .add("BOOT-INF/lib/library.jar", library.toByteArray())
        .write(jar);

    transform();

    assertThat(names())
        .containsExactly(
            "BOOT-INF/classes/shop/Prices$callApi$0.class",
            "BOOT-INF/classes/shop/Prices$main$0.class",
            "BOOT-INF/classes/shop/Prices.class",
            "BOOT-INF/lib/library.jar");
    assertThat(content("BOOT-INF/lib/library.jar")).isEqualTo(library.toByteArray());
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertThat(zip.getEntry("BOOT-INF/lib/library.jar").getMethod()).isEqualTo(ZipEntry.STORED);
    }
  }

  @Test
  void staleFramesAreLeftOut() throws IOException {
    new TestJar().add("shop/Prices.class", prices).write(jar);
    transform();
    byte[] frame = content("shop/Prices$main$0.class");
    new TestJar().add("shop/Prices$main$0.class", frame).add("shop/Plain.class", plain).write(jar);

    assertThat(transform().summary()).isEqualTo("nothing to transform, removed 1 stale frame");

    assertThat(names()).containsExactly("shop/Plain.class");
  }

  @Test
  void aSignedJarIsRefused() throws IOException {
    signed().write(jar);
    ClassJar classes = new ClassJar(jar, false);

    assertThat(classes.objection(classes.plan(new Transformer()))).startsWith("the jar is signed");
  }

  @Test
  void aSignatureIsDroppedIfAskedFor() throws IOException {
    signed().write(jar);

    transform(true);

    assertThat(names())
        .containsExactly(
            "META-INF/MANIFEST.MF",
            "shop/Prices$callApi$0.class",
            "shop/Prices$main$0.class",
            "shop/Prices.class");
  }

  @Test
  void aSignedJarWithNothingToTransformIsFine() throws IOException {
    new TestJar().add("META-INF/ME.SF", bytes("")).add("shop/Plain.class", plain).write(jar);

    assertThat(transform().isEmpty()).isTrue();
  }

  @Test
  void aJarBehindAStartScriptIsRefused() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    zip.write(bytes("#!/bin/sh\nexec java -jar \"$0\"\n"));
    new TestJar().add("shop/Prices.class", prices).write(zip);
    Files.write(jar, zip.toByteArray());
    ClassJar classes = new ClassJar(jar, false);

    assertThat(classes.objection(classes.plan(new Transformer()))).contains("start script");
  }

  @Test
  void aJarWithTwoEntriesOfOneNameIsRefused() throws IOException {
    new TestJar()
        .add("shop/Prices.class", prices)
        .add("a.txt", bytes("a"))
        .add("b.txt", bytes("b"))
        .write(jar);
    String zip = new String(Files.readAllBytes(jar), StandardCharsets.ISO_8859_1);
    Files.writeString(jar, zip.replace("b.txt", "a.txt"), StandardCharsets.ISO_8859_1);

    ClassJar classes = new ClassJar(jar, false);

    assertThat(classes.objection(classes.plan(new Transformer())))
        .startsWith("the jar has two entries a.txt");
  }

  private TestJar signed() {
    return new TestJar()
        .add("META-INF/MANIFEST.MF", manifest())
        .add("META-INF/ME.SF", bytes("s"))
        .add("META-INF/ME.RSA", bytes("r"))
        .add("shop/Prices.class", prices);
  }

  private static byte[] manifest() {
    return bytes("Manifest-Version: 1.0\r\n\r\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
