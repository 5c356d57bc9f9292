package dev.continuum.inspector.exec;

import java.util.Random;

/** Engines that run in other ways than quick code in one go, and have to do the same. */
public final class EngineModes {
  private static final long NEVER = Long.MAX_VALUE / 2;

  private EngineModes() {}

  /** An engine that runs quick code where it can. */
  public static Engine quick(EngineLimits limits) {
    return new Engine(limits);
  }

  /** An engine that makes hot code of every function when it is first called. */
  public static Engine hot(EngineLimits limits) {
    Engine engine = new Engine(limits);
    engine.execution().entries().setHeat(1);
    return engine;
  }

  /** An engine that makes every instruction in plain code. */
  public static Engine plain(EngineLimits limits) {
    Engine engine = new Engine(limits);
    engine.execution().setPlainOnly(true);
    return engine;
  }

  /** An engine that counts for a profile what it runs. */
  public static Engine profiled(EngineLimits limits) {
    Engine engine = new Engine(limits);
    engine.profile();
    return engine;
  }

  /** An engine that stops at random ticks, and goes on in quick or in plain code. */
  public static Engine mixed(EngineLimits limits, long seed) {
    Engine engine = new Engine(limits);
    Random random = new Random(seed);
    engine.execution().entries().setHeat(1 + random.nextInt(3));
    engine.driveBy(execution -> mix(execution, random));
    return engine;
  }

  private static Execution.Event mix(Execution execution, Random random) {
    while (true) {
      execution.setPlainOnly(random.nextInt(3) == 0);
      // Mostly a few ticks; now and then many, so that what runs for long ends as well.
      int bits = random.nextInt(random.nextInt(4) == 0 ? 20 : 5);
      long until = execution.tick() + 1 + random.nextInt(1 << bits);
      Execution.Event event = execution.advance(Math.min(until, NEVER), false);
      if (event != Execution.Event.TICK) {
        return event;
      }
    }
  }
}
