package io.fermata.samples.hosts;

import static io.fermata.Fermata.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An event loop of Netty. */
class NettyIT extends HostContract {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
  private final Executor host = group.next();

  @Override
  Executor host() {
    return host;
  }

  @AfterEach
  void shutDown() {
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }

  static final class Shouter extends SimpleChannelInboundHandler<String> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) {
      EventLoop.on(context.channel().eventLoop()).submit(answer(context, line));
    }

    @Async
    private Coroutine<Void> answer(ChannelHandlerContext context, String line) {
      await(sleep(Duration.ofMillis(10)));
      await(stage(context.writeAndFlush(line.toUpperCase())));
      return Coroutine.done();
    }
  }

  static <T> CompletionStage<T> stage(Future<T> future) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    future.addListener(
        done -> {
          if (future.isSuccess()) {
            stage.complete(future.getNow());
          } else {
            stage.completeExceptionally(future.cause());
          }
        });
    return stage;
  }

  @Test
  void aServerAnswers() throws Exception {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    LocalAddress address = new LocalAddress("shouter");
    Channel server =
        new ServerBootstrap()
            .group(group)
            .channel(LocalServerChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Shouter());
                  }
                })
            .bind(address)
            .sync()
            .channel();
    Channel client =
        new Bootstrap()
            .group(group)
            .channel(LocalChannel.class)
            .handler(
                new SimpleChannelInboundHandler<String>() {
                  @Override
                  protected void channelRead0(ChannelHandlerContext context, String line) {
                    answers.add(line);
                  }
                })
            .connect(address)
            .sync()
            .channel();
    client.writeAndFlush("hello");
    assertThat(answers.poll(20, TimeUnit.SECONDS)).isEqualTo("HELLO");
    client.close().sync();
    server.close().sync();
  }

  @Test
  void futuresOfNettyAreAwaited() {
    assertThat(loop().<String>run(awaiting(group.submit(() -> "value")))).isEqualTo("value");
    assertThat(log).containsExactly(true);
    IllegalArgumentException failure = new IllegalArgumentException("boom");
    assertThatThrownBy(() -> loop().run(awaiting(group.next().newFailedFuture(failure))))
        .isSameAs(failure);
  }

  @Async
  private <T> Coroutine<T> awaiting(Future<T> future) {
    T value = await(stage(future));
    log.add(group.next().inEventLoop());
    return Coroutine.of(value);
  }
}
