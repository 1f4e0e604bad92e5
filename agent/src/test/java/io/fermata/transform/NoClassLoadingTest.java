package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.Cases;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The transformer looks at bytes: it loads no class of the application, whoever would be asked for
 * it.
 */
final class NoClassLoadingTest {
  /**
   * Has the transformer and ASM of its own, hands out the JDK, and notes whatever else is asked
   * for.
   */
  private static final class Cell extends ClassLoader {
    final List<String> asked = new ArrayList<>();

    Cell() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("io.fermata.transform.") || name.startsWith("org.objectweb.asm.")) {
        byte[] bytes = Cases.resource(name);
        return defineClass(name, bytes, 0, bytes.length);
      }
      asked.add(name);
      throw new ClassNotFoundException(name);
    }
  }

  @Test
  void noClassOfTheApplicationIsLoaded() throws Exception {
    Cell cell = new Cell();
    Class<?> door = cell.loadClass("io.fermata.transform.Transformer");
    assertThat(door.getClassLoader()).isSameAs(cell);
    Object transformer = door.getConstructor().newInstance();
    Method transform = door.getMethod("transform", byte[].class);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(cell);
    try {
      for (String name : Cases.classNames()) {
        Object transformation = transform.invoke(transformer, (Object) Cases.bytes(name));
        boolean changed =
            (boolean) transformation.getClass().getMethod("changed").invoke(transformation);
        assertThat(changed).as(name).isTrue();
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }

    assertThat(cell.asked).isEmpty();
  }

  @Test
  void theCellNotesWhatItIsAskedFor() {
    Cell cell = new Cell();

    assertThat(asks(cell, "io.fermata.cases.LoopCases")).isFalse();
    assertThat(cell.asked).containsExactly("io.fermata.cases.LoopCases");
  }

  private static boolean asks(ClassLoader loader, String name) {
    try {
      return loader.loadClass(name) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
