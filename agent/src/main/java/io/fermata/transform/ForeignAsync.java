package io.fermata.transform;

import io.fermata.transform.model.RuntimeNames;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodNode;

/** Annotations of others with the simple name {@code Async}, as Spring has one. */
final class ForeignAsync {
  private ForeignAsync() {}

  /** How to say that the method needs the annotation: who reads it may believe that it is there. */
  static String annotate(MethodNode method) {
    String name = name(method.visibleAnnotations);
    if (name == null) {
      name = name(method.invisibleAnnotations);
    }
    return name == null
        ? "Annotate it with @Async"
        : "Its @Async is " + name + ", which is not Fermata's: annotate it with @io.fermata.Async";
  }

  private static @Nullable String name(@Nullable List<AnnotationNode> annotations) {
    if (annotations != null) {
      for (AnnotationNode annotation : annotations) {
        String type = annotation.desc;
        if (type.startsWith("L")
            && type.endsWith("/Async;")
            && !type.equals(RuntimeNames.ASYNC_DESCRIPTOR)) {
          return Type.getType(type).getClassName();
        }
      }
    }
    return null;
  }
}
