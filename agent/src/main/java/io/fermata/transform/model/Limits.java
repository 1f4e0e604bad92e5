package io.fermata.transform.model;

/** The limits of what can be transformed, each with its reason. */
public final class Limits {
  /**
   * What two bytes count, as most of a class file is counted (JVMS 4.11): the bytes of a method's
   * code and of a text, slots, constants, methods.
   */
  public static final int MOST = 0xFFFF;

  /** The slots of a method's parameters, {@code this} included (JVMS 4.3.3). */
  public static final int MOST_PARAMETER_SLOTS = 255;

  /** A method with more bytecode is never compiled, unless -XX:-DontCompileHugeMethods is set. */
  public static final int MOST_COMPILED = 8000;

  /** The values that one method moves to locals: each takes at least two bytes of its code. */
  public static final int MOST_MOVED = 30_000;

  /** The values that the awaits of a method keep: to save and to restore one takes ten bytes. */
  public static final int MOST_SPILLED = 6553;

  /**
   * The ranges of handlers while they are split at awaits: more than the {@link #MOST} of a class
   * file, which is asked in the end, and few enough for the memory.
   */
  public static final int MOST_HANDLER_PARTS = 100_000;

  /** The types in all states, or in all stack maps, of a method: each is an entry in a list. */
  public static final int MOST_TYPES = 8_000_000;

  /** The same for all stack maps of a class as it is read; a byte of it can stand for 65535. */
  public static final int MOST_TYPES_READ = 16_000_000;

  /**
   * What a verification in memory may keep: a reference for each local and operand at each
   * instruction.
   */
  public static final long MOST_VERIFIED = 30_000_000;

  /** The bytes that the name of a file takes, on most file systems. */
  public static final int LONGEST_FILE_NAME = 255;

  /** The characters of a refusal: a text has {@link #MOST} bytes, a character up to three. */
  public static final int MOST_CHARACTERS = 20_000;

  private Limits() {}
}
