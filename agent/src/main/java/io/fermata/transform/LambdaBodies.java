package io.fermata.transform;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Tells which methods of a class are bodies of lambdas. Class files don't say so: compilers name
 * and mark them each in its own way.
 */
final class LambdaBodies {
  private static final String JAVAC = "lambda$";
  private static final String KOTLIN = "$lambda$";
  private static final String SCALA = "$anonfun$";

  private static final String KOTLIN_METADATA = "Lkotlin/Metadata;";

  /** The kind of a class that Kotlin made for a lambda (or for another use of its own). */
  private static final Integer KOTLIN_SYNTHETIC_CLASS = 3;

  /** What Groovy's compiler has the classes of its closures and lambdas implement. */
  private static final List<String> GROOVY =
      List.of(
          "org/codehaus/groovy/runtime/GeneratedClosure",
          "org/codehaus/groovy/runtime/GeneratedLambda");

  private final MethodScan scan;
  private final boolean lambdaClass;

  /** The methods that a method handle stands for; null as long as nobody had to know. */
  private @Nullable Set<String> referredTo;

  LambdaBodies(MethodScan scan, ClassNode owner) {
    this.scan = scan;
    lambdaClass = isKotlinSynthetic(owner) || !Collections.disjoint(owner.interfaces, GROOVY);
  }

  private static boolean isKotlinSynthetic(ClassNode owner) {
    if (owner.visibleAnnotations != null) {
      for (AnnotationNode annotation : owner.visibleAnnotations) {
        if (annotation.desc.equals(KOTLIN_METADATA)) {
          List<Object> values = annotation.values == null ? List.of() : annotation.values;
          int kind = values.indexOf("k") + 1;
          return kind > 0 && values.get(kind).equals(KOTLIN_SYNTHETIC_CLASS);
        }
      }
    }
    return false;
  }

  boolean contains(MethodNode method) {
    String name = method.name;
    if (name.contains(SCALA)) {
      return true; // an adapter may be referred to in its place
    }
    if (lambdaClass && (method.access & Opcodes.ACC_STATIC) == 0 && !name.equals("<init>")) {
      return true;
    }
    boolean synthetic = (method.access & Opcodes.ACC_SYNTHETIC) != 0;
    // Javac keeps the body of a lambda also where it drops the code that makes the lambda.
    return (synthetic && name.startsWith(JAVAC))
        || ((synthetic || name.contains(KOTLIN)) && isReferredTo(method));
  }

  private boolean isReferredTo(MethodNode method) {
    if (referredTo == null) {
      referredTo = scan.referredTo();
    }
    return referredTo.contains(method.name + method.desc);
  }

  /** A lambda by the method it stands in, as far as its name tells. */
  static String displayName(String name) {
    String enclosing = enclosing(name);
    return enclosing.isEmpty() ? name : enclosing + " (lambda)";
  }

  /** {@code main} of {@code lambda$main$0}, {@code main$lambda$0} or {@code $anonfun$main$1}. */
  private static String enclosing(String name) {
    for (String prefix : List.of(JAVAC, SCALA)) {
      if (name.startsWith(prefix)) {
        int end = name.lastIndexOf('$');
        return end > prefix.length() ? name.substring(prefix.length(), end) : "";
      }
    }
    int end = Math.max(name.indexOf(KOTLIN), name.indexOf("$" + SCALA));
    return end < 0 ? "" : name.substring(0, end);
  }
}
