package io.fermata.samples.docs;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import java.util.concurrent.CompletableFuture;

/** The worked port of docs/from-ea-async.md. */
final class Shopping {
  private final Bank bank;
  private final Shop shop;

  interface Bank {
    CompletableFuture<Integer> withdraw(int cost);

    CompletableFuture<Void> refund(int cost);
  }

  interface Shop {
    CompletableFuture<Void> deliver(String item);
  }

  static final class OutOfStockException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfStockException(String item) {
      super(item);
    }
  }

  Shopping(Bank bank, Shop shop) {
    this.bank = bank;
    this.shop = shop;
  }

  @Async
  CompletableFuture<Integer> buy(String item, int cost) {
    int left = await(bank.withdraw(cost));
    try {
      await(shop.deliver(item));
    } catch (OutOfStockException e) {
      await(bank.refund(cost));
      throw e;
    }
    return CompletableFuture.completedFuture(left);
  }
}
