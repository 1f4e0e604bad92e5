package io.fermata.samples.tutorial;

import io.fermata.Coroutine;
import io.fermata.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs the tutorial's programs: all three, or those that are named. */
public final class Main {
  private static final String USAGE =
      """
      Usage: tutorial [--virtual] [sequential] [tasks] [progress]
        Runs the programs named, or all three.
        --virtual  in virtual time: the clock jumps over the waiting
      """;

  private Main() {}

  /** See the usage text. */
  public static void main(String[] args) {
    boolean virtual = false;
    List<Supplier<Coroutine<Void>>> programs = new ArrayList<>();
    for (String arg : args) {
      switch (arg) {
        case "--virtual" -> virtual = true;
        case "sequential" -> programs.add(Sequential::main);
        case "tasks" -> programs.add(Tasks::main);
        case "progress" -> programs.add(Progress::main);
        case "--help" -> {
          System.out.print(USAGE);
          System.exit(0);
        }
        default -> {
          System.err.print(USAGE);
          System.exit(2);
        }
      }
    }
    if (programs.isEmpty()) {
      programs = List.of(Sequential::main, Tasks::main, Progress::main);
    }
    for (Supplier<Coroutine<Void>> program : programs) {
      run(program.get(), virtual);
    }
  }

  private static void run(Coroutine<Void> program, boolean virtual) {
    try (EventLoop loop =
        virtual ? EventLoop.builder().virtualTime().build() : EventLoop.create()) {
      loop.run(program);
    }
  }
}
