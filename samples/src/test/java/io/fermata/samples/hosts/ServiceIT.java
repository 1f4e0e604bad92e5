package io.fermata.samples.hosts;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;

/** The JDK's own, with timers. */
class ServiceIT extends HostContract {
  private final ScheduledExecutorService service = Executors.newSingleThreadScheduledExecutor();

  @Override
  Executor host() {
    return service;
  }

  @AfterEach
  void shutDown() {
    service.shutdown();
  }
}
