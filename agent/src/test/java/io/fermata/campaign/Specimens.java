package io.fermata.campaign;

import io.fermata.harness.Cases;
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
        addOutput(specimens, injected);
      }
    }
    return specimens;
  }

  /** The project's own cases, and the code without its compiler's hand that {@link Shape} makes. */
  static List<byte[]> own() {
    List<byte[]> specimens = new ArrayList<>();
    for (String name : Cases.classNames()) {
      byte[] classFile = Cases.bytes(name);
      specimens.add(classFile);
      specimens.add(classFile);
      addOutput(specimens, classFile);
    }
    for (Shape shape : Shape.values()) {
      specimens.add(shape.classFile(5));
    }
    return specimens;
  }

  private static void addOutput(List<byte[]> specimens, byte[] classFile) {
    Transformation outcome = new Transformer().transform(classFile);
    if (outcome.changed()) {
      specimens.add(outcome.classFile());
    }
    outcome.frames().stream().limit(1).map(GeneratedClass::classFile).forEach(specimens::add);
  }

  /** One of them, damaged. */
  static byte[] damaged(List<byte[]> specimens, long seed) {
    Random random = new Random(seed);
    byte[] sound = specimens.get(random.nextInt(specimens.size()));
    byte[] other = specimens.get(random.nextInt(specimens.size()));
    return new Damage(random).damage(sound, other);
  }
}
