package io.fermata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class VerifyCommandTest extends CommandRun {
  /** Ends the JVM's patience when it is initialised. */
  private static final String WORST =
      """
      package shop;

      import static io.fermata.Fermata.await;
      import io.fermata.*;

      public class Worst {
        static Thread last;
        static int one = Integer.parseInt("no number");

        interface Priced {
          @Async
          default Coroutine<Integer> price(Coroutine<Integer> other) {
            return Coroutine.of(await(other) + 1);
          }
        }

        @Async
        static Coroutine<Integer> price(Coroutine<Integer> other, Helper helper) {
          int price = await(other);
          last = helper;
          return Coroutine.of(helper.price(price));
        }
      }
      """;

  private static final String HELPER =
      """
      package shop;

      public class Helper extends Thread {
        int price(int price) {
          return price;
        }
      }
      """;

  private int verify(Object... arguments) {
    return run(Stream.concat(Stream.of("verify"), Stream.of(arguments)).toArray());
  }

  private int verifyWithRuntime(Object place) {
    return verify("--class-path", AgentJar.runtime(), place);
  }

  @Test
  void countsWhatTheJvmAcceptsAndWritesNothing() {
    Path classes = classes(Programs.PRICES, Programs.PLAIN);
    Map<String, byte[]> before = Programs.files(classes);

    assertThat(verifyWithRuntime(classes)).isEqualTo(CommandLine.OK);

    assertThat(err()).isEmpty();
    assertThat(out()).isEqualTo(classes + ": 1 class, 2 async methods verified\n");
    assertThat(Programs.files(classes)).containsExactlyEntriesOf(before);
  }

  @Test
  void whatWasTransformedBeforeIsVerifiedToo() {
    Path classes = classes(Programs.PRICES);
    run(classes);

    assertThat(verifyWithRuntime(classes)).isEqualTo(CommandLine.OK);

    assertThat(out()).isEqualTo(classes + ": 1 class, 2 async methods verified\n");
  }

  @Test
  void noCodeOfTheClassesRuns() {
    Path classes = classes(WORST, HELPER);

    assertThat(verifyWithRuntime(classes)).isEqualTo(CommandLine.OK);

    assertThat(out()).isEqualTo(classes + ": 2 classes, 2 async methods verified\n");
  }

  @Test
  void aJarAndItsVersionsAreVerified() throws IOException {
    byte[] prices = Files.readAllBytes(classes(Programs.PRICES).resolve("shop/Prices.class"));
    Path jar = directory.resolve("app.jar");
    new TestJar()
        .add("shop/Prices.class", prices)
        .add("META-INF/versions/17/shop/Prices.class", prices)
        .write(jar);

    assertThat(verifyWithRuntime(jar)).isEqualTo(CommandLine.OK);

    assertThat(out()).isEqualTo(jar + ": 2 classes, 4 async methods verified\n");
  }

  @Test
  void whatIsMissingIsNoFailureOfTheClass() throws IOException {
    Path classes = classes(WORST, HELPER);
    Files.delete(classes.resolve("shop/Helper.class"));

    assertThat(verifyWithRuntime(classes)).isEqualTo(CommandLine.REFUSED);

    assertThat(out()).endsWith(": 1 class, 1 async method verified\n");
    assertThat(err())
        .isEqualTo(
            "shop.Worst was not verified: it needs shop.Helper\n"
                + classes
                + ": not on the class path, see --class-path: shop.Helper\n");
  }

  @Test
  void theRuntimeMustBeThere() {
    Path classes = classes(Programs.PRICES);

    assertThat(verify(classes)).isEqualTo(CommandLine.REFUSED);

    assertThat(err()).contains("shop.Prices was not verified: it needs io.fermata.");
  }

  @Test
  void aClassThatTheJvmRefusesIsNamedWithMethodAndReason() throws IOException {
    Path classes = classes(Programs.PRICES);
    Path prices = classes.resolve("shop/Prices.class");
    Files.write(prices, withBrokenMethod(Files.readAllBytes(prices)));

    assertThat(verifyWithRuntime(classes)).isEqualTo(CommandLine.REFUSED);

    assertThat(out()).isEqualTo(classes + ": 0 classes, 0 async methods verified, 1 failed\n");
    assertThat(err())
        .startsWith("shop.Prices.broken: the JVM refuses it: VerifyError: ")
        .endsWith("(so does the JVM with the class as it was compiled)\n");
  }

  @Test
  void whatIsRefusedIsTold() {
    assertThat(verifyWithRuntime(classes(Programs.REFUSED))).isEqualTo(CommandLine.REFUSED);

    assertThat(err()).startsWith("Refused.java:7: ");
  }

  @Test
  void mistakesAreTold() {
    assertThat(verify("--class-path")).isEqualTo(CommandLine.MISUSED);
    assertThat(verify()).isEqualTo(CommandLine.MISUSED);
    assertThat(verify(directory.resolve("nothing"))).isEqualTo(CommandLine.MISUSED);
    assertThat(verify("--class-path", directory.resolve("nothing"), directory))
        .isEqualTo(CommandLine.MISUSED);
    // An unpaired surrogate has no bytes in a path.
    assertThat(verify("--class-path", "\ud800", directory)).isEqualTo(CommandLine.MISUSED);
    assertThat(err()).contains("is not a path");
    assertThat(out()).isEmpty();
  }

  /** With a method that returns an int where it has to return a long. */
  private static byte[] withBrokenMethod(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visitEnd() {
            MethodVisitor code = super.visitMethod(Opcodes.ACC_STATIC, "broken", "()J", null, null);
            code.visitInsn(Opcodes.ICONST_0);
            code.visitInsn(Opcodes.IRETURN);
            code.visitMaxs(2, 0);
            super.visitEnd();
          }
        },
        0);
    return writer.toByteArray();
  }
}
