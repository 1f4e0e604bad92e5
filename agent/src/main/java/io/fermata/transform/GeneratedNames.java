package io.fermata.transform;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.RuntimeNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Names the bodies and frames of one class; the same class always gets the same names. */
final class GeneratedNames {
  private final ClassNode owner;
  private final Set<String> methodNames = new HashSet<>();
  private final Map<String, Integer> framesByName = new HashMap<>();

  GeneratedNames(ClassNode owner) {
    this.owner = owner;
    owner.methods.forEach(method -> methodNames.add(method.name));
  }

  AsyncMethod assign(MethodNode method) {
    return new AsyncMethod(owner, method, bodyName(method), frameName(method));
  }

  /** A name that no other method of the class has. */
  private String bodyName(MethodNode method) {
    for (int i = 0; ; i++) {
      String name = RuntimeNames.BODY_PREFIX + method.name + "$" + i;
      if (methodNames.add(name)) {
        return name;
      }
    }
  }

  /**
   * A name of the same package that says whose frame it is. Overloads are numbered, and so are
   * methods whose names differ in case only, which many a file system takes for the same.
   */
  private String frameName(MethodNode method) {
    StringBuilder readable = new StringBuilder();
    method.name.codePoints().forEach(c -> readable.appendCodePoint(isReadable(c) ? c : '_'));
    int number =
        framesByName.merge(readable.toString().toLowerCase(Locale.ROOT), 1, Integer::sum) - 1;
    return owner.name + "$" + readable + "$" + number;
  }

  private static boolean isReadable(int c) {
    return Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }
}
