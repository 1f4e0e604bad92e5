package io.fermata;

import io.fermata.management.EventLoopMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.Objects;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A loop's JMX bean. It does not keep the loop alive; asked about one that is gone, it goes too.
 *
 * <p>Thread: any.
 */
final class LoopBean implements EventLoopMXBean {
  private final WeakReference<EventLoop> loop;
  private final String name;
  private @Nullable ObjectName registered;

  private LoopBean(EventLoop loop) {
    this.loop = new WeakReference<>(loop);
    this.name = loop.name();
  }

  /** Registers one; a second loop of the same name gets a number. */
  static LoopBean register(EventLoop loop) {
    LoopBean bean = new LoopBean(loop);
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (int number = 1; bean.registered == null; number++) {
      String name = number == 1 ? loop.name() : loop.name() + "-" + number;
      try {
        ObjectName free = new ObjectName("io.fermata:type=EventLoop,name=" + quoted(name));
        server.registerMBean(bean, free);
        bean.registered = free;
      } catch (InstanceAlreadyExistsException e) {
        // the next number
      } catch (JMException e) {
        throw new IllegalStateException("the event loop " + name + " cannot be registered", e);
      }
    }
    return bean;
  }

  /** As it is, if JMX allows. */
  private static String quoted(String name) {
    return name.matches("[\\w .-]+") ? name : ObjectName.quote(name);
  }

  /** Null if it was forgotten instead of closed; then this is the last that is seen of the bean. */
  private @Nullable EventLoop loop() {
    EventLoop open = loop.get();
    if (open == null) {
      unregister();
    }
    return open;
  }

  void unregister() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .unregisterMBean(Objects.requireNonNull(registered));
    } catch (JMException e) {
      // Somebody else has done so.
    }
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isRunning() {
    EventLoop open = loop();
    return open != null && open.isRunning();
  }

  @Override
  public int getTasks() {
    EventLoop open = loop();
    if (open == null) {
      return 0;
    }
    Integer tasks =
        open.isRunning()
            ? LoopQuery.ask(open, () -> open.tasks.copy().size(), LoopQuery.PATIENCE_MILLIS)
            : Integer.valueOf(open.tasks.copy().size());
    return tasks == null ? -1 : tasks;
  }

  @Override
  public double getLagMillis() {
    EventLoop open = loop();
    if (open == null || !open.isRunning()) {
      return 0;
    }
    long asked = System.nanoTime();
    Long turn = LoopQuery.ask(open, System::nanoTime, LoopQuery.PATIENCE_MILLIS);
    return ((turn == null ? System.nanoTime() : turn) - asked) / 1e6;
  }

  @Override
  public String dump() {
    EventLoop open = loop();
    return open == null ? name + " was forgotten and is gone\n" : open.dump();
  }
}
