package io.fermata.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** Nothing but {@link ShuffledTest} needs JUnit. */
class WithoutJUnitTest {

  @Test
  void aTestRunsWhereThereIsNoJUnit() throws Exception {
    URL runtime = AsyncTest.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {runtime}, ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> loader.loadClass("org.junit.jupiter.api.Test"))
          .isInstanceOf(ClassNotFoundException.class);
      Class<?> body = loader.loadClass(AsyncTest.Body.class.getName());
      Object coroutine =
          loader
              .loadClass("io.fermata.Coroutine")
              .getMethod("of", Object.class)
              .invoke(null, "result");
      Object proxy =
          Proxy.newProxyInstance(
              loader, new Class<?>[] {body}, (self, method, arguments) -> coroutine);
      Object result =
          loader
              .loadClass(AsyncTest.class.getName())
              .getMethod("runTest", body)
              .invoke(null, proxy);
      assertThat(result).isEqualTo("result");
    }
  }
}
