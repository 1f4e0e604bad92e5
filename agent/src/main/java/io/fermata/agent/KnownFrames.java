package io.fermata.agent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The frames that the agent defined in one loader, by the name the transformer gave them and by
 * layout.
 *
 * <p>Keeps names and check sums only, so that it holds no class and no loader alive.
 *
 * <p>Thread: any.
 */
final class KnownFrames {
  private final Set<String> owners = new HashSet<>();
  private final Map<String, Map<Long, String>> givenNames = new HashMap<>();

  synchronized boolean isOwner(String className) {
    return owners.contains(className);
  }

  synchronized void addOwner(String className) {
    owners.add(className);
  }

  /** The name under which a frame of this layout is defined, or null. */
  synchronized @Nullable String find(String name, long fingerprint) {
    Map<Long, String> versions = givenNames.get(name);
    return versions == null ? null : versions.get(fingerprint);
  }

  /** The frame's own name; if that is taken, one with a number behind it. */
  synchronized String freeName(String name) {
    Map<Long, String> versions = givenNames.get(name);
    return versions == null ? name : name + "$" + versions.size();
  }

  synchronized void add(String name, long fingerprint, String given) {
    Map<Long, String> versions = givenNames.get(name);
    if (versions == null) {
      versions = new HashMap<>();
      givenNames.put(name, versions);
    }
    versions.put(fingerprint, given);
  }
}
