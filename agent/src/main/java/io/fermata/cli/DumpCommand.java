package io.fermata.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Prints what all event loops of another JVM do.
 *
 * <p>It attaches to the JVM, has it start the connector of its own management agent, makes a bean
 * of the runtime through that, asks it, and removes it. It makes no difference how the classes were
 * transformed. No agent is loaded there, so JVMs of 21 and later have nothing to warn of, unless
 * the runtime is not on the class path: other class loaders are out of reach of a JMX connection.
 */
final class DumpCommand {
  static final String NAME = "dump";

  /** In the runtime, to which nothing here links. */
  private static final String BEAN_CLASS = "io.fermata.management.EventLoops";

  /** With a name of its own for each run: others may ask the same JVM at the same moment. */
  private static final String BEAN = "io.fermata:type=EventLoops,for=";

  /** What has the agent make such beans, in all class loaders that have the runtime. */
  private static final String AGENT_OPTION = "loop-beans=";

  /** No process has a longer number. */
  private static final String PID = "\\d{1,18}";

  private final PrintStream out;

  DumpCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints the dump.
   *
   * @return the exit status
   * @throws IOException if that JVM cannot be asked; the message says why
   */
  @SuppressWarnings("BanJNDI") // the address is that of a connector in a JVM of the same user
  int run(CommandOptions options) throws CommandOptions.MisuseException, IOException {
    List<String> arguments = options.operands();
    if (arguments.size() != 1 || !arguments.get(0).matches(PID)) {
      throw new CommandOptions.MisuseException(NAME + " needs the number of one process");
    }
    String pid = arguments.get(0);
    try (JMXConnector connector = JMXConnectorFactory.connect(addressIn(pid))) {
      out.print(dump(pid, connector.getMBeanServerConnection()));
    }
    return CommandLine.OK;
  }

  private static JMXServiceURL addressIn(String pid) throws IOException {
    if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
      throw new IOException("there is no process " + pid);
    }
    VirtualMachine machine = attach(pid);
    try {
      return new JMXServiceURL(machine.startLocalManagementAgent());
    } catch (IOException e) {
      throw new IOException(
          "process "
              + pid
              + " has no management agent ("
              + e.getMessage()
              + "): its JVM needs the module jdk.management.agent",
          e);
    } finally {
      machine.detach();
    }
  }

  private static VirtualMachine attach(String pid) throws IOException {
    try {
      return VirtualMachine.attach(pid);
    } catch (AttachNotSupportedException | IOException e) {
      throw new IOException(
          "process "
              + pid
              + " cannot be attached to ("
              + e.getMessage()
              + "): it must be a JVM of the same user, and not run with"
              + " -XX:+DisableAttachMechanism",
          e);
    }
  }

  private static String dump(String pid, MBeanServerConnection server) throws IOException {
    String name = BEAN + UUID.randomUUID();
    try {
      ObjectName bean = new ObjectName(name);
      try {
        server.createMBean(BEAN_CLASS, bean);
      } catch (ReflectionException e) {
        return dumpOfOtherLoaders(pid, name, server);
      }
      return ask(bean, server);
    } catch (JMException e) {
      throw new IOException("process " + pid + " does not answer: " + e, e);
    }
  }

  private static String dumpOfOtherLoaders(String pid, String name, MBeanServerConnection server)
      throws IOException, JMException {
    loadAgent(pid, AGENT_OPTION + name);
    Set<ObjectName> beans = new TreeSet<>(server.queryNames(new ObjectName(name + ",*"), null));
    if (beans.isEmpty()) {
      throw new IOException(
          "there is no Fermata in process " + pid + ": none of its class loaders has event loops");
    }
    StringBuilder dump = new StringBuilder();
    for (ObjectName bean : beans) {
      dump.append(ask(bean, server));
    }
    return dump.toString();
  }

  private static void loadAgent(String pid, String options) throws IOException {
    VirtualMachine machine = attach(pid);
    try {
      machine.loadAgent(ownJar(), options);
    } catch (AgentLoadException | AgentInitializationException | IOException e) {
      throw new IOException(
          "process "
              + pid
              + " has no Fermata on its class path, and to look into other class loaders an agent"
              + " must be loaded there, which failed ("
              + e.getMessage()
              + "): it must not run with -XX:-EnableDynamicAgentLoading",
          e);
    } finally {
      machine.detach();
    }
  }

  private static String ownJar() throws IOException {
    try {
      URI jar = DumpCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(jar).toString();
    } catch (URISyntaxException e) {
      throw new IOException("the command line does not know its own jar", e);
    }
  }

  private static String ask(ObjectName bean, MBeanServerConnection server)
      throws IOException, JMException {
    try {
      return (String) server.invoke(bean, NAME, null, null);
    } finally {
      server.unregisterMBean(bean);
    }
  }
}
