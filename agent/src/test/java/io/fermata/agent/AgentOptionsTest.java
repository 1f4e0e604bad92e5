package io.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class AgentOptionsTest {
  @ParameterizedTest
  @NullAndEmptySource
  void nothingIsAsked(String text) {
    AgentOptions options = AgentOptions.parse(text);

    assertThat(options).isEqualTo(new AgentOptions(false, false, false, null, java.util.List.of()));
  }

  @Test
  void everythingIsAsked() {
    AgentOptions options = AgentOptions.parse("verbose, dump=some/where,help");

    assertThat(options.verbose()).isTrue();
    assertThat(options.help()).isTrue();
    assertThat(options.dump()).isEqualTo(Path.of("some/where").toAbsolutePath());
    assertThat(options.mistakes()).isEmpty();
  }

  @Test
  void whatIsNotUnderstoodIsNamedAndTheRestHolds() {
    AgentOptions options = AgentOptions.parse("verbos,dump=,verbose");

    assertThat(options.verbose()).isTrue();
    assertThat(options.dump()).isNull();
    assertThat(options.mistakes())
        .containsExactly(
            "the agent has no option \"verbos\"; it is ignored",
            "the agent has no option \"dump=\"; it is ignored");
  }

  @Test
  void keepsLocalsIfAsked() {
    assertThat(AgentOptions.parse("keep-locals").keepLocals()).isTrue();
    assertThat(AgentOptions.parse("verbose").keepLocals()).isFalse();
  }
}
