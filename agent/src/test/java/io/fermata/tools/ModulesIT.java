package io.fermata.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** User code in a named module. Its frames belong to the same module and package. */
class ModulesIT {
  private static final String MAIN =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import shop.hidden.Stock;

      public class Main {
        @Async
        static Coroutine<String> describe() {
          await(yieldNow());
          return Coroutine.of(Main.class.getModule().getName() + " " + await(Stock.count()));
        }

        public static void main(String[] args) throws Exception {
          System.out.println(run(describe()));
          for (Coroutine<?> frame : new Coroutine<?>[] {describe(), Stock.count()}) {
            Class<?> type = frame.getClass();
            System.out.println(type.getModule().getName() + " " + type.getPackageName());
          }
          System.out.println(Fermata.class.getModule().getName());
        }
      }
      """;

  /** In a package that nobody else may see. */
  private static final String STOCK =
      """
      package shop.hidden;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      public class Stock {
        private int count = 3;

        @Async
        public static Coroutine<Integer> count() {
          Stock stock = new Stock();
          await(yieldNow());
          return Coroutine.of(await(stock.own()));
        }

        @Async
        private Coroutine<Integer> own() {
          await(yieldNow());
          return Coroutine.of(count);
        }
      }
      """;

  @TempDir Path directory;

  private Path compile(Form form, String declaration) {
    Path classes = Programs.compile(directory.resolve("classes"), MAIN, STOCK);
    Programs.compileModule(classes, declaration);
    return form.prepare(classes);
  }

  private static Jvm run(Form form, String... arguments) {
    List<String> command = new ArrayList<>(form.jvmArguments());
    command.addAll(List.of(arguments));
    return Jvm.run(command.toArray(new String[0]));
  }

  private static Jvm expected(String runtime) {
    return new Jvm(0, "shop 3\nshop shop\nshop shop.hidden\n" + runtime + "\n", "");
  }

  @ParameterizedTest
  @EnumSource
  void theRuntimeIsAModule(Form form) {
    Path classes = compile(form, "module shop { requires io.fermata; exports shop; }");

    Jvm jvm =
        run(form, "-p", classes + File.pathSeparator + AgentJar.runtime(), "-m", "shop/shop.Main");

    assertThat(jvm).isEqualTo(expected("io.fermata"));
  }

  @ParameterizedTest
  @EnumSource
  void theRuntimeIsOnTheClassPath(Form form) {
    Path classes = compile(form, "module shop { exports shop; }");

    Jvm jvm =
        run(
            form,
            "--add-reads",
            "shop=ALL-UNNAMED",
            "-cp",
            AgentJar.runtime().toString(),
            "-p",
            classes.toString(),
            "-m",
            "shop/shop.Main");

    assertThat(jvm).isEqualTo(expected("null"));
  }
}
