package io.fermata.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Transforms the async methods of the main classes, in place. A class that is transformed already
 * is not written again, and frames that no class needs any more are deleted. Fails if a method is
 * refused, and writes nothing then.
 */
@Mojo(name = "transform", defaultPhase = LifecyclePhase.PROCESS_CLASSES, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields.
public final class TransformMojo extends AbstractTransformMojo {
  /** The directory of the classes to transform. */
  @Parameter(defaultValue = "${project.build.outputDirectory}", required = true)
  private File classesDirectory;

  @Parameter(defaultValue = "${project.compileSourceRoots}", readonly = true, required = true)
  private List<String> sourceRoots;

  @Parameter(defaultValue = "${project.artifact.file}", readonly = true)
  private @Nullable File archive;

  /** The compiler leaves the main classes out. */
  @Parameter(property = "maven.main.skip", defaultValue = "false", readonly = true)
  private boolean mainSkip;

  @Override
  File classesDirectory() {
    return classesDirectory;
  }

  @Override
  List<String> sourceRoots() {
    return sourceRoots;
  }

  @Override
  @Nullable File archive() {
    return archive;
  }

  @Override
  boolean isCompilerSkipped() {
    return mainSkip;
  }
}
