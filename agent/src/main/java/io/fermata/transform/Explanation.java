package io.fermata.transform;

import java.util.List;

/**
 * What the transformer makes of one async method.
 *
 * @param method class and method, such as {@code shop.Prices.total(int)}
 * @param frame the binary name of the frame class
 * @param frameBytes the size of a frame on a 64-bit HotSpot JVM with compressed class pointers
 * @param points the suspension points, in the order of the code
 */
public record Explanation(String method, String frame, int frameBytes, List<Point> points) {

  /**
   * A suspension point.
   *
   * @param line the line of the await, or 0
   * @param awaited what is awaited, as far as the code tells: the call or local it comes from
   * @param direct whether the body of that call is run at once, without a coroutine
   * @param kept what the frame keeps while the method is suspended there
   */
  public record Point(int line, String awaited, boolean direct, List<Kept> kept) {}

  /**
   * A value in the frame.
   *
   * @param name the variable, or what else it is
   * @param type its type as Java writes it
   * @param field the field that keeps it
   * @param why where it is read again
   */
  public record Kept(String name, String type, String field, String why) {}
}
