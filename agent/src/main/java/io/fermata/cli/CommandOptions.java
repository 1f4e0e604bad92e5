package io.fermata.cli;

import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the command line, understood.
 *
 * @param output where to write, or null for in place
 * @param paths the directories and jars, at least one unless help or version is asked for
 */
record CommandOptions(
    boolean help,
    boolean version,
    boolean check,
    boolean quiet,
    boolean stripSignatures,
    boolean keepLocals,
    @Nullable Path output,
    List<Path> paths) {

  /** The command is wrong; the message says how. */
  static final class MisuseException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    MisuseException(String message) {
      super(message);
    }
  }

  static CommandOptions parse(String... args) throws MisuseException {
    boolean help = false;
    boolean version = false;
    boolean check = false;
    boolean quiet = false;
    boolean strip = false;
    boolean keepLocals = false;
    boolean optionsEnded = false;
    Path output = null;
    List<Path> paths = new ArrayList<>();
    for (Iterator<String> rest = Arrays.asList(args).iterator(); rest.hasNext(); ) {
      String arg = rest.next();
      if (optionsEnded || !arg.startsWith("-")) {
        paths.add(path(arg));
        continue;
      }
      switch (arg) {
        case "--help", "-h" -> help = true;
        case "--version" -> version = true;
        case "--check" -> check = true;
        case "--quiet", "-q" -> quiet = true;
        case "--strip-signatures" -> strip = true;
        case "--keep-locals" -> keepLocals = true;
        case "--" -> optionsEnded = true;
        case "--output" -> {
          if (!rest.hasNext()) {
            throw new MisuseException("--output needs a directory");
          }
          output = path(rest.next());
        }
        default -> throw new MisuseException("there is no option " + arg);
      }
    }
    if (!help && !version) {
      requirePaths(paths, output, check);
    }
    return new CommandOptions(
        help, version, check, quiet, strip, keepLocals, output, List.copyOf(paths));
  }

  private static void requirePaths(List<Path> paths, @Nullable Path output, boolean check)
      throws MisuseException {
    if (paths.isEmpty()) {
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
    for (Path path : paths) {
      Path from = path.toAbsolutePath().normalize();
      if (to.startsWith(from) || (to.equals(from.getParent()) && Files.isRegularFile(from))) {
        throw new MisuseException("--output " + output + " would write over " + path);
      }
    }
  }

  private static Path path(String text) throws MisuseException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new MisuseException(text + " is not a path");
    }
  }
}
