package io.fermata.cli;

import java.io.File;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the command line, understood.
 *
 * @param command what is to be done, {@link #TRANSFORM} if nothing is said
 * @param output where to write, or null for in place
 * @param classPath directories and jars, separated as for {@code java -cp}
 * @param operands what is not an option: directories, jars, the number of a process
 */
record CommandOptions(
    String command,
    boolean help,
    boolean version,
    boolean check,
    boolean quiet,
    boolean stripSignatures,
    boolean keepLocals,
    @Nullable Path output,
    String classPath,
    List<String> operands) {
  static final String TRANSFORM = "";

  /** What each command understands besides help and version. */
  private static final Map<String, Set<String>> OPTIONS =
      Map.of(
          TRANSFORM,
          Set.of("--check", "--quiet", "-q", "--strip-signatures", "--keep-locals", "--output"),
          ExplainCommand.NAME,
          Set.of("--keep-locals"),
          VerifyCommand.NAME,
          Set.of("--quiet", "-q", "--keep-locals", "--class-path"),
          DumpCommand.NAME,
          Set.of());

  /** The command is wrong; the message says how. */
  static final class MisuseException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    MisuseException(String message) {
      super(message);
    }
  }

  static CommandOptions parse(String... args) throws MisuseException {
    String command = args.length > 0 && OPTIONS.containsKey(args[0]) ? args[0] : TRANSFORM;
    int from = command.equals(TRANSFORM) ? 0 : 1;
    boolean help = false;
    boolean version = false;
    boolean check = false;
    boolean quiet = false;
    boolean strip = false;
    boolean keepLocals = false;
    boolean optionsEnded = false;
    Path output = null;
    StringBuilder classPath = new StringBuilder();
    List<String> operands = new ArrayList<>();
    Iterator<String> rest = Arrays.asList(args).subList(from, args.length).iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      if (optionsEnded || !arg.startsWith("-")) {
        operands.add(arg);
        continue;
      }
      requireKnown(command, arg);
      switch (arg) {
        case "--help", "-h" -> help = true;
        case "--version" -> version = true;
        case "--check" -> check = true;
        case "--quiet", "-q" -> quiet = true;
        case "--strip-signatures" -> strip = true;
        case "--keep-locals" -> keepLocals = true;
        case "--output" -> output = path(valueOf(arg, "a directory", rest));
        case "--class-path" ->
            classPath.append(valueOf(arg, "directories or jars", rest)).append(File.pathSeparator);
        default -> optionsEnded = true;
      }
    }
    CommandOptions options =
        new CommandOptions(
            command,
            help,
            version,
            check,
            quiet,
            strip,
            keepLocals,
            output,
            classPath.toString(),
            List.copyOf(operands));
    if (!help && !version && !command.equals(DumpCommand.NAME)) {
      options.requirePaths();
    }
    return options;
  }

  private static void requireKnown(String command, String option) throws MisuseException {
    boolean common = Set.of("--help", "-h", "--version", "--").contains(option);
    if (!common && !OPTIONS.getOrDefault(command, Set.of()).contains(option)) {
      throw new MisuseException(
          command.equals(TRANSFORM)
              ? "there is no option " + option
              : command + " has no option " + option);
    }
  }

  private static String valueOf(String option, String what, Iterator<String> rest)
      throws MisuseException {
    if (!rest.hasNext()) {
      throw new MisuseException(option + " needs " + what);
    }
    return rest.next();
  }

  private void requirePaths() throws MisuseException {
    if (operands.isEmpty()) {
      throw new MisuseException("no directory and no jar is given");
    }
    if (output == null) {
      return;
    }
    if (check) {
      throw new MisuseException("--check writes nothing, so --output makes no sense with it");
    }
    if (Files.exists(output) && !Files.isDirectory(output)) {
      throw new MisuseException("--output " + output + " is not a directory");
    }
    Path to = output.toAbsolutePath().normalize();
    for (Path path : paths()) {
      Path from = path.toAbsolutePath().normalize();
      if (to.startsWith(from) || (to.equals(from.getParent()) && Files.isRegularFile(from))) {
        throw new MisuseException("--output " + output + " would write over " + path);
      }
    }
  }

  /** The directories and jars. */
  List<Path> paths() throws MisuseException {
    List<Path> paths = new ArrayList<>();
    for (String operand : operands) {
      paths.add(path(operand));
    }
    return paths;
  }

  static Path path(String text) throws MisuseException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new MisuseException(text + " is not a path");
    }
  }
}
