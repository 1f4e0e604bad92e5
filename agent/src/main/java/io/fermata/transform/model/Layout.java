package io.fermata.transform.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * What a frame keeps, and where: decided once, then only carried out.
 *
 * @param fields all fields of the frame class
 * @param arguments where a cold coroutine keeps the arguments, in their order
 * @param points the suspension points, by state
 * @param merges the merge points of the method
 */
public record Layout(
    List<Field> fields, List<Spill> arguments, List<Point> points, List<Merge> merges) {

  /** A field of the frame class. */
  public record Field(String name, String descriptor) {
    public boolean isReference() {
      return descriptor.startsWith("L") || descriptor.startsWith("[");
    }
  }

  /**
   * A stack map frame.
   *
   * @param locals the types of its locals by slot, the dead ones {@code TOP}: after a resume a dead
   *     local is gone, so no merge point may ask for it
   */
  public record Merge(FrameNode frame, List<Object> locals) {}

  /** A local that is kept in a field. */
  public record Spill(int slot, Object type, Field field) {}

  /**
   * A suspension point.
   *
   * @param await the call
   * @param awaited the call that is awaited, if it is known
   * @param unboxing how its result is unboxed, if it is at once
   * @param line its line, or 0
   * @param spills the locals that are saved before and restored after
   * @param nulls the locals that are known to be null there and are made so again
   * @param cleared the fields that hold a dead reference there
   * @param locals the types of the live locals, by slot; the others are {@code TOP}
   */
  public record Point(
      MethodInsnNode await,
      @Nullable AwaitedCall awaited,
      @Nullable Unboxing unboxing,
      int line,
      List<Spill> spills,
      List<Integer> nulls,
      List<Field> cleared,
      List<Object> locals) {}
}
