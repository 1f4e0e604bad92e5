package io.fermata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options of a JVM say of a debugger. */
class JvmOptionsTest {
  private static final String WAITS = "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-agentlib:jdwp=transport=dt_socket,address=127.0.0.1:5005,suspend=y,server=n",
        "-agentlib:jdwp=suspend=y,transport=dt_socket",
        "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
        "-Xrunjdwp:transport=dt_socket,server=y,suspend=y,address=5005",
        "-Xrunjdwp:transport=dt_socket,address=localhost:40000,suspend=y"
      })
  void aJvmThatWaitsForADebuggerIsStartedByIt(String option) {
    assertThat(JvmOptions.anyWaits(List.of(option))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005",
        "-agentlib:jdwp=transport=dt_socket,server=y,address=5005,suspend=n",
        "-agentlib:jdwp=transport=dt_socket,server=y,onthrow=java.io.IOException,launch=/bin/debug",
        "-agentlib:jdwp=transport=dt_socket,server=y,onuncaught=y,launch=/bin/debug",
        "-agentlib:hprof=suspend=y",
        "-Dagent=-agentlib:jdwp=suspend=y",
        "-Xdebug",
        "-javaagent:jdwp.jar=suspend=y"
      })
  void anyOtherIsNot(String option) {
    assertThat(JvmOptions.anyWaits(List.of(option))).isFalse();
  }

  @Test
  void optionsEndWhereTheProgramBegins() {
    assertThat(JvmOptions.ofArguments(List.of("java", "-ea", "-cp", "-x", "Main", WAITS)))
        .containsExactly("-ea");
    assertThat(JvmOptions.ofArguments(List.of("java", "-p", "lib", "-Da=b", "-m", "a/b.C", WAITS)))
        .containsExactly("-Da=b");
    assertThat(
            JvmOptions.ofArguments(
                List.of("java", "--add-opens", "a/b=ALL-UNNAMED", WAITS, "Main")))
        .containsExactly(WAITS);
    assertThat(JvmOptions.ofArguments(List.of("java", "--add-opens=a/b=c", "-jar", WAITS)))
        .containsExactly("--add-opens=a/b=c");
    assertThat(JvmOptions.ofArguments(List.of("java", WAITS, "-jar", "a.jar")))
        .containsExactly(WAITS);
    assertThat(JvmOptions.ofArguments(List.of())).isEmpty();
  }

  @Test
  void filesOfArgumentsAreRead(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("arguments"), "-cp\n\"a b\"\n" + WAITS + "\n");
    assertThat(JvmOptions.ofArguments(List.of("java", "@" + file, "Main"))).contains(WAITS);
    assertThat(JvmOptions.ofArguments(List.of("java", "@" + file + "2", "-ea")))
        .containsExactly("-ea");
  }

  @Test
  void variablesHaveWords() {
    assertThat(JvmOptions.words("-Da=\"b c\"\t'" + WAITS + "' -ea")).contains(WAITS, "-ea");
  }

  @Test
  void thePropertyDecides() {
    try {
      System.setProperty("io.fermata.stepping", "true");
      assertThat(EventLoop.builder().isStepping()).isTrue();
      System.setProperty("io.fermata.stepping", "false");
      assertThat(EventLoop.builder().isStepping()).isFalse();
    } finally {
      System.clearProperty("io.fermata.stepping");
    }
  }
}
