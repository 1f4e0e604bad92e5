package io.fermata.campaign;

import java.time.Duration;

/** How long a campaign may go on, and the seed that everything random in it comes from. */
final class Budget {
  private final long seed;
  private final long deadline;

  private Budget(long seed, Duration time) {
    this.seed = seed;
    deadline = System.nanoTime() + time.toNanos();
  }

  /** {@code -Dcampaign.minutes=10 -Dcampaign.seed=1}. */
  static Budget fromProperties() {
    return new Budget(
        Long.getLong("campaign.seed", 1), Duration.ofMinutes(Long.getLong("campaign.minutes", 10)));
  }

  long seed() {
    return seed;
  }

  boolean lasts() {
    return System.nanoTime() < deadline;
  }
}
