package io.fermata.cli;

import io.fermata.transform.GeneratedClass;
import io.fermata.transform.Transformation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The classes of one root in a directory or jar, transformed: a jar has several if it has classes
 * for some versions of Java, or below {@code BOOT-INF/classes}.
 */
final class ClassGroup {
  /** By internal name, as they are after the transformation. */
  private final Map<String, byte[]> classFiles = new LinkedHashMap<>();

  private final Map<String, byte[]> before = new LinkedHashMap<>();

  private final Map<String, ClassOutline> unchanged = new LinkedHashMap<>();
  private final Set<String> framesFound = new LinkedHashSet<>();
  private final Map<String, Set<String>> frames = new TreeMap<>();

  void add(ClassOutline outline, byte[] classFile, Transformation outcome) {
    String name = outline.name();
    byte[] changed = outcome.classFile();
    if (changed != null) {
      before.put(name, classFile);
      classFiles.put(name, changed);
      Set<String> own = new LinkedHashSet<>();
      for (GeneratedClass frame : outcome.frames()) {
        classFiles.put(frame.internalName(), frame.classFile());
        own.add(frame.internalName());
      }
      frames.put(name, own);
    } else {
      classFiles.putIfAbsent(name, classFile);
      unchanged.put(name, outline);
      if (outline.isFrame()) {
        framesFound.add(name);
      }
    }
  }

  /** Of those that are transformed now, the class files as they are on disk. */
  Map<String, byte[]> before() {
    return before;
  }

  Map<String, byte[]> classFiles() {
    return classFiles;
  }

  /**
   * The names of the classes with async methods, those that were transformed before among them,
   * each with those of its frames.
   */
  Map<String, Set<String>> framesByOwner() {
    Map<String, Set<String>> all = new TreeMap<>(frames);
    unchanged.forEach(
        (name, outline) -> {
          Set<String> own = new LinkedHashSet<>(outline.mentionedBeside());
          own.retainAll(framesFound);
          if (!own.isEmpty() && !outline.isFrame()) {
            all.put(name, own);
          }
        });
    return all;
  }
}
