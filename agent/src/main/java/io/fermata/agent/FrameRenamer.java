package io.fermata.agent;

import io.fermata.transform.GeneratedClass;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/**
 * Writes other class names into a class file; needed after a hot swap, and where a class that is
 * not ours has the name of a frame.
 */
final class FrameRenamer {
  private FrameRenamer() {}

  static GeneratedClass rename(GeneratedClass frame, String name) {
    byte[] classFile = rename(frame.classFile(), Map.of(frame.internalName(), name));
    return new GeneratedClass(name, classFile, frame.layout());
  }

  static byte[] rename(byte[] classFile, Map<String, String> names) {
    ClassWriter writer = new ClassWriter(0);
    SimpleRemapper remapper = new SimpleRemapper(Opcodes.ASM9, names);
    new ClassReader(classFile).accept(new ClassRemapper(writer, remapper), 0);
    return writer.toByteArray();
  }
}
