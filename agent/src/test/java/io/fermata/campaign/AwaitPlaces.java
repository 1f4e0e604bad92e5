package io.fermata.campaign;

import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** Finds where in a method an await can be put. */
final class AwaitPlaces {
  /** An instruction, and the type on top of the stack in front of it if there is one. */
  record Place(AbstractInsnNode instruction, @Nullable Object top, boolean hasThis) {}

  private final String owner;
  private final MethodNode method;

  AwaitPlaces(String owner, MethodNode method) {
    this.owner = owner;
    this.method = method;
  }

  /** Every instruction that its stack maps say can be reached. */
  List<Place> find() {
    labelEachNew();
    AnalyzerAdapter types =
        new AnalyzerAdapter(owner, method.access, method.name, method.desc, null);
    List<Place> places = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() >= 0 && types.locals != null) {
        boolean hasThis =
            (method.access & ACC_STATIC) == 0
                && !types.locals.isEmpty()
                && types.locals.get(0).equals(owner);
        places.add(new Place(instruction, top(types.stack), hasThis));
      }
      instruction.accept(types);
    }
    return places;
  }

  /**
   * Gives each NEW a label of its own, which the stack map frames then name, so that something can
   * be put in front of it.
   */
  private void labelEachNew() {
    Map<LabelNode, LabelNode> own = new HashMap<>();
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      if (instruction.getOpcode() == NEW) {
        LabelNode label = new LabelNode(new Label());
        for (AbstractInsnNode before = instruction.getPrevious();
            before != null && before.getOpcode() < 0;
            before = before.getPrevious()) {
          if (before instanceof LabelNode other) {
            own.put(other, label);
          }
        }
        method.instructions.insertBefore(instruction, label);
      }
    }
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof FrameNode frame) {
        frame.local = renamed(frame.local, own);
        frame.stack = renamed(frame.stack, own);
      }
    }
  }

  private static @Nullable List<Object> renamed(
      @Nullable List<Object> types, Map<LabelNode, LabelNode> own) {
    if (types == null) {
      return null;
    }
    List<Object> renamed = new ArrayList<>();
    for (Object type : types) {
      renamed.add(type instanceof LabelNode label ? own.getOrDefault(label, label) : type);
    }
    return renamed;
  }

  private static @Nullable Object top(List<Object> stack) {
    int size = stack.size();
    if (size == 0) {
      return null;
    }
    Object last = stack.get(size - 1);
    // a long or a double has TOP behind it
    return last.equals(TOP) ? stack.get(size - 2) : last;
  }

  /** Code that is never reached has a stack map like any other. */
  boolean isReached(Place place) {
    try {
      Analyzer<BasicValue> flow =
          new Analyzer<>(new BasicInterpreter()) {
            @Override
            protected Frame<BasicValue> newFrame(int locals, int operands) {
              return new Frame<>(locals, operands) {
                @Override
                public void setReturn(BasicValue type) {
                  // the method has its new type, and its old returns
                  super.setReturn(null);
                }
              };
            }
          };
      return flow.analyze(owner, method)[method.instructions.indexOf(place.instruction())] != null;
    } catch (AnalyzerException e) {
      throw new IllegalStateException(e);
    }
  }
}
