package io.fermata.campaign;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Defines and links damaged classes, each in a loader of its own, and tells how that ended. */
final class HostileAgentMain {
  private HostileAgentMain() {}

  /** Arguments: the file that {@link HostileAgentRun} wrote, and the jars that the classes need. */
  public static void main(String[] args) throws IOException {
    Map<String, byte[]> others = new HashMap<>();
    for (String jar : List.of(args).subList(1, args.length)) {
      Library.ofJar(Path.of(jar)).classes().forEach(others::putIfAbsent);
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(Path.of(args[0]))))) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String name = in.readUTF();
        byte[] classFile = in.readNBytes(in.readInt());
        // what the agent says of it stands behind its number
        System.err.println("# " + i);
        System.out.println(i + " " + end(name, classFile, others));
      }
    }
    System.out.println("alive");
  }

  private static String end(String name, byte[] classFile, Map<String, byte[]> others) {
    try {
      LinkingLoader loader =
          new LinkingLoader(each -> each.equals(name) ? classFile : others.get(each));
      @Nullable Throwable wrong = loader.link(name);
      return wrong == null ? "linked" : wrong.getClass().getName();
    } catch (Throwable e) {
      return e.getClass().getName();
    }
  }
}
