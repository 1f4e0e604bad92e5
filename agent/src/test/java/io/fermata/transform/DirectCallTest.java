package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.Coroutine;
import io.fermata.Fermata;
import io.fermata.harness.JavaSources;
import io.fermata.harness.Weaving;
import io.fermata.transform.model.RuntimeNames;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Which awaited calls run a body at once, and that nobody can tell but by the clock. */
final class DirectCallTest {
  private static final String CALLS =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      class Calls {
        @Async private static Coroutine<Integer> own(int n) { return Coroutine.of(n); }
        @Async private Coroutine<Integer> mine(int n) { return Coroutine.of(n); }
        @Async static Coroutine<Integer> shared(int n) { return Coroutine.of(n); }
        @Async final Coroutine<Integer> last(int n) { return Coroutine.of(n); }
        @Async public Coroutine<Integer> open(int n) { return Coroutine.of(n); }
        @Async private static Task<Integer> eager(int n) { return Task.of(n); }
        @Async private static synchronized Coroutine<Integer> refused(int n) { return Coroutine.of(n); }
        private static Coroutine<Integer> plain(int n) { return Coroutine.of(n); }

        @Async Coroutine<Integer> direct() {
          int n = await(own(1)) + await(mine(2)) + await(this.mine(await(own(3))));
          for (int i = 0; i < 2; i++) {
            n += i * await(
                mine(4)) + await(own(5), IllegalStateException.class);
          }
          return Coroutine.of(n);
        }

        @Async Coroutine<Integer> byFrame(Calls other) {
          Coroutine<Integer> cold = own(1);
          int n = await(cold) + await(shared(2)) + await(last(3)) + await(open(4)) + await(other.mine(5));
          return Coroutine.of(n);
        }

        @Async Coroutine<Integer> other(Calls other, boolean first) {
          int n = await(eager(1)) + await(plain(2)) + await(refused(3)) + await(first ? own(4) : own(5));
          return Coroutine.of(n);
        }
      }
      """;

  private static Map<String, byte[]> compile(String name, String source) {
    return new JavaSources().add(name + ".java", source).compile("-g");
  }

  private static Class<?> load(Map<String, byte[]> classes, String name)
      throws ClassNotFoundException {
    return Weaving.transformed(classes::get, new Transformer()).loader().link(name);
  }

  /** How the awaits of a body are done, in the order of the code. */
  private static List<String> awaits(byte[] classFile, String method) {
    ClassNode node = new ClassNode();
    new ClassReader(new Transformer().transform(classFile).classFile()).accept(node, 0);
    List<String> awaits = new ArrayList<>();
    for (MethodNode each : node.methods) {
      if (each.name.equals(RuntimeNames.BODY_PREFIX + method + "$0")) {
        for (AbstractInsnNode instruction : each.instructions) {
          if (instruction instanceof MethodInsnNode call) {
            if (call.name.startsWith(RuntimeNames.BODY_PREFIX)) {
              awaits.add("body of " + call.name.split("\\$")[2]);
            } else if (call.name.equals(RuntimeNames.AWAIT_FRAME)) {
              awaits.add("frame of " + call.owner.split("\\$")[1]);
            } else if (List.of(RuntimeNames.AWAIT, RuntimeNames.AWAIT_RAW).contains(call.name)) {
              awaits.add("anything");
            }
          }
        }
      }
    }
    return awaits;
  }

  @Test
  void onlyWhatNothingCanStandInFrontOfIsRunDirectly() {
    byte[] calls = compile("Calls", CALLS).get("shop.Calls");

    assertThat(awaits(calls, "direct"))
        .containsExactly(
            "body of own",
            "body of mine",
            "body of own",
            "body of mine",
            "body of mine",
            "body of own");
    assertThat(awaits(calls, "byFrame"))
        .containsExactly(
            "frame of own", "frame of shared", "frame of last", "frame of open", "frame of mine");
    assertThat(awaits(calls, "other"))
        .containsExactly("anything", "anything", "anything", "anything");
  }

  /** A call that is direct keeps neither the kickoff's coroutine nor a frame of its own. */
  @Test
  void onlyWhatIsCalledWithoutAFrameCanMakeOne() {
    Transformation result = new Transformer().transform(compile("Calls", CALLS).get("shop.Calls"));
    List<String> makers = new ArrayList<>();
    for (GeneratedClass frame : result.frames()) {
      ClassNode node = new ClassNode();
      new ClassReader(frame.classFile()).accept(node, 0);
      if (node.methods.stream().anyMatch(method -> method.name.equals("at"))) {
        makers.add(node.name);
      }
    }
    assertThat(makers)
        .containsExactly(
            "shop/Calls$own$0",
            "shop/Calls$mine$0",
            "shop/Calls$shared$0",
            "shop/Calls$last$0",
            "shop/Calls$open$0");
  }

  private static final String FAILING =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      public class Failing {
        @Async
        private static Coroutine<Integer> inner(int turns) {
          for (int i = 0; i < turns; i++) {
            await(yieldNow());
          }
          throw new IllegalStateException("inner");
        }

        @Async
        private static Coroutine<Integer> direct(int turns) {
          int n = 1 +
              await(
                  inner(turns));
          return Coroutine.of(n);
        }

        @Async
        public static Coroutine<Integer> byFrame(int turns) {
          return Coroutine.of(
              await(direct(turns)));
        }

        @Async
        public static Coroutine<Integer> outer(int turns) {
          return Coroutine.of(1 +
              await(byFrame(turns)));
        }
      }
      """;

  @Test
  void stackTracesReadAsOfOrdinaryCalls() throws ReflectiveOperationException {
    Method outer = load(compile("Failing", FAILING), "shop.Failing").getMethod("outer", int.class);

    for (int turns = 0; turns < 3; turns++) {
      Coroutine<?> coroutine = (Coroutine<?>) outer.invoke(null, turns);
      assertThatThrownBy(() -> Fermata.run(coroutine))
          .hasMessage("inner")
          .satisfies(
              thrown ->
                  assertThat(thrown.getStackTrace())
                      .extracting(e -> e.getMethodName() + ":" + e.getLineNumber())
                      .startsWith("inner:13", "direct:19", "byFrame:27", "outer:33")
                      .filteredOn(e -> e.contains("async") || e.startsWith("at:"))
                      .isEmpty());
    }
  }

  @Test
  void aCalleeThatIsRefusedThrowsItsDiagnostic() throws ReflectiveOperationException {
    Class<?> calls = load(compile("Calls", CALLS), "shop.Calls");
    var constructor = calls.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object self = constructor.newInstance();
    Method other = calls.getDeclaredMethod("other", calls, boolean.class);
    other.setAccessible(true);
    Coroutine<?> coroutine = (Coroutine<?>) other.invoke(self, self, true);

    assertThatThrownBy(() -> Fermata.run(coroutine)).hasMessageContaining("synchronized");
  }

  @Test
  void aCalleeThatIsTooLargeIsRefusedAndItsCallersAreNot() throws ReflectiveOperationException {
    StringBuilder source = new StringBuilder("package shop; import static io.fermata.Fermata.*;");
    source.append("import io.fermata.*; public class Large {");
    source.append("@Async private static Coroutine<Integer> large(int a, long b, String c) {");
    source.append("int n = 0;");
    for (int i = 0; i < 1500; i++) {
      source.append("n += a * await(Coroutine.of(a)); a++; b++; c += a;");
    }
    source.append("return Coroutine.of(n + (int) b + c.length()); }");
    source.append("@Async public static Coroutine<String> main() {");
    source.append("try { return Coroutine.of(\"\" + await(large(1, 2, \"\"))); }");
    source.append("catch (IllegalStateException e) { return Coroutine.of(e.getMessage()); } } }");
    Map<String, byte[]> classes = compile("Large", source.toString());

    Transformation result = new Transformer().transform(classes.get("shop.Large"));
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.METHOD_TOO_LARGE);
    assertThat(run(load(classes, "shop.Large").getMethod("main"))).contains("65535");
  }

  private static final String TWICE =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      public class Twice {
        @Async
        static Coroutine<Integer> once(int n) {
          await(yieldNow());
          return Coroutine.of(n);
        }

        @Async
        public static Coroutine<String> main() {
          Coroutine<Integer> call = once(1);
          int n = await(call);
          try {
            return Coroutine.of("ran again: " + await(call));
          } catch (IllegalStateException e) {
            return Coroutine.of(n + ", then " + e.getMessage());
          }
        }
      }
      """;

  @Test
  void aCallOfTheClassIsUsedOnceToo() throws ReflectiveOperationException {
    Class<?> twice = load(compile("Twice", TWICE), "shop.Twice");
    assertThat(run(twice.getMethod("main"))).startsWith("1, then ").contains("once");
  }

  private static String run(Method main) throws IllegalAccessException, InvocationTargetException {
    return (String) Fermata.run((Coroutine<?>) main.invoke(null));
  }
}
