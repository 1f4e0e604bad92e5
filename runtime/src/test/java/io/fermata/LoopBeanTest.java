package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.toThread;
import static io.fermata.Script.script;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.management.EventLoops;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Loops as JMX beans. */
class LoopBeanTest extends LoopTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  private static EventLoopBuilder builder() {
    return EventLoop.builder().name("bean").jmx(true);
  }

  private Set<ObjectName> names() throws JMException {
    return server.queryNames(new ObjectName("io.fermata:*"), null);
  }

  private Object get(String attribute) throws JMException {
    return server.getAttribute(new ObjectName("io.fermata:type=EventLoop,name=bean"), attribute);
  }

  @Test
  void aLoopIsRegisteredFromItsBeginningToItsEnd() throws JMException {
    assertThat(names()).isEmpty();
    EventLoop registered = builder().build();
    assertThat(names()).containsExactly(new ObjectName("io.fermata:type=EventLoop,name=bean"));
    assertThat(get("Name")).isEqualTo("bean");
    assertThat(get("Running")).isEqualTo(false);
    assertThat(get("LagMillis")).isEqualTo(0.0);
    registered.close();
    assertThat(names()).isEmpty();
  }

  @Test
  void aLoopThatWasForgottenIsGoneOnceItsBeanIsAsked() throws JMException {
    builder().build().run(script("main"));
    for (int tries = 0; !names().isEmpty() && tries < 1000; tries++) {
      System.gc();
      get("Tasks");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void namesAreMadeUnique() throws JMException {
    try (EventLoop one = builder().build();
        EventLoop two = builder().build();
        EventLoop odd = builder().name("a=b,c").build()) {
      assertThat(names())
          .extracting(name -> name.getKeyProperty("name"))
          .containsExactlyInAnyOrder("bean", "bean-2", "\"a=b,c\"");
      assertThat(one).isNotSameAs(two).isNotSameAs(odd);
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void whatItTellsIsAskedOfTheLoop() {
    try (EventLoop running = builder().build()) {
      running.run(
          script("main")
              .then(() -> createTask(script("sleeper").await(() -> sleep(ofHours(1))), "sleeper"))
              .await(
                  () ->
                      toThread(
                          () -> {
                            say(get("Running"));
                            say(get("Tasks"));
                            say((double) get("LagMillis") < 1000);
                            say(
                                server.invoke(
                                    new ObjectName("io.fermata:type=EventLoop,name=bean"),
                                    "dump",
                                    null,
                                    null));
                          })));
    }
    assertThat(log.subList(0, 3)).containsExactly(true, 2, true);
    assertThat(log.get(3).toString()).contains("\nsleeper: sleeping\n");
  }

  @Test
  void aLoopThatBlocksIsToldAsBlocked() {
    try (EventLoop running = builder().build()) {
      running.run(
          script("main")
              .then(
                  () -> {
                    Thread asker =
                        new Thread(
                            () -> {
                              try {
                                say(get("Tasks"));
                              } catch (JMException e) {
                                say(e);
                              }
                            });
                    asker.start();
                    asker.join();
                  }));
    }
    assertThat(log).containsExactly(-1);
  }

  @Test
  void theBeanOfAllLoopsIsMadeThroughAConnection() throws JMException {
    ObjectName name = new ObjectName("io.fermata:type=EventLoops");
    server.createMBean(EventLoops.class.getName(), name);
    try {
      assertThat(server.invoke(name, "dump", null, null).toString())
          .contains("test [idle], 0 tasks\n");
    } finally {
      server.unregisterMBean(name);
    }
  }
}
