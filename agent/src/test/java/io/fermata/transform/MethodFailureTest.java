package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.RuntimeNames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A defect is reported with the method it struck at. Code without the operand that it awaits stands
 * for one: the passes get it here past the door, which would have told it as damage.
 */
class MethodFailureTest {
  private final ClassNode owner = new ClassNode();
  private final MethodNode method =
      new MethodNode(
          Opcodes.ACC_STATIC, "total", "()L" + RuntimeNames.COROUTINE + ";", null, new String[0]);

  MethodFailureTest() {
    owner.version = Opcodes.V17;
    owner.name = "shop/Prices";
    owner.sourceFile = "Prices.java";
    LabelNode start = new LabelNode(new Label());
    method.instructions.add(start);
    method.instructions.add(new LineNumberNode(12, start));
    method.instructions.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            RuntimeNames.FERMATA,
            RuntimeNames.AWAIT,
            "(L" + RuntimeNames.AWAITABLE + ";)Ljava/lang/Object;",
            false));
    method.instructions.add(new InsnNode(Opcodes.ARETURN));
    owner.methods.add(method);
  }

  private Diagnostic reported() {
    AsyncMethod async = new AsyncMethod(owner, method, "lambda$async$total$0", "shop/Prices$0");
    Throwable thrown = catchThrowable(() -> MethodTransformer.plan(async, Map.of(), false));
    Transformation result = Transformer.failed(owner.name, thrown);
    assertThat(result.changed()).isFalse();
    assertThat(result.diagnostics()).hasSize(1);
    return result.diagnostics().get(0);
  }

  @Test
  void theMethodAndItsLineAreNamed() {
    assertThat(reported().text())
        .startsWith("Prices.java:12: FMT099 shop.Prices.total: the transformer failed: java.lang.")
        .contains(" at ")
        .endsWith(". Please report this with the class file.");
  }

  @Test
  void aLambdaIsNamedByTheMethodItStandsIn() {
    method.name = "lambda$total$3";
    assertThat(reported().method()).isEqualTo("total (lambda)");
  }

  @Test
  void whatStrikesOutsideAnyMethodNamesTheClass() {
    Diagnostic diagnostic =
        Transformer.failed(owner.name, new IllegalStateException("x")).diagnostics().get(0);
    assertThat(List.of(diagnostic.className(), diagnostic.method(), diagnostic.line()))
        .containsExactly("shop.Prices", "", 0);
  }
}
