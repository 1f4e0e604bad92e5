package io.fermata.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** The agent's two entries. */
public final class FermataAgent {
  private FermataAgent() {}

  public static void premain(@Nullable String options, Instrumentation instrumentation) {}

  public static void agentmain(@Nullable String options, Instrumentation instrumentation) {}
}
