package io.fermata.transform;

import io.fermata.transform.model.AsyncMethod;
import io.fermata.transform.model.Callee;
import io.fermata.transform.model.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a body and its frame agree on: which entry of the body the frame calls, what the
 * frame has, and which variable is in which field at each suspension point.
 *
 * <p>Two versions of a method with the same text can take each other's frames. Lines are left out:
 * they move with every edit above the method. Of the awaits only their order is known, so where one
 * is replaced by another that keeps the same variables, what was parked goes on behind the new one.
 */
final class LayoutText {
  private LayoutText() {}

  /**
   * Writes it.
   *
   * @param called the method as awaits take it that run the body without a frame: the frame has
   *     entries for them; null if there are none
   */
  static String of(AsyncMethod method, Layout layout, @Nullable Callee called) {
    VariableNames names = new VariableNames(method.original());
    StringBuilder text = new StringBuilder();
    text.append(method.bodyName()).append(method.bodyDescriptor());
    text.append(called == null ? "" : called.raw() ? " called raw" : " called");
    for (Layout.Field field : layout.fields()) {
      text.append(' ').append(field.name()).append(field.descriptor());
    }
    for (Layout.Point point : layout.points()) {
      text.append('\n');
      for (Layout.Spill spill : point.spills()) {
        text.append(spill.field().name()).append('=');
        text.append(variable(names, point, spill.slot())).append(' ');
      }
    }
    return text.toString();
  }

  /**
   * By name, because slots move with every local that is added. What has none beside others that do
   * is known by its order, which its field tells.
   */
  private static String variable(VariableNames names, Layout.Point point, int slot) {
    if (!names.areThere()) {
      return String.valueOf(slot);
    }
    String name = names.find(point.await(), slot);
    return name == null ? "" : name;
  }
}
