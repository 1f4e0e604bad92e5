package io.fermata.agent;

import io.fermata.transform.Diagnostic;
import io.fermata.transform.GeneratedClass;
import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each class that the JVM is about to define whether it goes through the transformer,
 * and never lets a failure of ours reach the loading of the class.
 *
 * <p>Nothing here may load a class of the application: while this runs, the JVM shows no other
 * class to any transformer, so a class loaded meanwhile would stay untransformed.
 *
 * <p>Thread: any, in parallel.
 */
final class LoadTimeTransformer implements ClassFileTransformer {
  /**
   * Ours, with the relocated ASM. They are needed to transform a class, so they are never looked
   * at.
   */
  private static final String[] OWN_PACKAGES = {
    "io/fermata/agent/", "io/fermata/transform/", "io/fermata/cli/"
  };

  private final Transformer transformer;
  private final FrameDefiner frames;
  private final Reporter reporter;
  private final AgentOptions options;
  private final ClassLoader platform = ClassLoader.getPlatformClassLoader();

  LoadTimeTransformer(
      Transformer transformer, FrameDefiner frames, Reporter reporter, AgentOptions options) {
    this.transformer = transformer;
    this.frames = frames;
    this.reporter = reporter;
    this.options = options;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null || className == null) {
      return null;
    }
    try {
      if (!concerns(loader, className)) {
        return null;
      }
      reporter.sayWhatIsLeft();
      return Transformer.mentionsFermata(classFile)
          ? transform(loader, className, redefined != null, domain, classFile)
          : null;
    } catch (Throwable failure) { // Whatever it is: the JVM would drop it without a word.
      reporter.failed(className, failure);
      return null;
    }
  }

  /** Whether classes of this name and loader may be an application's. */
  boolean concerns(ClassLoader loader, String className) {
    if (loader == platform) {
      return false;
    }
    for (String own : OWN_PACKAGES) {
      if (className.startsWith(own)) {
        return false;
      }
    }
    return true;
  }

  private byte @Nullable [] transform(
      ClassLoader loader,
      String className,
      boolean loadedBefore,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    Transformation result =
        TransformerThread.isNeeded()
            ? TransformerThread.transform(this, className, classFile)
            : transformAndTell(className, classFile);
    byte[] changed = result.classFile();
    if (changed == null) {
      return null;
    }
    if (loadedBefore && !frames.isOwner(loader, className)) {
      sayIfTooEarly(loader, className);
      return null;
    }
    FrameDefiner.Defined defined;
    try {
      defined = frames.define(loader, domain, className, result.frames());
    } catch (NoClassDefFoundError e) {
      Diagnostic reason =
          MissingRuntime.reason(
              e, result.frames().get(0), className.replace('/', '.'), loader.getClass());
      if (reason == null) {
        throw e;
      }
      reporter.say(reason);
      return null;
    }
    Map<String, String> renamed = defined.renamed();
    byte[] linked = renamed.isEmpty() ? changed : FrameRenamer.rename(changed, renamed);
    tell(className, linked, result.methods(), defined.fresh());
    return linked;
  }

  /** The part that loads nothing but classes of the agent. */
  Transformation transformAndTell(String className, byte[] classFile) {
    Transformation result = transformer.transform(classFile);
    if (!result.diagnostics().isEmpty()) {
      for (Diagnostic diagnostic : result.diagnosticsOf(className.replace('/', '.'))) {
        reporter.say(diagnostic);
      }
    }
    return result;
  }

  /** What became of a class that was loaded before this agent came; for a report only. */
  void examine(ClassLoader loader, String className, byte[] classFile) {
    if (transformer.transform(classFile).changed()) {
      sayIfTooEarly(loader, className);
    }
  }

  /** Not of a class whose frames were refused when it was loaded: that was said then. */
  private void sayIfTooEarly(ClassLoader loader, String className) {
    if (frames.wasShown(loader, className)) {
      return;
    }
    reporter.say(
        className.replace('/', '.')
            + " was loaded before the agent could transform it, and the JVM adds no methods to a loaded class:"
            + " its async methods will not work. Start the JVM with -javaagent, or transform the class at build time");
  }

  private void tell(
      String className, byte[] classFile, int methods, List<GeneratedClass> freshFrames) {
    if (options.verbose()) {
      reporter.say(
          "transformed "
              + className.replace('/', '.')
              + (methods == 1 ? ", 1 method" : ", " + methods + " methods"));
    }
    Path directory = options.dump();
    if (directory != null) {
      try {
        dump(directory, className, classFile);
        for (GeneratedClass frame : freshFrames) {
          dump(directory, frame.internalName(), frame.classFile());
        }
      } catch (IOException | InvalidPathException e) {
        // Of the names that a class may have, a file system knows some only.
        reporter.say(
            className.replace('/', '.') + " cannot be dumped below " + directory + ": " + e);
      }
    }
  }

  private static void dump(Path directory, String className, byte[] classFile) throws IOException {
    Path file = directory.resolve(className + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, classFile);
  }
}
