package io.fermata.transform.handmade;

import static io.fermata.transform.handmade.Code.OBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.CaseSet;
import io.fermata.harness.Mode;
import io.fermata.transform.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * An object that is locked before its constructor is called, and stays so: behind an await that
 * comes first it would be another object, so the method is refused.
 */
class EarlyLockTest implements Opcodes {
  private static final String NAME = "io.fermata.handmade.EarlyLock";
  private static final int LINE = 12;

  @Test
  void aLockThatIsTakenBehindTheAwaitIsRefused() {
    assertRefused(
        c -> {
          c.create(OBJECT).op(DUP).store(ASTORE, 1).awaitString("x").log();
          init(c.op(DUP, MONITORENTER));
          c.load(ALOAD, 1).op(MONITOREXIT).awaitString("end").end();
        });
  }

  @Test
  void soIsOneOfTwoThatIsTakenOnOnePathOnly() {
    assertRefused(
        c -> {
          Label created = new Label();
          Label unlocked = new Label();
          c.label(created).create(OBJECT).op(DUP).store(ASTORE, 1).awaitInt(1).jump(IFEQ, unlocked);
          c.op(DUP, MONITORENTER, DUP, DUP, MONITORENTER, MONITOREXIT);
          c.label(unlocked).frame(Code.types(Code.ENV, created), created);
          init(c);
          c.load(ALOAD, 1).op(MONITOREXIT).awaitString("end").end();
        });
  }

  @Test
  void soIsOneThatIsInALocalOnlyDuringTheAwait() {
    assertRefused(
        c -> {
          c.create(OBJECT).store(ASTORE, 1).awaitString("x").log();
          init(c.load(ALOAD, 1).op(DUP, MONITORENTER));
          c.load(ALOAD, 1).op(MONITOREXIT).awaitString("end").end();
        });
  }

  @Test
  void soIsOneThatIsOnTheStackOnlyDuringTheAwaitAndNotTheLowestThere() {
    assertRefused(
        c -> {
          c.tapString("below").create(OBJECT).op(DUP).awaitString("x").log();
          init(c.op(DUP, MONITORENTER));
          c.op(MONITOREXIT).log();
          c.awaitString("end").end();
        });
  }

  private static void init(Code code) {
    Label line = new Label();
    code.label(line).visitLineNumber(LINE, line);
    code.init(OBJECT, "()V");
    Label next = new Label();
    code.label(next).visitLineNumber(LINE + 1, next);
  }

  private static void assertRefused(Consumer<Code> body) {
    CaseSet cases = new CaseSet(Map.of(NAME, Code.assemble(NAME, body))::get);
    List<Diagnostic> diagnostics = cases.transformed().transformation(NAME).diagnostics();

    assertThat(diagnostics)
        .extracting(Diagnostic::text)
        .singleElement()
        .asString()
        .startsWith("handmade:" + LINE + ": FMT002 " + NAME + ".run: an object is locked before");
    assertThat(cases.run(NAME, "run", Mode.LATER, 0).end())
        .startsWith("threw java.lang.IllegalStateException: ")
        .contains(diagnostics.get(0).message());
  }
}
