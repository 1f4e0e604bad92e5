package io.fermata.agent;

import io.fermata.transform.Transformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The two entries of the agent: {@code java -javaagent:fermata-agent.jar[=options]}, and attaching
 * to a running JVM. The command line attaches it to look for event loops only.
 *
 * <p>Options are separated by commas: {@code verbose} names each class that is transformed, {@code
 * keep-locals} keeps locals that are dead, for a debugger, {@code dump=DIR} writes the transformed
 * classes and their frames below a directory, {@code help} prints this. A mistake in the options is
 * printed and otherwise ignored: no option changes what transformed code does.
 *
 * <p>A class is transformed when it is loaded. The JVM adds no methods to a class that is loaded
 * already, so after attaching, classes that came too early are named and stay as they were.
 */
public final class FermataAgent {
  private static boolean installed;

  private FermataAgent() {}

  /** Called by the JVM before the application's main class is loaded. */
  public static void premain(@Nullable String options, Instrumentation instrumentation) {
    install(options, instrumentation, !EarlierAgents.canRetransform(instrumentation));
  }

  /** Called by the JVM when the agent is attached to it while it runs. */
  public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
    if (options != null && options.startsWith(LoopBeans.OPTION)) {
      LoopBeans.register(options.substring(LoopBeans.OPTION.length()), instrumentation);
      return;
    }
    LoadTimeTransformer transformer = install(options, instrumentation, true);
    if (transformer != null) {
      EarlyClasses.report(instrumentation, transformer);
    }
  }

  /**
   * Whether this is the first agent of the JVM; from now on none is. Not an atomic: its first use
   * costs a fifth of what the agent adds to the start of a JVM.
   */
  private static synchronized boolean isFirst() {
    boolean first = !installed;
    installed = true;
    return first;
  }

  private static @Nullable LoadTimeTransformer install(
      @Nullable String text, Instrumentation instrumentation, boolean retransforms) {
    Reporter reporter = new Reporter(System.err);
    if (!isFirst()) {
      reporter.say("the agent is in this JVM already; it is not installed a second time");
      return null;
    }
    AgentOptions options = AgentOptions.parse(text);
    for (String mistake : options.mistakes()) {
      reporter.say(mistake);
    }
    if (options.help() || !options.mistakes().isEmpty()) {
      reporter.sayLines(AgentOptions.HELP);
    }
    LoadTimeTransformer transformer =
        new LoadTimeTransformer(
            new Transformer(options.keepLocals()),
            new FrameDefiner(new DefineClass(instrumentation)),
            reporter,
            options);
    // Able to retransform, and so behind all transformers that are not, such as those that measure
    // coverage. Unless one that can is in front of this one: then unable, and so before it.
    instrumentation.addTransformer(transformer, retransforms);
    return transformer;
  }

  /** No lambda: the first of a JVM takes milliseconds. */
  private record DefineClass(Instrumentation instrumentation) implements Supplier<MethodHandle> {
    @Override
    public MethodHandle get() {
      return FrameDefiner.findDefineClass(instrumentation);
    }
  }
}
