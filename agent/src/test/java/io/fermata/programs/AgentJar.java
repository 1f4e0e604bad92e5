package io.fermata.programs;

import io.fermata.Coroutine;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the packaged agent is, and the runtime that goes with it. */
public final class AgentJar {
  private AgentJar() {}

  public static Path path() {
    return Path.of(System.getProperty("fermata.agent.jar"));
  }

  /** A directory or a jar. */
  public static Path runtime() {
    try {
      return Path.of(Coroutine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
