package io.fermata.tools;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;
import io.fermata.programs.AgentJar;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A debugger with one program, stopped where the debugger says. Sets a breakpoint at every location
 * of its line, as development environments do.
 *
 * <p>Thread: one.
 */
final class DebugSession implements AutoCloseable {
  private static final int NO_ANSWER_MILLIS = 30_000;

  private final Process process;
  private final VirtualMachine machine;
  private final String className;
  private final List<Integer> breakpoints;
  private EventSet stopped;
  private ThreadReference thread;

  /**
   * Starts the program's main method and stops nowhere yet.
   *
   * @param options more arguments for the program's JVM
   */
  DebugSession(
      Form form, List<String> options, Path classes, String className, Integer... breakpoints)
      throws Exception {
    this.className = className;
    this.breakpoints = List.of(breakpoints);
    ListeningConnector connector =
        Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(each -> each.name().equals("com.sun.jdi.SocketListen"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("localAddress").setValue("127.0.0.1");
    arguments.get("timeout").setValue(String.valueOf(NO_ANSWER_MILLIS));
    String address = connector.startListening(arguments);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address);
    command.addAll(form.jvmArguments());
    command.addAll(options);
    command.addAll(List.of("-cp", classes + File.pathSeparator + AgentJar.runtime(), className));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    machine = connector.accept(arguments);
    connector.stopListening(arguments);
    var prepared = machine.eventRequestManager().createClassPrepareRequest();
    prepared.addClassFilter(className);
    prepared.enable();
  }

  /** Goes on to the next breakpoint; false when the program ended. */
  boolean resume() throws Exception {
    return run(null);
  }

  /** Steps over the line; false when the program ended. */
  boolean stepOver() throws Exception {
    return step(StepRequest.STEP_OVER);
  }

  boolean stepInto() throws Exception {
    return step(StepRequest.STEP_INTO);
  }

  /** Steps out of the method. */
  boolean stepOut() throws Exception {
    return step(StepRequest.STEP_OUT);
  }

  /** As development environments do: what the compiler or a tool made, but lambdas, is no place. */
  private boolean step(int depth) throws Exception {
    boolean stopped;
    do {
      stopped = stepOnce(depth);
    } while (stopped && synthetic());
    return stopped;
  }

  private boolean synthetic() throws Exception {
    var method = frame().location().method();
    return method.isSynthetic() && !method.name().startsWith("lambda$");
  }

  private boolean stepOnce(int depth) throws Exception {
    StepRequest step =
        machine.eventRequestManager().createStepRequest(thread, StepRequest.STEP_LINE, depth);
    step.addClassExclusionFilter("java.*");
    step.addClassExclusionFilter("jdk.*");
    step.addClassExclusionFilter("sun.*");
    step.addClassExclusionFilter("io.fermata.*");
    step.addCountFilter(1);
    step.setSuspendPolicy(EventRequest.SUSPEND_ALL);
    step.enable();
    return run(step);
  }

  private boolean run(EventRequest once) throws Exception {
    try {
      for (; ; ) {
        if (stopped == null) {
          machine.resume();
        } else {
          stopped.resume();
        }
        stopped = next();
        for (Event event : stopped) {
          if (event instanceof ClassPrepareEvent prepared) {
            for (int line : breakpoints) {
              for (Location location : prepared.referenceType().locationsOfLine(line)) {
                machine.eventRequestManager().createBreakpointRequest(location).enable();
              }
            }
          } else if (event instanceof BreakpointEvent || event instanceof StepEvent) {
            thread = ((LocatableEvent) event).thread();
            return true;
          } else if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
            return false;
          }
        }
      }
    } catch (VMDisconnectedException e) {
      return false;
    } finally {
      if (once != null && process.isAlive()) {
        try {
          machine.eventRequestManager().deleteEventRequest(once);
        } catch (VMDisconnectedException e) {
          stopped = null;
        }
      }
    }
  }

  private EventSet next() throws InterruptedException {
    EventSet events = machine.eventQueue().remove(NO_ANSWER_MILLIS);
    if (events == null) {
      throw new IllegalStateException("the program neither stops nor ends");
    }
    return events;
  }

  /** The line at which the program is stopped. */
  int line() throws Exception {
    return frame().location().lineNumber();
  }

  /** Class and method in which the program is stopped. */
  String method() throws Exception {
    Location location = frame().location();
    return location.declaringType().name() + "." + location.method().name();
  }

  /** The program's own methods on the stack, innermost first. */
  List<String> stack() throws Exception {
    String prefix = className.substring(0, className.lastIndexOf('.') + 1);
    List<String> methods = new ArrayList<>();
    for (StackFrame frame : thread.frames()) {
      var method = frame.location().method();
      boolean shown = !method.isSynthetic() || method.name().startsWith("lambda$");
      if (shown && method.declaringType().name().startsWith(prefix)) {
        methods.add(method.name());
      }
    }
    return methods;
  }

  /** The name of the thread in which the program is stopped. */
  String threadName() {
    return thread.name();
  }

  /** What the debugger shows as variables of the method: name and value. */
  Map<String, String> variables() throws Exception {
    Map<String, String> shown = new TreeMap<>();
    for (LocalVariable variable : frame().visibleVariables()) {
      Value value = frame().getValue(variable);
      shown.put(variable.name(), String.valueOf(value));
    }
    return shown;
  }

  private StackFrame frame() throws Exception {
    return thread.frame(0);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The line of a program that ends with a comment. */
  static int line(String program, String comment) {
    List<String> lines = program.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("// " + comment)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException(comment);
  }
}
