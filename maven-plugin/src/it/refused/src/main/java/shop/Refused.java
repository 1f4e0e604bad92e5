package shop;

import io.fermata.Coroutine;
import io.fermata.Fermata;

public class Refused {
  static int total(Coroutine<Integer> price) {
    return Fermata.await(price);
  }
}
