package io.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent comes to a JVM that runs already. */
class AttachIT {
  private static final String EARLY =
      Programs.PRICES.replace("class Prices", "class Early").replace("callApi", "ask");

  /** Attaches to itself, twice, after one of two classes was loaded. */
  private static final String LATE =
      """
      package shop;

      import com.sun.tools.attach.VirtualMachine;

      public class Late {
        public static void main(String[] args) throws Exception {
          Class.forName("shop.Early");
          VirtualMachine vm = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
          vm.loadAgent(args[0]);
          vm.loadAgent(args[0]);
          vm.detach();
          Prices.main(args);
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void classesLoadedLaterAreTransformedAndEarlierOnesNamed() {
    Path classes = Programs.compile(directory, Programs.PRICES, EARLY, LATE);

    Jvm jvm =
        Jvm.run(
            "-Djdk.attach.allowAttachSelf=true",
            "-XX:+EnableDynamicAgentLoading",
            "-cp",
            classes + File.pathSeparator + AgentJar.runtime(),
            "shop.Late",
            AgentJar.path().toString());

    assertThat(jvm.out()).isEqualTo(Programs.PRICES_OUTPUT);
    assertThat(jvm.err())
        .hasLineCount(2)
        .startsWith("fermata: shop.Early was loaded before the agent")
        .contains("\nfermata: the agent is in this JVM already");
    assertThat(jvm.status()).isZero();
  }
}
