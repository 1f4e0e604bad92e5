package io.fermata.transform;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Methods that return nothing because who calls them wants it so, {@code main} and tests: an async
 * type is no remedy there.
 */
final class FixedSignatures {
  private static final List<String> TEST_FRAMEWORKS =
      List.of("Lorg/junit/", "Lorg/testng/annotations/");

  private static final Set<String> MAIN_DESCRIPTORS = Set.of("([Ljava/lang/String;)V", "()V");

  private FixedSignatures() {}

  /** What to do instead of an await in this method, or the other remedy if it is none of these. */
  static String remedy(MethodNode method, String otherwise) {
    if (mentionsTest(method.visibleAnnotations)) {
      return "A test awaits in the lambda of AsyncTest.runTest(() -> { ...; return Coroutine.done(); })";
    }
    if (method.name.equals("main") && MAIN_DESCRIPTORS.contains(method.desc)) {
      return "Await in another method, one with @Async that returns a Coroutine, and pass what it returns to Fermata.run(...)";
    }
    return otherwise;
  }

  private static boolean mentionsTest(@Nullable List<AnnotationNode> annotations) {
    if (annotations != null) {
      for (AnnotationNode annotation : annotations) {
        for (String framework : TEST_FRAMEWORKS) {
          if (annotation.desc.startsWith(framework)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
