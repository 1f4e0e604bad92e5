package io.fermata.maven;

import io.fermata.cli.Changes;
import io.fermata.cli.ClassDirectory;
import io.fermata.transform.Diagnostic;
import io.fermata.transform.Severity;
import io.fermata.transform.Transformer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.build.BuildContext;
import org.jspecify.annotations.Nullable;

/**
 * What both goals do: one directory of classes through the transformer, and its diagnostics into
 * the log.
 */
@SuppressWarnings("NullAway.Init") // Maven sets the fields.
abstract class AbstractTransformMojo extends AbstractMojo {
  /** Leaves the classes as they are. */
  @Parameter(property = "fermata.skip", defaultValue = "false")
  private boolean skip;

  /** Keeps locals over an await that are not read again, so that a debugger shows them. */
  @Parameter(property = "fermata.keepLocals", defaultValue = "false")
  private boolean keepLocals;

  /** The command line's does nothing; Eclipse's has the IDE look at the files again. */
  @Inject private BuildContext buildContext;

  /** The classes to transform, in place. */
  abstract File classesDirectory();

  /** Where their sources may be, so that the log can name them by path. */
  abstract List<String> sourceRoots();

  /** The jar that this build has made of the classes already, or null. */
  abstract @Nullable File archive();

  /** Whether it is by request that these sources have no classes. */
  abstract boolean isCompilerSkipped();

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    Path directory = classesDirectory().toPath();
    if (skip) {
      getLog().info("Fermata is skipped.");
    } else if (Files.isDirectory(directory)) {
      transform(directory);
    } else if (!isCompilerSkipped()
        && sourceRoots().stream().anyMatch(root -> Files.isDirectory(Path.of(root)))) {
      getLog()
          .warn(
              "Fermata: there are sources, but no classes yet in "
                  + directory
                  + ". The goal must run after the compiler, as it does in its default phase.");
    } else {
      getLog().info("There are no classes to transform.");
    }
  }

  private void transform(Path directory) throws MojoExecutionException, MojoFailureException {
    try {
      ClassDirectory classes = new ClassDirectory(directory);
      Changes changes = classes.plan(new Transformer(keepLocals));
      int errors = log(changes.diagnostics());
      if (errors > 0) {
        throw new MojoFailureException(
            "Fermata reported "
                + errors
                + (errors == 1 ? " error" : " errors")
                + " and wrote nothing; see above");
      }
      classes.apply(changes);
      if (!changes.isEmpty()) {
        buildContext.refresh(directory.toFile());
        warnOfArchive();
      }
      getLog().info("Fermata: " + changes.summary());
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot transform " + directory, e);
    }
  }

  private void warnOfArchive() {
    File archive = archive();
    if (archive != null && archive.isFile()) {
      getLog()
          .warn(
              "Fermata: "
                  + archive
                  + " was made before, of the classes as they were."
                  + " The goal must run before that, as it does in its default phase.");
    }
  }

  private int log(List<Diagnostic> diagnostics) {
    SourceFinder sources = new SourceFinder(sourceRoots());
    int errors = 0;
    for (Diagnostic diagnostic : diagnostics) {
      String text = sources.withPath(diagnostic);
      if (diagnostic.severity() == Severity.ERROR) {
        errors++;
        getLog().error(text);
      } else {
        getLog().warn(text);
      }
    }
    return errors;
  }
}
