package io.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyClassesTest {
  @TempDir Path directory;

  private static void writeJar(Path jar, String entry) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(new byte[] {1, 2, 3});
    }
  }

  private static URL url(Path jar, String entry) throws MalformedURLException {
    return URI.create("jar:" + jar.toUri() + "!/" + entry).toURL();
  }

  @Test
  void aLoadersJarIsNotLeftOpen() throws IOException {
    Path jar = directory.resolve("early.jar");
    writeJar(jar, "shop/Early.class");
    ClassLoader loader =
        new ClassLoader(null) {
          @Override
          protected URL findResource(String name) {
            try {
              return url(jar, name);
            } catch (MalformedURLException e) {
              throw new UncheckedIOException(e);
            }
          }
        };

    try (InputStream in = EarlyClasses.open(loader, "shop/Early.class")) {
      assertThat(in.readAllBytes()).containsExactly(1, 2, 3);
    }

    Files.delete(jar);
    writeJar(jar, "shop/Other.class");
    JarURLConnection other = (JarURLConnection) url(jar, "shop/Other.class").openConnection();
    assertThat(other.getJarFile().getEntry("shop/Early.class")).isNull();
    other.getJarFile().close();
  }

  @Test
  void aLoaderThatGivesOnlyStreamsIsAskedForOne() throws IOException {
    ClassLoader loader =
        new ClassLoader(null) {
          @Override
          public InputStream getResourceAsStream(String name) {
            return new java.io.ByteArrayInputStream(new byte[] {4});
          }
        };

    try (InputStream in = EarlyClasses.open(loader, "shop/Early.class")) {
      assertThat(in.readAllBytes()).containsExactly(4);
    }
  }
}
