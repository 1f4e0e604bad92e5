package io.fermata.testing;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a {@link ShuffledTest} once for each seed. */
final class ShuffledTestExtension implements TestTemplateInvocationContextProvider {
  ShuffledTestExtension() {}

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return annotation(context).isPresent();
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    int times = annotation(context).orElseThrow().value();
    Long only = Long.getLong("fermata.seed");
    LongStream seeds = only != null ? LongStream.of(only) : LongStream.rangeClosed(1, times);
    return seeds.mapToObj(Invocation::new);
  }

  private static Optional<ShuffledTest> annotation(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getTestMethod(), ShuffledTest.class);
  }

  /** One order. */
  private record Invocation(long seed)
      implements TestTemplateInvocationContext, InvocationInterceptor {
    @Override
    public String getDisplayName(int index) {
      return "seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public void interceptTestTemplateMethod(
        InvocationInterceptor.Invocation<@Nullable Void> method,
        ReflectiveInvocationContext<Method> call,
        ExtensionContext context)
        throws Throwable {
      AsyncTest.SEED.set(seed);
      try {
        method.proceed();
      } finally {
        AsyncTest.SEED.remove();
      }
    }
  }
}
