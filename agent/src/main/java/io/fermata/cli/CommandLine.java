package io.fermata.cli;

import io.fermata.transform.Diagnostic;
import io.fermata.transform.Transformer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of the command line: decides for all arguments first, then writes, and only if nothing
 * was refused.
 *
 * <p>Diagnostics go to the error stream, what was done to the other.
 */
final class CommandLine {
  static final int OK = 0;
  static final int REFUSED = 1;
  static final int MISUSED = 2;

  static final String HELP =
      """
      Usage: java -jar fermata-agent.jar [OPTION]... CLASSES_DIR_OR_JAR...
             java -jar fermata-agent.jar explain [--keep-locals] CLASS_FILE_OR_DIR_OR_JAR...
             java -jar fermata-agent.jar verify [--class-path PATH] [--keep-locals] [--quiet]
                                                CLASSES_DIR_OR_JAR...
             java -jar fermata-agent.jar dump PID

      Transforms the async methods of compiled classes, in place. What is transformed
      already stays as it is, so a second run changes nothing.

        --check             change nothing, only tell what would be refused
        --output DIR        write to DIR and leave the originals as they are: all files
                            of a directory, a jar under its own name; no two of what
                            is given may have a file in common
        --keep-locals       keep locals over an await that are not read again, for a debugger
        --strip-signatures  drop the signature of a signed jar (else it is refused)
        --quiet             tell about problems only
        --help, --version   print that, with each command

      explain changes nothing: it prints each async method that is not transformed yet
      with its suspension points, what the frame keeps at each, where and why. What would
      be refused is told as ever.

      verify changes nothing: it transforms in memory and has the JVM verify each class
      that has async methods, with its frames. None of their code runs. What the classes
      refer to is looked for in the directories and jars themselves, then in those of
      --class-path, then in the JDK; the runtime must be there.

      dump prints what each task of each event loop in a running JVM does and waits for,
      whether its classes were transformed by the agent or at build time. It loads an
      agent there only if the runtime is not on the class path, as in Spring Boot's jars.

      Exit status: 0 if all is well, 1 if something was refused, was not verified or could
      not be read or written (nothing is changed if anything is refused), 2 if the command
      is wrong.
      """;

  private final PrintStream out;
  private final PrintStream err;

  CommandLine(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The exit status. */
  int run(String... args) {
    try {
      CommandOptions options = CommandOptions.parse(args);
      if (options.help()) {
        out.print(HELP);
        return OK;
      }
      if (options.version()) {
        out.println("fermata " + version());
        return OK;
      }
      return switch (options.command()) {
        case ExplainCommand.NAME -> new ExplainCommand(out, err).run(options);
        case VerifyCommand.NAME -> new VerifyCommand(out, err).run(options);
        case DumpCommand.NAME -> new DumpCommand(out).run(options);
        default -> transform(options);
      };
    } catch (CommandOptions.MisuseException e) {
      err.println("fermata: " + e.getMessage());
      err.println("Try --help.");
      return MISUSED;
    } catch (IOException e) {
      err.println("fermata: " + (e.getClass() == IOException.class ? e.getMessage() : e));
      return REFUSED;
    }
  }

  private int transform(CommandOptions options) throws IOException, CommandOptions.MisuseException {
    List<ClassFiles> places = places(options);
    List<Changes> plans = plan(places, new Transformer(options.keepLocals()));
    if (plans.size() < places.size()) {
      err.println("fermata: nothing was changed");
      return REFUSED;
    }
    if (options.output() != null) {
      requireOwnFiles(places, plans, options.output());
    }
    for (int i = 0; i < plans.size(); i++) {
      if (!options.check()) {
        write(places, i, plans.get(i), options.output());
      }
      if (!options.quiet()) {
        Changes plan = plans.get(i);
        out.println(places.get(i) + ": " + (options.check() ? plan.forecast() : plan.summary()));
      }
    }
    return OK;
  }

  private static List<ClassFiles> places(CommandOptions options)
      throws CommandOptions.MisuseException {
    List<ClassFiles> places = new ArrayList<>();
    for (Path path : options.paths()) {
      places.add(ClassFiles.at(path, options.stripSignatures()));
    }
    return places;
  }

  /** The plans; fewer than places if anything was refused. */
  private List<Changes> plan(List<ClassFiles> places, Transformer transformer) throws IOException {
    List<Changes> plans = new ArrayList<>();
    for (ClassFiles place : places) {
      Changes changes;
      try {
        changes = place.plan(transformer);
      } catch (IOException e) {
        err.println("fermata: " + e.getMessage());
        continue;
      }
      if (places.size() > 1 && !changes.diagnostics().isEmpty()) {
        err.println(place + ":");
      }
      for (Diagnostic diagnostic : changes.diagnostics()) {
        err.println(diagnostic.text());
      }
      String objection = place.objection(changes);
      if (!objection.isEmpty()) {
        err.println(place + ": " + objection);
      }
      if (!changes.failed() && objection.isEmpty()) {
        plans.add(changes);
      }
    }
    return plans;
  }

  /** Of two places that write one file the first would be lost. */
  private static void requireOwnFiles(List<ClassFiles> places, List<Changes> plans, Path output)
      throws IOException, CommandOptions.MisuseException {
    Map<String, ClassFiles> writers = new HashMap<>();
    for (int i = 0; i < places.size(); i++) {
      for (String copy : places.get(i).copies(plans.get(i))) {
        ClassFiles other = writers.put(copy, places.get(i));
        if (other != null) {
          throw new CommandOptions.MisuseException(
              other
                  + " and "
                  + places.get(i)
                  + " would both write "
                  + output.resolve(copy)
                  + "; give each an --output of its own");
        }
      }
    }
  }

  private static void write(
      List<ClassFiles> places, int which, Changes changes, @Nullable Path output)
      throws IOException {
    ClassFiles place = places.get(which);
    try {
      if (output == null) {
        place.apply(changes);
      } else {
        Files.createDirectories(output);
        place.copyTo(output, changes);
      }
    } catch (IOException e) {
      IOException trouble = FileErrors.unwritable(output == null ? place : output, e);
      if (which == 0) {
        throw trouble;
      }
      List<String> done = places.subList(0, which).stream().map(ClassFiles::toString).toList();
      String state = String.join(", ", done) + (which == 1 ? " is done" : " are done");
      throw new IOException(trouble.getMessage() + "; " + state, e);
    }
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not from a jar)" : version;
  }
}
