package io.fermata.harness;

import io.fermata.transform.GeneratedClass;
import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One set of classes in one form: as the oracle runs them, or transformed. Weaves each class once
 * and makes as many loaders of them as there are runs, because a run needs class initialisers that
 * have not run yet.
 */
public final class Weaving {
  private final Function<String, byte[]> source;
  private final Function<byte[], Transformation> weaver;
  private final Map<String, Transformation> woven = new ConcurrentHashMap<>();

  private Weaving(Function<String, byte[]> source, Function<byte[], Transformation> weaver) {
    this.source = source;
    this.weaver = weaver;
  }

  /**
   * Plain Java.
   *
   * @param source the bytes of the class of a binary name, or null for a class that is not of the
   *     set
   */
  public static Weaving blocking(Function<String, byte[]> source) {
    return new Weaving(
        source,
        bytes -> new Transformation(BlockingAwait.weave(bytes), List.of(), List.of(), 0, ""));
  }

  /** What the transformer makes of it. */
  public static Weaving transformed(Function<String, byte[]> source, Transformer transformer) {
    return new Weaving(source, transformer::transform);
  }

  /** The transformer's answer for a class of the set, or null for another. */
  public Transformation transformation(String className) {
    Transformation known = woven.get(className);
    if (known == null) {
      byte[] bytes = source.apply(className);
      if (bytes != null) {
        known = weaver.apply(bytes);
        woven.put(className, known);
      }
    }
    return known;
  }

  /** A fresh loader of the set. */
  public CaseLoader loader() {
    return new CaseLoader(this);
  }

  byte[] bytes(String className) {
    Transformation transformation = transformation(className);
    if (transformation == null) {
      return null;
    }
    return transformation.changed() ? transformation.classFile() : source.apply(className);
  }

  Map<String, byte[]> frames(String className) {
    Map<String, byte[]> frames = new TreeMap<>();
    for (GeneratedClass frame : transformation(className).frames()) {
      frames.put(frame.internalName().replace('/', '.'), frame.classFile());
    }
    return frames;
  }
}
