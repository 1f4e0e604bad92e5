package io.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class FramesByLoaderTest {
  private final FramesByLoader frames = new FramesByLoader();

  @Test
  void eachLoaderHasItsOwn() {
    ClassLoader one = new OddLoader();
    ClassLoader other = new OddLoader();

    KnownFrames ofOne = frames.of(one);

    assertThat(frames.find(one)).isSameAs(ofOne);
    assertThat(frames.of(one)).isSameAs(ofOne);
    assertThat(frames.find(other)).isNull();
    assertThat(frames.of(other)).isNotSameAs(ofOne);
    assertThat(frames.size()).isEqualTo(2);
  }

  @Test
  void keepsNoLoaderAlive() {
    WeakReference<ClassLoader> loader = new WeakReference<>(new OddLoader());
    frames.of(loader.get()).addOwner("shop/Prices");

    System.gc();

    assertThat(loader.get()).isNull();
  }

  /** Its equals and hashCode are code of the application: they must not be called. */
  private static final class OddLoader extends ClassLoader {
    @Override
    public int hashCode() {
      throw new AssertionError("hashCode was called");
    }

    @Override
    public boolean equals(Object other) {
      throw new AssertionError("equals was called");
    }
  }
}
