package io.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The packaged jar itself. */
class AgentJarIT {
  @Test
  void theManifestNamesTheEntries() throws IOException {
    try (JarFile jar = new JarFile(AgentJar.path().toFile())) {
      Attributes attributes = jar.getManifest().getMainAttributes();

      assertThat(attributes.getValue("Premain-Class")).isEqualTo(FermataAgent.class.getName());
      assertThat(attributes.getValue("Agent-Class")).isEqualTo(FermataAgent.class.getName());
      assertThat(attributes.getValue("Main-Class")).isEqualTo("io.fermata.cli.Main");
      assertThat(attributes.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(attributes.getValue("Can-Redefine-Classes")).isEqualTo("true");
      assertThat(attributes.getValue("Launcher-Agent-Class")).isNull();
    }
  }

  @Test
  void nothingInItCanMeetAnotherAsm() throws IOException {
    try (JarFile jar = new JarFile(AgentJar.path().toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        assertThat(entry.getName()).startsWith("io/fermata/").doesNotContain("/frame/");
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
            .as(entry.getName())
            .doesNotContain("org/objectweb/asm");
      }
    }
  }

  @Test
  void itIsACommandThatKnowsItsVersion() {
    Jvm jvm = Jvm.run("-jar", AgentJar.path().toString(), "--version");

    assertThat(jvm.status()).isZero();
    assertThat(jvm.out()).matches("fermata \\d+\\.\\d+.*\n");
    assertThat(jvm.err()).isEmpty();
  }

  @Test
  void aMistakeEndsWithItsStatus() {
    assertThat(Jvm.run("-jar", AgentJar.path().toString()).status()).isEqualTo(2);
  }
}
