package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;

/**
 * Switches: as statements and expressions, over everything, with awaits in the selector and in the
 * branches.
 */
public class SwitchCases {
  enum Colour {
    RED,
    GREEN,
    BLUE
  }

  @Async
  public static Coroutine<String> table(Env env) {
    String all = "";
    for (int i = 0; i < 6; i++) {
      switch (await(env.value(i))) {
        case 1:
          all += "one";
          break;
        case 2:
          all += await(env.value("two"));
        case 3:
          all += "through";
          break;
        case 4:
          continue;
        default:
          all += await(env.value("?"));
      }
      all += ".";
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<String> lookup(Env env) {
    String all = "";
    for (int i : new int[] {Integer.MIN_VALUE, -1, 0, 1000, Integer.MAX_VALUE}) {
      switch (i) {
        case Integer.MIN_VALUE:
          all += await(env.value("min "));
          break;
        case 1000:
          all += await(env.value("thousand "));
          break;
        case Integer.MAX_VALUE:
          all += "max ";
          break;
        default:
          all += await(env.value(i)) + " ";
          break;
      }
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<String> strings(Env env) {
    String all = "";
    for (String s : new String[] {"Aa", "BB", "C", "", "none"}) {
      switch (await(env.value(s))) {
        case "Aa":
          all += await(env.value("1"));
          break;
        case "BB":
          all += await(env.value("2"));
        case "C":
          all += "3";
          break;
        case "":
          all += await(env.value("empty"));
          break;
        default:
          all += "default";
      }
      env.log(all);
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<String> enums(Env env) {
    String all = "";
    for (Colour colour : Colour.values()) {
      switch (await(env.value(colour))) {
        case RED:
          all += await(env.value("r"));
          break;
        case BLUE:
          all += await(env.value("b"));
          break;
        default:
          all += colour + await(env.value("?"));
      }
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<Integer> enumExpression(Env env) {
    int sum = 0;
    for (Colour colour : Colour.values()) {
      sum =
          sum * 10
              + switch (colour) {
                case RED -> await(env.value(1));
                case GREEN -> {
                  int n = await(env.value(2));
                  yield n + await(env.value(3));
                }
                case BLUE -> env.tap(7);
              };
    }
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<String> stringExpression(Env env) {
    String all = "";
    for (String s : new String[] {"a", "b", "c"}) {
      all +=
          switch (s) {
            case "a", "z" -> await(env.value("first"));
            case "b" -> {
              for (int i = 0; ; i++) {
                if (await(env.value(i)) == 2) {
                  yield "second" + i;
                }
              }
            }
            default -> env.tap("other");
          };
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<Integer> charsAndBytes(Env env) {
    int n = 0;
    switch (await(env.value('x'))) {
      case 'x':
        n += await(env.value(1));
        break;
      case 'y':
        n += 2;
        break;
      default:
    }
    byte b = (byte) n;
    switch (b) {
      case 1 -> n += await(env.value(10));
      case -1 -> n += 20;
      default -> {}
    }
    Short s = await(env.value((short) 5));
    switch (s) {
      case 5 -> n += await(env.value(100));
      default -> throw new IllegalStateException();
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<String> arrowsThatThrow(Env env) {
    try {
      String s =
          switch (await(env.value(3))) {
            case 1 -> "one";
            case 2 -> throw new IllegalArgumentException();
            default -> throw new IllegalStateException(await(env.value("three")));
          };
      return Coroutine.of(s);
    } catch (IllegalStateException e) {
      return Coroutine.of("caught " + e.getMessage() + await(env.value("!")));
    }
  }

  @Async
  public static Coroutine<Long> selectorOfAwaits(Env env) {
    return Coroutine.of(
        switch (await(env.value(1)) + await(env.value(2))) {
          case 3 -> 1L + await(env.value(2L));
          default -> await(env.value(0L));
        });
  }

  @Async
  public static Coroutine<Integer> nestedSwitches(Env env) {
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      switch (i / 2) {
        case 0:
          switch (await(env.value(i))) {
            case 0:
              sum += await(env.value(1));
              break;
            default:
              sum += 10;
          }
          break;
        default:
          sum +=
              switch (i) {
                case 2 ->
                    switch (await(env.value("k"))) {
                      case "k" -> await(env.value(100));
                      default -> 0;
                    };
                default -> await(env.value(1000));
              };
      }
    }
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<Integer> localsOfBranches(Env env) {
    int result = 0;
    for (int i = 0; i < 3; i++) {
      switch (i) {
        case 0:
          int x = await(env.value(5));
          result += x;
          break;
        case 1:
          x = await(env.value(6));
          String s = await(env.value("s"));
          result += x + s.length();
          break;
        default:
          x = 7;
          s = "longer";
          await(env.value(0));
          result += x * s.length();
      }
    }
    return Coroutine.of(result);
  }

  @Async
  public static Coroutine<String> selectorIsNull(Env env) {
    String s = await(env.<String>value(null));
    try {
      switch (s) {
        case "x":
          return Coroutine.of("x");
        default:
          return Coroutine.of("default");
      }
    } catch (NullPointerException e) {
      env.log(e);
      return Coroutine.of(await(env.value("null")));
    }
  }

  @Async
  public static Coroutine<Integer> switchAsArgumentBetweenAwaits(Env env) {
    return Coroutine.of(
        Math.addExact(
            Math.max(
                await(env.value(1)),
                switch (env.tap(Colour.GREEN)) {
                  case GREEN -> await(env.value(8));
                  default -> 9;
                }),
            await(env.value(2))));
  }

  @Async
  public static Coroutine<Integer> tryInsideExpression(Env env) {
    int n =
        switch (env.tap(1)) {
          case 1 -> {
            try {
              yield await(env.<Integer>failure(new IllegalStateException("inside")));
            } catch (IllegalStateException e) {
              yield await(env.value(2));
            } finally {
              env.log("finally " + await(env.value(3)));
            }
          }
          default -> 0;
        };
    return Coroutine.of(n);
  }
}
