package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** Awaits with operands waiting below them on the stack. */
public class OperandStackCases {
  static int counter;
  static long total;
  int field = 3;

  @Async
  public static Coroutine<Integer> intBelow(Env env) {
    return Coroutine.of(env.tap(1) + await(env.value(2)));
  }

  @Async
  public static Coroutine<Long> longBelow(Env env) {
    return Coroutine.of(env.tap(1L << 40) - await(env.value(2L)));
  }

  @Async
  public static Coroutine<Float> floatBelow(Env env) {
    return Coroutine.of(env.tap(1.5f) / await(env.value(4f)));
  }

  @Async
  public static Coroutine<Double> doubleBelow(Env env) {
    return Coroutine.of(env.tap(-0.0) * await(env.value(2.0)));
  }

  @Async
  public static Coroutine<Boolean> comparisonBelow(Env env) {
    boolean less = env.tap(3L) < await(env.value(4L));
    boolean more = env.tap(3.5) > await(env.value(4.5));
    return Coroutine.of(less & !more);
  }

  @Async
  public static Coroutine<String> everyKindBelow(Env env) {
    String text =
        join(
            env.tap(1),
            env.tap(2L),
            env.tap("three"),
            await(env.value(4)),
            env.tap(5.0),
            env.tap('6'),
            await(env.value("seven")));
    env.log(text);
    return Coroutine.of(text);
  }

  @Async
  public static Coroutine<String> smallKindsBelow(Env env) {
    return Coroutine.of(
        small(
            env.tap(true),
            env.tap((byte) -1),
            env.tap('c'),
            env.tap((short) -2),
            env.tap(1.25f),
            await(env.value((byte) 7))));
  }

  @Async
  public static Coroutine<String> nullBelow(Env env) {
    return Coroutine.of(join(1, 2L, null, await(env.value(4)), 5.0, '6', await(env.value(null))));
  }

  @Async
  public static Coroutine<String> receiverBelow(Env env) {
    return Coroutine.of(
        env.tap(new StringBuilder("a"))
            .append(await(env.value("b")))
            .append(await(env.value(1L)))
            .append(await(env.value('c')))
            .reverse()
            .toString());
  }

  @Async
  public static Coroutine<List<String>> interfaceReceiverBelow(Env env) {
    List<String> list = new ArrayList<>();
    list.add(await(env.value("x")));
    list.add(env.tap(0), await(env.value("y")));
    env.log(list);
    return Coroutine.of(list);
  }

  @Async
  public static Coroutine<Integer> awaitsInArgumentsOfAwaits(Env env) {
    int sum =
        add(
            env.tap(1),
            await(env.value(add(await(env.value(2)), 0, await(env.value(3))))) * env.tap(10),
            await(env.value(await(env.value(4)) + await(env.value(5)))));
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<Integer> oldValueOfALocalBelow(Env env) {
    int x = 1;
    int sum = x + (x = await(env.value(5))) * 10 + x * 100;
    env.log("x", x);
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<Integer> incrementBelow(Env env) {
    int i = 7;
    int sum = i++ * 1000 + await(env.value(1)) * 100 + ++i + await(env.value(2)) + i--;
    env.log("i", i);
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<Integer> conditionalBelow(Env env) {
    int sum = (env.tap(true) ? env.tap(1) : env.tap(2)) + await(env.value(30));
    sum += (env.tap(sum) > 100 ? 1 : 2) * (await(env.value(true)) ? await(env.value(3)) : 4);
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<String> conditionalsAllOver(Env env) {
    boolean yes = env.tap(true);
    boolean no = env.tap(false);
    return Coroutine.of(
        join(
            yes ? await(env.value(1)) : await(env.value(2)),
            no ? env.tap(3L) : await(env.value(4L)),
            yes ? (no ? "a" : await(env.value("b"))) : null,
            no ? 5 : yes ? await(env.value(6)) : 7,
            await(env.value(8.0)),
            await(env.value(no)) ? 'x' : await(env.value('y')),
            no ? null : "end"));
  }

  @Async
  public static Coroutine<Integer> switchExpressionAboveOperands(Env env) {
    int sum =
        env.tap(1)
            + switch (await(env.value(2))) {
              case 1 -> env.tap(10);
              case 2 -> await(env.value(20));
              default -> throw new IllegalStateException();
            }
            + await(env.value(300));
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<Integer> switchExpressionWithTryAboveOperands(Env env) {
    int sum =
        env.tap(1) * 1000
            + switch (env.tap(2)) {
              case 2 -> {
                try {
                  yield env.tap(3) + await(env.<Integer>failure(new IllegalStateException("no")));
                } catch (IllegalStateException e) {
                  env.log(e);
                  yield await(env.value(20));
                }
              }
              default -> 5;
            };
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<Boolean> logicInArguments(Env env) {
    return Coroutine.of(
        check(
            env.tap(1),
            await(env.value(true)) && await(env.value(false)) || env.tap(true),
            env.tap(2L),
            !await(env.value(true)) | await(env.value(true)) ^ env.tap(false)));
  }

  @Async
  public static Coroutine<Integer> functionBelow(Env env) {
    int offset = env.tap(5);
    IntUnaryOperator times = x -> x * 3;
    return Coroutine.of(
        apply(x -> x + offset, await(env.value(1)), times)
            + apply(env::tap, await(env.value(2)), times));
  }

  @Async
  public static Coroutine<Integer> classConstantAndFieldsBelow(Env env) {
    OperandStackCases self = new OperandStackCases();
    counter = 4;
    total = 50;
    int sum = counter + self.field * await(env.value(2));
    self.field = await(env.value(9)) + self.field;
    total = total + await(env.value(1L)) + self.field;
    env.log(total);
    env.log(describe(String.class, await(env.value("s"))));
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<Integer> fieldReadBeforeItChanges(Env env) {
    OperandStackCases self = new OperandStackCases();
    int sum = self.field * 10 + await(self.changes(env)) + self.field * 100;
    return Coroutine.of(sum);
  }

  @Async
  Coroutine<Integer> changes(Env env) {
    field = await(env.value(7));
    return Coroutine.of(1);
  }

  @Async
  public static Coroutine<String> castsBelow(Env env) {
    Object number = env.tap((Object) 12);
    Object text = env.tap((Object) "text");
    return Coroutine.of(
        join(
            (Integer) number,
            (long) (int) (Integer) number,
            (String) text,
            await(env.value((int) 'a')),
            (float) (double) await(env.value(2.5)),
            (char) (int) await(env.value(98)),
            (String) (Object) await(env.value("z"))));
  }

  @Async
  public static Coroutine<Integer> twentyBelow(Env env) {
    int sum =
        await(env.value(1))
            - (await(env.value(2))
                - (env.tap(3)
                    - (4
                        - (env.tap(5)
                            - (await(env.value(6))
                                - (7
                                    - (8
                                        - (9
                                            - (10
                                                - (11
                                                    - (12
                                                        - (13
                                                            - (14
                                                                - (15
                                                                    - (16
                                                                        - (17
                                                                            - (18
                                                                                - (19
                                                                                    - await(
                                                                                        env.value(
                                                                                            20))))))))))))))))))));
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<Long> manyLongsBelow(Env env) {
    return Coroutine.of(
        sum(
            env.tap(1L),
            env.tap(2L),
            3,
            env.tap(4L),
            await(env.value(5L)),
            6,
            await(env.value(7L))));
  }

  @Async
  public static Coroutine<String> chainOfDifferentTypes(Env env) {
    Supplier<StringBuilder> start = () -> env.tap(new StringBuilder("<"));
    return Coroutine.of(
        start
            .get()
            .append(await(env.value(1)))
            .append(Arrays.asList(await(env.value("l")), env.tap(2), await(env.value(3L))))
            .append(new char[] {await(env.value('c'))})
            .insert((int) await(env.value(0)), (float) await(env.value(2.5f)))
            .append(">")
            .toString());
  }

  @Async
  public static Coroutine<Void> resultDropped(Env env) {
    await(env.value(1));
    await(env.value(2L));
    await(env.value(null));
    env.tap(add(1, 2, await(env.value(3))));
    return Coroutine.done();
  }

  static String join(int a, long b, String c, int d, double e, char f, String g) {
    return a + "," + b + "," + c + "," + d + "," + e + "," + f + "," + g;
  }

  static String small(boolean a, byte b, char c, short d, float e, byte f) {
    return a + "," + b + "," + c + "," + d + "," + e + "," + f;
  }

  static int add(int a, int b, int c) {
    return a + b + c;
  }

  static long sum(long a, long b, long c, long d, long e, long f, long g) {
    return ((((((a * 3 + b) * 3 + c) * 3 + d) * 3 + e) * 3) + f) * 3 + g;
  }

  static boolean check(int a, boolean b, long c, boolean d) {
    return a < c && b && d;
  }

  static int apply(IntUnaryOperator f, int x, IntUnaryOperator g) {
    return g.applyAsInt(f.applyAsInt(x));
  }

  static String describe(Class<?> type, Object value) {
    return type.getSimpleName() + ":" + value;
  }
}
