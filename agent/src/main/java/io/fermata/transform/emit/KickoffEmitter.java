package io.fermata.transform.emit;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.CodeBuilder;
import io.fermata.transform.model.Layout;
import io.fermata.transform.model.Layout.Spill;
import io.fermata.transform.model.Limits;
import io.fermata.transform.model.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes what is left of an async method: the same declaration, and code that makes the frame.
 *
 * <pre>
 *   return new F(arguments);                       // Coroutine
 *   return Task.startEagerly(new F(arguments));    // Task, CompletableFuture, CompletionStage
 * </pre>
 */
public final class KickoffEmitter {
  private KickoffEmitter() {}

  /** What takes the place of the method. */
  public static MethodNode emit(AsyncMethod async, Layout layout) {
    CodeBuilder code = new CodeBuilder();
    code.type(Opcodes.NEW, async.frameName()).op(Opcodes.DUP);
    for (Spill argument : layout.arguments()) {
      code.load(argument.type(), argument.slot());
    }
    code.invoke(
        Opcodes.INVOKESPECIAL,
        async.frameName(),
        "<init>",
        FrameClassEmitter.constructorDescriptor(async));
    if (!async.isCold()) {
      code.invoke(
          Opcodes.INVOKESTATIC,
          RuntimeNames.TASK,
          RuntimeNames.START_EAGERLY,
          RuntimeNames.START_EAGERLY_DESCRIPTOR);
    }
    code.op(Opcodes.ARETURN);
    MethodNode kickoff = withCode(async.original(), code.build(), 2 + async.argumentSlots());
    keepParameterNames(async, kickoff);
    return kickoff;
  }

  /** A method that refuses to run: same declaration, throws when it is called. */
  public static MethodNode emitRefusal(MethodNode original, String text) {
    CodeBuilder code = new CodeBuilder();
    String exception = "java/lang/IllegalStateException";
    code.type(Opcodes.NEW, exception).op(Opcodes.DUP);
    code.constant(
        text.length() > Limits.MOST_CHARACTERS ? text.substring(0, Limits.MOST_CHARACTERS) : text);
    code.invoke(Opcodes.INVOKESPECIAL, exception, "<init>", "(Ljava/lang/String;)V")
        .op(Opcodes.ATHROW);
    return withCode(original, code.build(), 3);
  }

  /** Everything of the original but its code. */
  private static MethodNode withCode(MethodNode original, InsnList code, int maxStack) {
    MethodNode method =
        new MethodNode(
            Opcodes.ASM9,
            original.access,
            original.name,
            original.desc,
            original.signature,
            original.exceptions.toArray(new String[0]));
    method.parameters = original.parameters;
    method.annotationDefault = original.annotationDefault;
    method.visibleAnnotations = original.visibleAnnotations;
    method.invisibleAnnotations = original.invisibleAnnotations;
    method.visibleTypeAnnotations = original.visibleTypeAnnotations;
    method.invisibleTypeAnnotations = original.invisibleTypeAnnotations;
    method.visibleAnnotableParameterCount = original.visibleAnnotableParameterCount;
    method.visibleParameterAnnotations = original.visibleParameterAnnotations;
    method.invisibleAnnotableParameterCount = original.invisibleAnnotableParameterCount;
    method.invisibleParameterAnnotations = original.invisibleParameterAnnotations;
    method.attrs = original.attrs;
    method.instructions = code;
    method.maxStack = maxStack;
    method.maxLocals = AsyncMethod.argumentSlots(original);
    return method;
  }

  /** Some libraries read parameter names from the local variable table (JVMS 4.7.13). */
  private static void keepParameterNames(AsyncMethod async, MethodNode kickoff) {
    List<LocalVariableNode> known = async.original().localVariables;
    if (known == null || known.isEmpty()) {
      return;
    }
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    List<LocalVariableNode> parameters = new ArrayList<>();
    int slot = 0;
    for (var type : async.argumentTypes()) {
      for (LocalVariableNode variable : known) {
        // the first entry of a parameter's slot is the parameter itself
        if (variable.index == slot && variable.desc.equals(type.getDescriptor())) {
          parameters.add(
              new LocalVariableNode(
                  variable.name, variable.desc, variable.signature, start, end, slot));
          break;
        }
      }
      slot += type.getSize();
    }
    kickoff.instructions.insert(start);
    kickoff.instructions.add(end);
    kickoff.localVariables = parameters;
  }
}
