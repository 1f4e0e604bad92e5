package io.fermata.cli;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
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
 * of the runtime through that, asks it, and removes it. No agent is loaded there, so JVMs of 21 and
 * later have nothing to warn of, and it makes no difference how the classes were transformed.
 */
final class DumpCommand {
  static final String NAME = "dump";

  /** In the runtime, to which nothing here links. */
  private static final String BEAN_CLASS = "io.fermata.management.EventLoops";

  /** With a name of its own for each run: others may ask the same JVM at the same moment. */
  private static final String BEAN = "io.fermata:type=EventLoops,for=";

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
    VirtualMachine machine;
    try {
      machine = VirtualMachine.attach(pid);
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

  private static String dump(String pid, MBeanServerConnection server) throws IOException {
    try {
      ObjectName name = new ObjectName(BEAN + UUID.randomUUID());
      server.createMBean(BEAN_CLASS, name);
      try {
        return (String) server.invoke(name, NAME, null, null);
      } finally {
        server.unregisterMBean(name);
      }
    } catch (ReflectionException e) {
      throw new IOException(
          "there is no Fermata in process " + pid + ": " + BEAN_CLASS + " is not on its class path",
          e);
    } catch (JMException e) {
      throw new IOException("process " + pid + " does not answer: " + e, e);
    }
  }
}
