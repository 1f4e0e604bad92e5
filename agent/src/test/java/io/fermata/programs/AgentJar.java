package io.fermata.programs;

import io.fermata.Coroutine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Where the packaged agent is, and the runtime that goes with it. */
public final class AgentJar {
  private AgentJar() {}

  public static Path path() {
    return Path.of(System.getProperty("fermata.agent.jar"));
  }

  /**
   * Writes a jar that only says which class is the agent; that class is on the class path. It can
   * redefine and retransform.
   */
  public static Path pointingTo(Path jar, String agentClass) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", agentClass);
    attributes.putValue("Can-Redefine-Classes", "true");
    attributes.putValue("Can-Retransform-Classes", "true");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream empty = new JarOutputStream(file, manifest)) {
      empty.finish();
    }
    return jar;
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
