package io.fermata.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Transforms the async methods of the test classes, in place, as {@code transform} does for the
 * main classes.
 */
@Mojo(
    name = "transform-test",
    defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES,
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields.
public final class TransformTestMojo extends AbstractTransformMojo {
  /** The directory of the test classes to transform. */
  @Parameter(defaultValue = "${project.build.testOutputDirectory}", required = true)
  private File classesDirectory;

  @Parameter(defaultValue = "${project.testCompileSourceRoots}", readonly = true, required = true)
  private List<String> sourceRoots;

  @Parameter(defaultValue = "${project.attachedArtifacts}", readonly = true, required = true)
  private List<Artifact> attachedArtifacts;

  /** The compiler leaves the tests out. */
  @Parameter(property = "maven.test.skip", defaultValue = "false", readonly = true)
  private boolean testSkip;

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
    for (Artifact artifact : attachedArtifacts) {
      if (artifact.getType().equals("test-jar")) {
        return artifact.getFile();
      }
    }
    return null;
  }

  @Override
  boolean isCompilerSkipped() {
    return testSkip;
  }
}
