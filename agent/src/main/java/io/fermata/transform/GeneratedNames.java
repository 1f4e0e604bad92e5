package io.fermata.transform;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.Limits;
import io.fermata.transform.model.RuntimeNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Names the bodies and frames of one class; the same class always gets the same names. */
final class GeneratedNames {
  /** What a file's name has besides those of class and method. */
  private static final int AROUND = "$$65535.class".length();

  private final ClassNode owner;
  private final Set<String> methodNames = new HashSet<>();
  private final Map<String, Integer> bodiesByName = new HashMap<>();
  private final Map<String, Integer> framesByName = new HashMap<>();

  /** The nested classes of the source, in lower case. */
  private final Set<String> takenNames = new HashSet<>();

  GeneratedNames(ClassNode owner) {
    this.owner = owner;
    for (MethodNode method : owner.methods) {
      methodNames.add(method.name);
    }
    for (InnerClassNode nested : owner.innerClasses) {
      takenNames.add(nested.name.toLowerCase(Locale.ROOT));
    }
  }

  AsyncMethod assign(MethodNode method) {
    return new AsyncMethod(owner, method, bodyName(method), frameName(method));
  }

  /** A name that no other method of the class has. */
  private String bodyName(MethodNode method) {
    for (int i = bodiesByName.getOrDefault(method.name, 0); ; i++) {
      String name = RuntimeNames.BODY_PREFIX + method.name + "$" + i;
      if (methodNames.add(name)) {
        bodiesByName.put(method.name, i + 1);
        return name;
      }
    }
  }

  /**
   * A name of the same package that says whose frame it is. Overloads are numbered, and so are
   * methods whose names differ in case only, which many a file system takes for the same.
   *
   * <p>A {@code $} of the method's name is not kept: the frame of method {@code b$c} of class
   * {@code A} would have the name of that of method {@code c} of {@code A$b}. Nor does a frame's
   * name begin with that of a nested class: what is within that class has such names. A name that
   * is too long for a file is cut off, and numbered if need be.
   */
  private String frameName(MethodNode method) {
    String simpleName = owner.name.substring(owner.name.lastIndexOf('/') + 1);
    long room = Limits.LONGEST_FILE_NAME - AROUND - MethodLimits.utf8Length(simpleName);
    StringBuilder readable = new StringBuilder();
    for (int i = 0; i < method.name.length(); ) {
      int c = method.name.codePointAt(i);
      String kept = isReadable(c) ? Character.toString(c) : "_";
      room -= MethodLimits.utf8Length(kept);
      if (room < 0) {
        break;
      }
      readable.append(kept);
      i += Character.charCount(c);
    }
    while (isTaken(owner.name + "$" + readable)) {
      readable.append('_');
    }
    String key = readable.toString().toLowerCase(Locale.ROOT);
    String prefix = owner.name + "$" + readable + "$";
    int number = framesByName.getOrDefault(key, 0);
    while (isTaken(prefix + number)) {
      number++;
    }
    framesByName.put(key, number + 1);
    return prefix + number;
  }

  private boolean isTaken(String name) {
    return takenNames.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isReadable(int c) {
    return c != '$' && Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }
}
