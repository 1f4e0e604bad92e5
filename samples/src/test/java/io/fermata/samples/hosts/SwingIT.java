package io.fermata.samples.hosts;

import static io.fermata.Fermata.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import javax.swing.JButton;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Swing's thread, which works without a screen too. */
class SwingIT extends HostContract {
  private static final Executor HOST = SwingUtilities::invokeLater;

  @BeforeAll
  static void needsNoScreen() {
    System.setProperty("java.awt.headless", "true");
  }

  @Override
  Executor host() {
    return HOST;
  }

  static final class Countdown {
    private static final EventLoop SWING = EventLoop.on(SwingUtilities::invokeLater);

    final JButton button = new JButton("start");

    Countdown() {
      button.addActionListener(event -> SWING.submit(count(3)));
    }

    @Async
    private Coroutine<Void> count(int from) {
      button.setEnabled(false);
      for (int left = from; left > 0; left--) {
        button.setText("" + left);
        await(sleep(Duration.ofMillis(10)));
      }
      button.setText(await(toThread(() -> "lift off")));
      return Coroutine.done();
    }
  }

  @Test
  void aButtonCounts() throws Exception {
    List<String> texts = new CopyOnWriteArrayList<>();
    CountDownLatch lifted = new CountDownLatch(1);
    SwingUtilities.invokeAndWait(
        () -> {
          Countdown countdown = new Countdown();
          countdown.button.addPropertyChangeListener(
              "text",
              change -> {
                texts.add(change.getNewValue() + " " + SwingUtilities.isEventDispatchThread());
                if (change.getNewValue().equals("lift off")) {
                  lifted.countDown();
                }
              });
          countdown.button.doClick(0);
        });
    lifted.await();
    assertThat(texts).containsExactly("3 true", "2 true", "1 true", "lift off true");
  }
}
