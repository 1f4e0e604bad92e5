package io.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.Programs;
import io.fermata.transform.Transformer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;

/** Loaders here define nothing and refuse to load: they only write down what they are asked for. */
class LoadTimeTransformerTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final RecordingLoader loader = new RecordingLoader();
  private LoadTimeTransformer transformer;

  @TempDir Path classes;

  @BeforeEach
  void makeTransformer() throws ReflectiveOperationException {
    makeTransformer(null);
  }

  private void makeTransformer(String options) throws ReflectiveOperationException {
    MethodType type =
        MethodType.methodType(
            Class.class,
            ClassLoader.class,
            String.class,
            byte[].class,
            int.class,
            int.class,
            ProtectionDomain.class);
    MethodHandle define =
        MethodHandles.lookup().findStatic(LoadTimeTransformerTest.class, "define", type);
    transformer =
        new LoadTimeTransformer(
            new Transformer(),
            new FrameDefiner(() -> define),
            new Reporter(new PrintStream(err, true)),
            AgentOptions.parse(options));
  }

  @SuppressWarnings("unused") // By method handle.
  private static Class<?> define(
      ClassLoader loader,
      String name,
      byte[] bytes,
      int from,
      int length,
      ProtectionDomain domain) {
    RecordingLoader recording = (RecordingLoader) loader;
    if (recording.failure != null) {
      throw recording.failure;
    }
    Runnable before = recording.beforeDefinition;
    recording.beforeDefinition = null;
    if (before != null) {
      before.run();
    }
    if (recording.defined.contains(name)) {
      throw new LinkageError("duplicate class definition for " + name);
    }
    recording.defined.add(name);
    return Object.class;
  }

  private byte[] classFile(String source, String name) {
    return Programs.files(Programs.compile(classes, source)).get(name + ".class");
  }

  private byte[] load(String name, byte[] classFile) {
    return transformer.transform(loader, name, null, null, classFile);
  }

  private byte[] redefine(String name, byte[] classFile) {
    return transformer.transform(loader, name, Object.class, null, classFile);
  }

  @Test
  void framesAreDefinedInTheLoaderOfTheirOwner() {
    byte[] transformed = load("shop/Prices", classFile(Programs.PRICES, "shop/Prices"));

    assertThat(transformed).isNotNull();
    assertThat(loader.defined)
        .containsExactlyInAnyOrder("shop.Prices$callApi$0", "shop.Prices$main$0");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aRetransformationGivesTheSameBytesAndDefinesNothing() {
    byte[] original = classFile(Programs.PRICES, "shop/Prices");
    byte[] first = load("shop/Prices", original);
    loader.defined.clear();

    assertThat(redefine("shop/Prices", original)).isEqualTo(first);
    assertThat(loader.defined).isEmpty();
  }

  @Test
  void anotherLayoutGetsAnotherFrameThatTheOwnerThenUses() {
    load("shop/Prices", classFile(Programs.PRICES, "shop/Prices"));
    loader.defined.clear();
    String swapped =
        Programs.PRICES
            .replace("await(sleep(", "long now = System.nanoTime(); await(sleep(")
            .replace("of(result)", "of(result + (int) now)");

    byte[] again = redefine("shop/Prices", classFile(swapped, "shop/Prices"));

    assertThat(loader.defined).containsExactly("shop.Prices$callApi$0$1");
    assertThat(classConstants(again))
        .contains("shop/Prices$callApi$0$1", "shop/Prices$main$0")
        .doesNotContain("shop/Prices$callApi$0");
  }

  @Test
  void theSameLayoutKeepsItsFrameWhateverElseChanged() {
    load("shop/Prices", classFile(Programs.PRICES, "shop/Prices"));
    loader.defined.clear();
    String swapped =
        Programs.PRICES
            .replace("public class", "\n\n\npublic class")
            .replace("println(message)", "println(message.strip() + message.length())")
            .replace("await(sleep(", "long now = System.nanoTime(); await(sleep(");

    byte[] again = redefine("shop/Prices", classFile(swapped, "shop/Prices"));

    assertThat(loader.defined).isEmpty();
    assertThat(classConstants(again)).contains("shop/Prices$callApi$0", "shop/Prices$main$0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int more = 1; int less = 2; await(sleep(",
        "int less = 2; int more = 1; await(yieldNow()); await(sleep("
      })
  void theSameFieldsUsedOtherwiseAreAnotherLayout(String otherwise) {
    String source = Programs.PRICES.replace("of(result)", "of(result + less - more)");
    String before = source.replace("await(sleep(", "int less = 2; int more = 1; await(sleep(");
    load("shop/Prices", classFile(before, "shop/Prices"));
    loader.defined.clear();

    redefine("shop/Prices", classFile(source.replace("await(sleep(", otherwise), "shop/Prices"));

    assertThat(loader.defined).containsExactly("shop.Prices$callApi$0$1");
  }

  @Test
  void aFrameThatAnotherThreadDefinesFirstIsNoFailure() {
    byte[] original = classFile(Programs.PRICES, "shop/Prices");
    byte[][] ofOther = new byte[1][];
    // another thread comes between: it has defined the frame when this one tries to
    loader.beforeDefinition = () -> ofOther[0] = load("shop/Prices", original);

    byte[] mine = load("shop/Prices", original);

    assertThat(mine).isNotNull().isEqualTo(ofOther[0]);
    assertThat(loader.defined)
        .containsExactlyInAnyOrder("shop.Prices$callApi$0", "shop.Prices$main$0");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aFrameWhoseNameAStrangerHasGetsAnother() {
    loader.defined.add("shop.Prices$callApi$0");

    byte[] transformed = load("shop/Prices", classFile(Programs.PRICES, "shop/Prices"));

    assertThat(loader.defined)
        .containsExactlyInAnyOrder(
            "shop.Prices$callApi$0", "shop.Prices$callApi$0$1", "shop.Prices$main$0");
    assertThat(classConstants(transformed))
        .contains("shop/Prices$callApi$0$1", "shop/Prices$main$0")
        .doesNotContain("shop/Prices$callApi$0");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aLoaderThatRefusesEveryNameIsReported() {
    loader.failure = new LinkageError("loader constraint violation");

    assertThat(load("shop/Prices", classFile(Programs.PRICES, "shop/Prices"))).isNull();
    assertThat(err.toString()).contains("loader constraint violation").hasLineCount(1);
  }

  @Test
  void aFailureIsReportedOnceAndLeavesTheClassAsItWas() {
    byte[] original = classFile(Programs.PRICES, "shop/Prices");
    loader.failure = new NoClassDefFoundError("io/fermata/Awaitable");

    assertThat(load("shop/Prices", original)).isNull();
    assertThat(load("shop/Prices", original)).isNull();

    assertThat(err.toString())
        .startsWith("fermata: shop.Prices stays as it was")
        .contains("NoClassDefFoundError: io/fermata/Awaitable")
        .hasLineCount(1);
  }

  /** The JVM's own message, and what loaders write that throw it themselves. */
  @ParameterizedTest
  @ValueSource(strings = {"io/fermata/frame/Frame", "io.fermata.frame.Frame"})
  void aLoaderThatDoesNotSeeTheRuntimeIsToldWithWhatToDo(String missing) {
    loader.failure = new NoClassDefFoundError(missing);

    assertThat(load("shop/Prices", classFile(Programs.PRICES, "shop/Prices"))).isNull();

    assertThat(err.toString())
        .startsWith("fermata: shop.Prices: FMT014 shop.Prices: ")
        .contains(RecordingLoader.class.getName(), "does not find io.fermata.frame.Frame")
        .contains("Import-Package")
        .hasLineCount(1);
  }

  /** The frames' superclass is found there, but of no use. */
  @Test
  void aSuperclassThatFailedToInitialiseIsNotCalledMissing() {
    loader.failure = new NoClassDefFoundError("Could not initialize class io.fermata.frame.Frame");

    assertThat(load("shop/Prices", classFile(Programs.PRICES, "shop/Prices"))).isNull();

    assertThat(err.toString())
        .startsWith("fermata: shop.Prices stays as it was")
        .contains("Could not initialize class")
        .doesNotContain("FMT014")
        .hasLineCount(1);
  }

  /** As another agent asks for it, once the class is loaded with its methods as they were. */
  @ParameterizedTest
  @ValueSource(strings = {"io/fermata/frame/Frame", "io/fermata/Awaitable"})
  void aRetransformationOfAClassWhoseFramesWereRefusedSaysNothingMore(String missing) {
    byte[] original = classFile(Programs.PRICES, "shop/Prices");
    loader.failure = new NoClassDefFoundError(missing);
    load("shop/Prices", original);
    loader.failure = null;

    assertThat(redefine("shop/Prices", original)).isNull();
    transformer.examine(loader, "shop/Prices", original);

    assertThat(loader.defined).isEmpty();
    assertThat(err.toString()).contains(" stays as it was").hasLineCount(1);
  }

  /** As when the loader is asked for the class once more. */
  @Test
  void aClassWhoseFramesWereRefusedMayBeLoadedLater() {
    byte[] original = classFile(Programs.PRICES, "shop/Prices");
    loader.failure = new NoClassDefFoundError("io/fermata/frame/Frame");
    load("shop/Prices", original);
    loader.failure = null;

    byte[] transformed = load("shop/Prices", original);

    assertThat(transformed).isNotNull();
    assertThat(redefine("shop/Prices", original)).isEqualTo(transformed);
  }

  /** A damaged class may name anything, and the JVM repeats it. */
  @Test
  void aFailureWithLineEndsIsReportedInOneLine() {
    loader.failure = new NoClassDefFoundError("shop/Pri\nces\r\n\u2028");

    load("shop/Prices", classFile(Programs.PRICES, "shop/Prices"));

    assertThat(err.toString()).contains("shop/Pri?ces???").hasLineCount(1);
  }

  /** A name of the class file may be none that the file system has. */
  @Test
  void aClassThatCannotBeDumpedIsTransformedAllTheSame() throws Exception {
    makeTransformer("dump=" + classes.resolve("dump"));

    assertThat(load("shop/Pri\0ces", classFile(Programs.PRICES, "shop/Prices"))).isNotNull();

    assertThat(err.toString())
        .startsWith("fermata: shop.Pri?ces cannot be dumped below " + classes.resolve("dump"))
        .hasLineCount(1);
  }

  @Test
  void namesWithLineEndsAreSaidInOneLine() throws Exception {
    makeTransformer("verbose");
    byte[] prices = classFile(Programs.PRICES, "shop/Prices");

    load("shop/Pri\nces", prices);
    redefine("shop/Other\nPrices", prices);

    assertThat(err.toString().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("fermata: transformed shop.Pri?ces, 2 methods"),
            line -> assertThat(line).startsWith("fermata: shop.Other?Prices was loaded before"));
  }

  @Test
  void aClassLoadedBeforeTheAgentIsLeftAloneAndNamed() {
    assertThat(redefine("shop/Prices", classFile(Programs.PRICES, "shop/Prices"))).isNull();

    assertThat(loader.defined).isEmpty();
    assertThat(err.toString()).startsWith("fermata: shop.Prices was loaded before the agent");
  }

  @Test
  void whatIsRefusedIsSaidOnce() {
    byte[] refused = classFile(Programs.REFUSED, "shop/Refused");
    load("shop/Refused", refused);
    load("shop/Refused", refused);

    assertThat(err.toString()).startsWith("fermata: Refused.java:7: ").hasLineCount(1);
  }

  @Test
  void aClassWithoutAsyncMethodsIsNotTouched() {
    assertThat(load("shop/Plain", classFile(Programs.PLAIN, "shop/Plain"))).isNull();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aClassFileThatCannotBeReadIsNamed() {
    byte[] prices = classFile(Programs.PRICES, "shop/Prices");
    prices[7] = (byte) 200; // the version

    assertThat(load("shop/Prices", prices)).isNull();
    assertThat(err.toString()).startsWith("fermata: shop.Prices: FMT012 ");
  }

  @Test
  void bytesThatAreNoClassFileAreNotTouched() {
    assertThat(load("shop/Broken", new byte[] {1, 2, 3})).isNull();
    assertThat(load("shop/Empty", new byte[0])).isNull();
  }

  @Test
  void classesOfTheJdkAndOfTheAgentAreNotLookedAt() {
    byte[] prices = classFile(Programs.PRICES, "shop/Prices");

    assertThat(transformer.transform(null, "shop/Prices", null, null, prices)).isNull();
    assertThat(
            transformer.transform(
                ClassLoader.getPlatformClassLoader(), "shop/Prices", null, null, prices))
        .isNull();
    assertThat(load("io/fermata/agent/shaded/asm/ClassReader", prices)).isNull();
  }

  private static List<String> classConstants(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    List<String> names = new ArrayList<>();
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0 && classFile[at - 1] == 7) {
        names.add(reader.readUTF8(at, buffer));
      }
    }
    return names;
  }

  private static final class RecordingLoader extends ClassLoader {
    final List<String> defined = new ArrayList<>();
    LinkageError failure;
    Runnable beforeDefinition;

    @Override
    protected Class<?> loadClass(String name, boolean resolve) {
      throw new AssertionError(name + " was loaded while a class was transformed");
    }
  }
}
