package io.fermata.harness;

import io.fermata.transform.Code;
import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs classes of {@link RandomBytecode}, each with awaits that block and transformed, with frames
 * that keep what is alive and with frames that keep all locals.
 */
public final class RandomBytecodeRuns {
  /** A way to transform, and how to run what comes out. */
  private record Form(boolean keepLocals, List<Mode> modes) {}

  private static final List<Form> FORMS =
      List.of(
          new Form(false, List.of(Mode.COMPLETE, Mode.LATER, Mode.MIXED)),
          new Form(true, List.of(Mode.LATER)));

  private final List<String> failures = new ArrayList<>();
  private long programs;
  private long tooLarge;
  private long runs;
  private long events;
  private long suspensions;

  /** Each with its seed, and both traces if there are any. */
  public List<String> failures() {
    return failures;
  }

  /** So many classes were tried, whatever came of them. */
  public long programs() {
    return programs;
  }

  /** So many were refused because a body would pass a limit of the class file. */
  public long tooLarge() {
    return tooLarge;
  }

  /** How often a case was found waiting. */
  public long suspensions() {
    return suspensions;
  }

  /** Runs the class of a seed. */
  public void run(long seed) {
    programs++;
    String name = "io.fermata.random.Bytecode" + seed;
    String place = "generator";
    try {
      byte[] classFile = RandomBytecode.classFile(name, seed);
      Map<String, byte[]> classes = Map.of(name, classFile);
      place = "class as generated";
      Weaving.blocking(classes::get).loader().link(name);
      for (Form form : FORMS) {
        place = "keepLocals " + form.keepLocals;
        if (!transforms(form, classFile)) {
          tooLarge++;
          return;
        }
        run(form, classes, name, seed);
      }
    } catch (ClassNotFoundException | RuntimeException | LinkageError | AssertionError e) {
      failures.add("seed " + seed + ", " + place + ": " + e);
    }
  }

  /** False if it is too large; anything else that is wrong with it is thrown. */
  private static boolean transforms(Form form, byte[] classFile) {
    Transformer transformer = new Transformer(form.keepLocals);
    Transformation outcome = transformer.transform(classFile);
    if (outcome.diagnostics().stream().anyMatch(each -> each.code() == Code.METHOD_TOO_LARGE)) {
      return false;
    }
    if (outcome.failed() || outcome.methods() != RandomBytecode.METHODS) {
      throw new AssertionError(
          outcome.methods() + " methods transformed, " + outcome.diagnostics());
    }
    if (transformer.transform(outcome.classFile()).changed()) {
      throw new AssertionError("transformed again");
    }
    return true;
  }

  private void run(Form form, Map<String, byte[]> classes, String name, long seed) {
    CaseSet cases = new CaseSet(classes::get, new Transformer(form.keepLocals));
    events += cases.oracle(name, "run").trace().size();
    for (Mode mode : form.modes) {
      runs++;
      suspensions += cases.check(name, "run", mode, seed).suspensions();
    }
  }

  /** What was done so far, on a line. */
  public String figures() {
    return String.format(
        "%d programs on JDK %d, %d too large, %d runs, %d traced events, %d suspensions, %d"
            + " failures",
        programs,
        Runtime.version().feature(),
        tooLarge,
        runs,
        events,
        suspensions,
        failures.size());
  }
}
