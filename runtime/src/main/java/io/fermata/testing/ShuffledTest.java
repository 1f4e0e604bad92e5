package io.fermata.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test method of JUnit Jupiter that is run many times, each time as a test of its own, with a new
 * test object: each {@link AsyncTest#runTest} in it has its tasks take their turns in another
 * random order. See {@link AsyncTest#shuffled} for the orders, and how one is replayed.
 *
 * <pre>{@code
 * @ShuffledTest(200)
 * void nothingIsLost() {
 *   runTest(() -> ...);
 * }
 * }</pre>
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(ShuffledTestExtension.class)
public @interface ShuffledTest {
  /** How many orders. */
  int value() default 100;
}
