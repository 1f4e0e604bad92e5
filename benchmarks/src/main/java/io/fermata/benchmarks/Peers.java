package io.fermata.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Who is measured, by package. */
final class Peers {
  private static final List<String> VERSIONS =
      List.of("Fermata", "Kotlin", "kotlinx-coroutines", "EA-Async", "JMH");

  private Peers() {}

  static List<String> all() {
    List<String> peers = new ArrayList<>(List.of("limit", "fermata", "kotlin", "ea", "future"));
    if (Runtime.version().feature() >= 21) {
      peers.add("virtual");
    }
    return peers;
  }

  /** As the build wrote them into the jar. */
  static Map<String, String> versions() throws IOException {
    Map<String, String> versions = new LinkedHashMap<>();
    for (URL url :
        Collections.list(Peers.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
      try (InputStream in = url.openStream()) {
        Attributes attributes = new Manifest(in).getMainAttributes();
        for (String name : VERSIONS) {
          String version = attributes.getValue(name + "-Version");
          if (version != null) {
            versions.put(name, version);
          }
        }
      }
    }
    return versions;
  }
}
