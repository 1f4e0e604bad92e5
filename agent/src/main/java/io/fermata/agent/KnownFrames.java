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
 * <p>Keeps names and the texts of layouts only, so that it holds no class and no loader alive.
 *
 * <p>Thread: any.
 */
final class KnownFrames {
  /** A frame of one name and layout. */
  private static final class Version {
    /** The name under which it is defined, or null. */
    @Nullable String given;

    /** How many threads are defining it. */
    int inWork;
  }

  private final Set<String> shown = new HashSet<>();
  private final Set<String> owners = new HashSet<>();
  private final Map<String, Map<String, Version>> versions = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** Whether a class came by whose frames were to be defined, whatever became of it. */
  synchronized boolean wasShown(String className) {
    return shown.contains(className);
  }

  synchronized void addShown(String className) {
    shown.add(className);
  }

  /** Whether all frames of a class are defined. */
  synchronized boolean isOwner(String className) {
    return owners.contains(className);
  }

  synchronized void addOwner(String className) {
    owners.add(className);
  }

  /**
   * The name under which a frame of this layout is defined. If it is null, this thread is expected
   * to define it, and to call {@link #end}.
   */
  synchronized @Nullable String findOrBegin(String name, String layout) {
    Version version = version(name, layout);
    if (version.given == null) {
      version.inWork++;
    }
    return version.given;
  }

  /**
   * This thread has defined it, or could not.
   *
   * @param given the name under which it is defined now, or null
   */
  synchronized void end(String name, String layout, @Nullable String given) {
    Version version = version(name, layout);
    version.inWork--;
    if (given != null) {
      version.given = given;
      taken.add(given);
    }
  }

  /**
   * Whether the name that this thread found taken may be so because another thread of the agent
   * defines, or has defined, the same frame. If not, a class that is not ours has it.
   */
  synchronized boolean isOfAnotherThread(String name, String layout) {
    Version version = version(name, layout);
    return version.given != null || version.inWork > 1;
  }

  /** A class that is not ours has this name. */
  synchronized void take(String name) {
    taken.add(name);
  }

  /** The frame's own name; if that is taken, one with a number behind it. */
  synchronized String freeName(String name) {
    String free = name;
    for (int i = 1; taken.contains(free); i++) {
      free = name + "$" + i;
    }
    return free;
  }

  private Version version(String name, String layout) {
    Map<String, Version> ofName = versions.get(name);
    if (ofName == null) {
      ofName = new HashMap<>();
      versions.put(name, ofName);
    }
    Version version = ofName.get(layout);
    if (version == null) {
      version = new Version();
      ofName.put(layout, version);
    }
    return version;
  }
}
