package io.fermata.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The names of frames and bodies, which files, nested classes and each other must leave room. */
class GeneratedNamesTest {
  /** The longest name of a file that common file systems take, in bytes. */
  private static final int LONGEST = 255;

  private static final String BEHIND = "65535.class";

  private static ClassNode owner(String name) {
    ClassNode owner = new ClassNode();
    owner.name = name;
    return owner;
  }

  private static MethodNode add(ClassNode owner, String name) {
    int overload = owner.methods.size();
    MethodNode method =
        new MethodNode(
            Opcodes.ACC_STATIC,
            name,
            "(" + "I".repeat(overload) + ")L" + RuntimeNames.COROUTINE + ";",
            null,
            null);
    owner.methods.add(method);
    return method;
  }

  private static void nest(ClassNode owner, String simpleName) {
    String name = owner.name + "$" + simpleName;
    owner.innerClasses.add(new InnerClassNode(name, owner.name, simpleName, 0));
  }

  private static List<AsyncMethod> assign(ClassNode owner) {
    GeneratedNames names = new GeneratedNames(owner);
    return List.copyOf(owner.methods).stream().map(names::assign).toList();
  }

  private static List<String> frames(ClassNode owner) {
    return assign(owner).stream().map(AsyncMethod::frameName).toList();
  }

  private static int bytes(String name) {
    return name.getBytes(UTF_8).length;
  }

  /** A letter of one, two and three bytes: the last one that fits is kept, and none behind it. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "\u00e4", "\u4e2d"})
  void aLongNameFillsAFilesNameWithTheLargestNumber(String letter) {
    for (String simpleName : List.of("Shop", "Shops", "Shopps", "L\u00e4den", "\u5e97")) {
      ClassNode owner = owner("shop/" + simpleName);
      add(owner, letter.repeat(300));

      String file = frames(owner).get(0).substring("shop/".length()).replaceAll("0$", BEHIND);
      assertThat(file).matches(simpleName + "\\$" + letter + "+\\$" + BEHIND);
      assertThat(bytes(file)).isBetween(LONGEST - bytes(letter) + 1, LONGEST);
    }
  }

  @Test
  void lettersOutsideTheBasicPlaneStayWhole() {
    String letter = Character.toString(0x1D4B3);
    ClassNode owner = owner("Shop");
    add(owner, letter + "b" + letter);
    add(owner, letter.repeat(300));

    List<String> names = frames(owner);
    assertThat(names.get(0)).isEqualTo("Shop$" + letter + "b" + letter + "$0");
    assertThat(names.get(1)).matches("Shop\\$(" + letter + ")+\\$0");
    assertThat(bytes(names.get(1))).isLessThanOrEqualTo(LONGEST);
  }

  @Test
  void whatNoSourceHasInANameIsNotKept() {
    ClassNode owner = owner("Shop");
    add(owner, "a$b-c\u00add");

    assertThat(frames(owner)).containsExactly("Shop$a_b_c_d$0");
  }

  @Test
  void namesThatDifferInCaseOnlyAreNumbered() {
    ClassNode owner = owner("Shop");
    Stream.of("buy", "Buy", "BUY", "sell").forEach(name -> add(owner, name));

    assertThat(frames(owner))
        .containsExactly("Shop$buy$0", "Shop$Buy$1", "Shop$BUY$2", "Shop$sell$0");
  }

  /** A frame of a method {@code 0} in the nested class would have the name, too. */
  @Test
  void nestedClassesKeepTheirNamesWhateverTheCase() {
    ClassNode owner = owner("Shop");
    nest(owner, "Buy");
    nest(owner, "sell$0");
    nest(owner, "SELL$1");
    Stream.of("buy", "Sell").forEach(name -> add(owner, name));

    assertThat(frames(owner)).containsExactly("Shop$buy_$0", "Shop$Sell$2");
  }

  @Test
  void bodiesKeepOffTheMethodsOfTheClass() {
    ClassNode owner = owner("Shop");
    add(owner, "buy");
    add(owner, "buy");
    add(owner, "lambda$async$buy$1");

    assertThat(assign(owner).stream().map(AsyncMethod::bodyName).toList())
        .containsExactly(
            "lambda$async$buy$0", "lambda$async$buy$2", "lambda$async$lambda$async$buy$1$0");
  }

  /** Short names of few letters, so that they get in each other's way. */
  @Test
  void noNameIsGivenTwiceByChance() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      ClassNode owner = owner(name(random));
      IntStream.range(0, random.nextInt(6)).forEach(i -> nest(owner, name(random)));
      IntStream.range(0, 1 + random.nextInt(8)).forEach(i -> add(owner, name(random)));

      Set<String> taken = new HashSet<>();
      owner.innerClasses.forEach(nested -> taken.add(nested.name.toLowerCase(Locale.ROOT)));
      for (String name : frames(owner)) {
        String lower = name.toLowerCase(Locale.ROOT);
        assertThat(taken.add(lower)).as("%s, seed %d", name, seed).isTrue();
        for (InnerClassNode nested : owner.innerClasses) {
          String within = nested.name.toLowerCase(Locale.ROOT) + "$";
          assertThat(lower).as("seed %d", seed).doesNotStartWith(within);
        }
      }
      assertThat(frames(owner)).isEqualTo(frames(owner));
      List<String> methods = new ArrayList<>();
      owner.methods.forEach(method -> methods.add(method.name));
      assertThat(assign(owner))
          .extracting(AsyncMethod::bodyName)
          .doesNotHaveDuplicates()
          .doesNotContainAnyElementsOf(methods);
    }
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      name.append("aA_$0".charAt(random.nextInt(i == 1 ? 5 : 4)));
    }
    return name.toString();
  }
}
