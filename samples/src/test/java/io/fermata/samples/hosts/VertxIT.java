package io.fermata.samples.hosts;

import static io.fermata.Fermata.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A context of Vert.x. */
class VertxIT extends HostContract {
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final Executor host = command -> context.runOnContext(ignored -> command.run());

  @Override
  Executor host() {
    return host;
  }

  @AfterEach
  void shutDown() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  static final class Greeter extends VerticleBase {
    @Override
    public Future<?> start() {
      EventLoop loop = EventLoop.on(command -> context.runOnContext(ignored -> command.run()));
      vertx
          .eventBus()
          .<String>consumer(
              "greet",
              message ->
                  loop.submit(greet(message.body())).onDone(task -> message.reply(task.join())));
      return Future.succeededFuture();
    }

    @Async
    private Coroutine<String> greet(String name) {
      String greeting = await(vertx.executeBlocking(() -> "Hello").toCompletionStage());
      await(sleep(Duration.ofMillis(10)));
      return Coroutine.of(greeting + " " + name);
    }
  }

  @Test
  void aVerticleAnswers() {
    loop().run(deployAndAsk());
    assertThat(log).containsExactly("Hello Ada", true);
  }

  @Async
  private Coroutine<Void> deployAndAsk() {
    await(vertx.deployVerticle(new Greeter()).toCompletionStage());
    log.add(await(vertx.eventBus().request("greet", "Ada").toCompletionStage()).body());
    log.add(Vertx.currentContext() == context);
    return Coroutine.done();
  }

  @Test
  void failuresOfVertxAreThrown() {
    IllegalArgumentException failure = new IllegalArgumentException("boom");
    assertThatThrownBy(() -> loop().run(awaiting(Future.failedFuture(failure)))).isSameAs(failure);
  }

  @Async
  private <T> Coroutine<T> awaiting(Future<T> future) {
    return Coroutine.of(await(future.toCompletionStage()));
  }
}
