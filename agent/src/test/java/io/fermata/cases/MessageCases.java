package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;

/** What the JVM itself says of a failure names variables, fields and types of the source. */
public class MessageCases {
  private String name;
  private int[] numbers;
  private MessageCases next;
  private static String shared;

  private static void log(Env env, RuntimeException failure) {
    env.log(failure.getMessage());
  }

  @Async
  public static Coroutine<String> fieldsOfThis(Env env) {
    return new MessageCases().fields(env);
  }

  @Async
  Coroutine<String> fields(Env env) {
    String text = await(env.value("text"));
    try {
      env.log(name.length());
    } catch (NullPointerException e) {
      log(env, e);
    }
    try {
      numbers[1]++;
    } catch (NullPointerException e) {
      log(env, e);
    }
    await(env.value(1));
    try {
      next.next.name = text;
    } catch (NullPointerException e) {
      log(env, e);
    }
    return Coroutine.of(text);
  }

  @Async
  public static Coroutine<Integer> parameters(Env env) {
    return new MessageCases().parameters(env, 7L, null, null, null);
  }

  @Async
  Coroutine<Integer> parameters(
      Env env, long wide, String text, MessageCases other, String written) {
    try {
      env.log(written.length());
    } catch (NullPointerException e) {
      log(env, e);
    }
    written = await(env.value((String) null));
    try {
      env.log(text.length());
    } catch (NullPointerException e) {
      log(env, e);
    }
    try {
      other.next.name = await(env.value("name"));
    } catch (NullPointerException e) {
      log(env, e);
    }
    try {
      env.log(written.length() + wide);
    } catch (NullPointerException e) {
      log(env, e);
    }
    return Coroutine.of(await(env.value(2)));
  }

  @Async
  public static Coroutine<Integer> localsAndStatics(Env env) {
    MessageCases local = new MessageCases();
    String[][] texts = new String[await(env.value(2))][];
    try {
      env.log(local.next.name);
    } catch (NullPointerException e) {
      log(env, e);
    }
    try {
      env.log(texts[1][await(env.value(0))] == null);
    } catch (NullPointerException e) {
      env.log("no element");
    }
    try {
      env.log(texts[1][0] + await(env.value(0)));
    } catch (NullPointerException e) {
      log(env, e);
    }
    try {
      env.log(shared.length());
    } catch (NullPointerException e) {
      log(env, e);
    }
    return Coroutine.of(await(env.value(3)));
  }

  @Async
  public static Coroutine<Integer> castsOfResults(Env env) {
    try {
      env.tap((int) await(env.<Object>value("int")));
    } catch (ClassCastException e) {
      log(env, e);
    }
    try {
      env.tap((long) await(env.<Object>value(4)));
    } catch (ClassCastException e) {
      log(env, e);
    }
    try {
      env.tap((double) await(env.<Object>value(4L)));
    } catch (ClassCastException e) {
      log(env, e);
    }
    try {
      env.tap((char) await(env.<Object>value(new MessageCases())));
    } catch (ClassCastException e) {
      env.log("no character");
    }
    try {
      env.tap((String) await(env.<Object>value(new int[0])));
    } catch (ClassCastException e) {
      log(env, e);
    }
    return Coroutine.of(await(env.value(4)));
  }
}
