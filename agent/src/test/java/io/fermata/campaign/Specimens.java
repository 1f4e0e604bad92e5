package io.fermata.campaign;

import io.fermata.transform.GeneratedClass;
import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Sound class files to damage: with awaits, transformed, frames, and some without all that. */
final class Specimens {
  private Specimens() {}

  /**
   * @param each every how-manieth class of the library
   */
  static List<byte[]> of(Library library, long seed, int each) {
    Random random = new Random(seed);
    List<byte[]> specimens = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : library.classes().entrySet()) {
      if (random.nextInt(each) > 0 || entry.getValue().length > 20_000) {
        continue;
      }
      byte[] injected = AwaitInjector.inject(entry.getValue(), random.nextLong()).classFile();
      if (injected == null) {
        continue;
      }
      specimens.add(injected);
      specimens.add(injected);
      specimens.add(injected);
      if (random.nextInt(4) == 0) {
        Transformation outcome = new Transformer().transform(injected);
        if (outcome.changed()) {
          specimens.add(outcome.classFile());
        }
        outcome.frames().stream().limit(1).map(GeneratedClass::classFile).forEach(specimens::add);
      }
    }
    return specimens;
  }

  /** One of them, damaged. */
  static byte[] damaged(List<byte[]> specimens, long seed) {
    Random random = new Random(seed);
    byte[] sound = specimens.get(random.nextInt(specimens.size()));
    byte[] other = specimens.get(random.nextInt(specimens.size()));
    return new Damage(random).damage(sound, other);
  }
}
