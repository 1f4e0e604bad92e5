package io.fermata.cli;

import io.fermata.transform.Diagnostic;
import io.fermata.transform.GeneratedClass;
import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Shown every class file of a directory or jar, decides what is to be done; writes nothing.
 *
 * <p>A frame belongs beside the class that needs it, whatever stands in front of the package:
 * {@code META-INF/versions/21/}, {@code BOOT-INF/classes/}. A frame that no class there mentions
 * any more is stale: its owner is gone, or was compiled again and has other frames now.
 */
final class ChangePlanner {
  private final Transformer transformer;

  private final Map<String, byte[]> framesFound = new LinkedHashMap<>();
  private final Set<String> framesMentioned = new HashSet<>();
  private final Set<String> framesMade = new HashSet<>();
  private final List<Set<String>> mentionsOfUnchanged = new ArrayList<>();

  private final Map<String, byte[]> contents = new LinkedHashMap<>();
  private final Map<String, String> owners = new LinkedHashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int classes;
  private int methods;

  ChangePlanner(Transformer transformer) {
    this.transformer = transformer;
  }

  static boolean isClassFile(String path) {
    return path.endsWith(".class");
  }

  void add(String path, byte[] classFile) {
    ClassOutline outline = ClassOutline.of(classFile);
    if (outline.isFrame()) {
      framesFound.put(path, classFile);
      return;
    }
    Transformation result = transformer.transformFile(classFile);
    diagnostics.addAll(result.diagnosticsOf(path));
    byte[] changed = result.classFile();
    if (changed == null) {
      Set<String> mentioned = besides(path, outline.mentionedBeside());
      framesMentioned.addAll(mentioned);
      mentionsOfUnchanged.add(mentioned);
      return;
    }
    classes++;
    methods += result.methods();
    for (GeneratedClass frame : result.frames()) {
      String framePath = beside(path, frame.internalName());
      framesMade.add(framePath);
      contents.put(framePath, frame.classFile());
      owners.put(framePath, path);
    }
    contents.put(path, changed);
  }

  Changes finish() {
    framesFound.forEach(
        (path, classFile) -> {
          if (Arrays.equals(classFile, contents.get(path))) {
            contents.remove(path);
            owners.remove(path);
          }
        });
    Set<String> stale = new TreeSet<>(framesFound.keySet());
    stale.removeAll(framesMentioned);
    stale.removeAll(framesMade);
    int upToDate = 0;
    for (Set<String> mentioned : mentionsOfUnchanged) {
      if (mentioned.stream().anyMatch(framesFound::containsKey)) {
        upToDate++;
      }
    }
    return new Changes(contents, owners, stale, diagnostics, classes, methods, upToDate);
  }

  private static Set<String> besides(String path, Set<String> internalNames) {
    Set<String> paths = new HashSet<>();
    for (String name : internalNames) {
      paths.add(beside(path, name));
    }
    return paths;
  }

  /** The path of a class of the same package. */
  private static String beside(String path, String internalName) {
    String directory = path.substring(0, path.lastIndexOf('/') + 1);
    return directory + internalName.substring(internalName.lastIndexOf('/') + 1) + ".class";
  }
}
