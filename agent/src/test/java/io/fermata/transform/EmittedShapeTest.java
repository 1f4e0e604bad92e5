package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.Cases;
import io.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * What must hold for every body and frame that is emitted, looked up in the classes of all cases.
 */
final class EmittedShapeTest {
  @TestFactory
  List<DynamicTest> shapes() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : Cases.classNames()) {
      tests.add(DynamicTest.dynamicTest(name, () -> check(Cases.bytes(name))));
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests;
  }

  private static void check(byte[] classFile) {
    Transformation result = new Transformer().transform(classFile);
    ClassNode before = read(classFile);
    ClassNode after = read(result.classFile());
    List<MethodNode> bodies = bodies(after);
    assertThat(bodies).hasSameSizeAs(result.frames()).isNotEmpty();

    assertThat(mergePointsWithOperands(after.methods))
        .isEqualTo(mergePointsWithOperands(before.methods));
    for (MethodNode body : bodies) {
      assertThat(body.access & Opcodes.ACC_SYNTHETIC).as(body.name).isNotZero();
      assertThat(body.visibleAnnotations).as(body.name).isNull();
      assertThat(body.signature).as(body.name).isNull();
      restoresAreOutsideOfHandlers(body);
      savesAreInNoHandlerOfTheMethod(body);
      restoresNeedNoCast(body, result.frames());
    }
    for (GeneratedClass frame : result.frames()) {
      everySuspensionWritesEveryReference(read(frame.classFile()), bodies);
      nothingInitialisesIt(read(frame.classFile()));
      keepsArgumentsBeforeAnyCall(read(frame.classFile()));
    }
  }

  /** A handler's entry has the exception on its stack, and is no branch target. */
  private static int mergePointsWithOperands(List<MethodNode> methods) {
    int count = 0;
    for (MethodNode method : methods) {
      Set<LabelNode> handlers = new HashSet<>();
      method.tryCatchBlocks.forEach(block -> handlers.add(block.handler));
      for (AbstractInsnNode instruction : method.instructions) {
        if (instruction instanceof FrameNode frame
            && !frame.stack.isEmpty()
            && !(frame.getPrevious() instanceof LabelNode label && handlers.contains(label))) {
          count++;
        }
      }
    }
    return count;
  }

  /** JVMS 4.10.1.6: a handler's types are checked against every instruction in its range. */
  private static void restoresAreOutsideOfHandlers(MethodNode body) {
    InsnList code = body.instructions;
    for (LabelNode restore : restores(body)) {
      for (AbstractInsnNode i = restore; i.getOpcode() != Opcodes.GOTO; i = i.getNext()) {
        int index = code.indexOf(i);
        for (TryCatchBlockNode block : body.tryCatchBlocks) {
          assertThat(code.indexOf(block.start) <= index && index < code.indexOf(block.end))
              .as("%s: instruction %s of a restore is in a handler's range", body.name, index)
              .isFalse();
        }
      }
    }
  }

  /** A handler that caught what a save throws would go on with a driver that says to wait. */
  private static void savesAreInNoHandlerOfTheMethod(MethodNode body) {
    InsnList code = body.instructions;
    for (AbstractInsnNode instruction : code) {
      if (instruction instanceof MethodInsnNode call
          && call.owner.equals(RuntimeNames.FRAME)
          && call.name.equals(RuntimeNames.SUSPEND)) {
        int index = code.indexOf(call);
        assertThat(body.tryCatchBlocks)
            .filteredOn(
                block -> code.indexOf(block.start) <= index && index < code.indexOf(block.end))
            .as("%s: handlers around the save at instruction %s", body.name, index)
            .singleElement()
            .satisfies(block -> assertThat(takesTheFlagBack(block.handler)).isTrue());
      }
    }
  }

  private static boolean takesTheFlagBack(LabelNode handler) {
    for (AbstractInsnNode i = handler; i.getOpcode() != Opcodes.ATHROW; i = i.getNext()) {
      if (i instanceof FieldInsnNode field
          && field.getOpcode() == Opcodes.PUTFIELD
          && field.name.equals(RuntimeNames.SUSPENDED)) {
        return true;
      }
    }
    return false;
  }

  private static List<LabelNode> restores(MethodNode body) {
    for (AbstractInsnNode instruction : body.instructions) {
      if (instruction instanceof TableSwitchInsnNode dispatch
          && instruction.getPrevious() instanceof MethodInsnNode state
          && state.owner.equals(RuntimeNames.FRAME)) {
        return dispatch.labels;
      }
    }
    return List.of();
  }

  private static void restoresNeedNoCast(MethodNode body, List<GeneratedClass> frames) {
    Set<String> names = new HashSet<>();
    frames.forEach(frame -> names.add(frame.internalName()));
    for (AbstractInsnNode instruction : body.instructions) {
      if (instruction instanceof FieldInsnNode field
          && field.getOpcode() == Opcodes.GETFIELD
          && names.contains(field.owner)) {
        assertThat(field.getNext().getOpcode())
            .as("%s: what follows the restore of %s", body.name, field.name)
            .isBetween(Opcodes.ISTORE, Opcodes.ASTORE);
      }
    }
  }

  /** So that a suspended frame holds nothing that the method will not read again. */
  private static void everySuspensionWritesEveryReference(
      ClassNode frame, List<MethodNode> bodies) {
    assertThat(frame.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_FINAL))
        .isEqualTo(Opcodes.ACC_SYNTHETIC | Opcodes.ACC_FINAL);
    Set<String> references = new HashSet<>();
    for (FieldNode field : frame.fields) {
      if (field.desc.length() > 1) {
        references.add(field.name);
      }
    }
    for (MethodNode body : bodies) {
      Set<String> written = new HashSet<>();
      for (AbstractInsnNode instruction : body.instructions) {
        if (instruction instanceof FieldInsnNode field
            && field.getOpcode() == Opcodes.PUTFIELD
            && field.owner.equals(frame.name)) {
          written.add(field.name);
        } else if (instruction instanceof MethodInsnNode call
            && call.name.equals(RuntimeNames.SUSPEND)
            && call.owner.equals(RuntimeNames.FRAME)
            && ownFrame(body, frame)) {
          assertThat(written)
              .as("%s: references written before a suspension", body.name)
              .containsAll(references);
          written.clear();
        }
      }
    }
  }

  /** Whether the body is the one that this frame calls. */
  private static boolean ownFrame(MethodNode body, ClassNode frame) {
    for (MethodNode method : frame.methods) {
      for (AbstractInsnNode instruction : method.instructions) {
        if (instruction instanceof MethodInsnNode call && call.name.equals(body.name)) {
          return true;
        }
      }
    }
    return false;
  }

  /** It may first be needed on a full stack, and a class whose initialiser failed is lost. */
  private static void nothingInitialisesIt(ClassNode frame) {
    assertThat(frame.methods).extracting(method -> method.name).doesNotContain("<clinit>");
  }

  /** Behind a call that branches, the JIT would clear the new object first, and mark cards. */
  private static void keepsArgumentsBeforeAnyCall(ClassNode frame) {
    for (MethodNode method : frame.methods) {
      boolean called = false;
      for (AbstractInsnNode instruction : method.instructions) {
        called |= instruction instanceof MethodInsnNode;
        if (method.name.equals("<init>") && instruction.getOpcode() == Opcodes.PUTFIELD) {
          assertThat(called).as(frame.name).isFalse();
        }
      }
    }
  }

  private static List<MethodNode> bodies(ClassNode owner) {
    return owner.methods.stream()
        .filter(m -> m.name.startsWith(RuntimeNames.BODY_PREFIX) && m.desc.contains("/Driver;"))
        .toList();
  }

  private static ClassNode read(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
    return node;
  }
}
