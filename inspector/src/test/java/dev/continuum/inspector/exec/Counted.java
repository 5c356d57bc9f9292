package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.profile.CallTree;
import dev.continuum.inspector.profile.Profile;
import dev.continuum.inspector.profile.ProfiledFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a guest executes, counted by single steps of the debugger, and the same as a profile tells
 * it.
 *
 * @param ticks all instructions
 * @param counts by the offset of the instruction
 * @param own by the path of calls, what its last function has executed itself
 */
record Counted(long ticks, Map<Integer, Long> counts, Map<String, Long> own) {
  /** How many steps are taken at most. */
  private static final long MOST_STEPS = 2_000_000;

  static Counted stepping(Guest guest) throws Exception {
    return stepping(guest, Long.MAX_VALUE);
  }

  /** The same up to a tick, if the guest has not ended before. */
  static Counted stepping(Guest guest, long until) throws Exception {
    Map<Integer, Long> counts = new TreeMap<>();
    Map<String, Long> own = new TreeMap<>();
    try (DebugBackend backend = new SteppingBackend(guest)) {
      long ticks = backend.tick();
      while (ticks < until) {
        List<FrameInfo> frames = backend.frames(0, Integer.MAX_VALUE);
        Stop stop = backend.move(new Motion.StepInto(1), (id, scope, past) -> false);
        if (stop.tick() > ticks) {
          assertThat(stop.tick()).isEqualTo(ticks + 1).isLessThan(MOST_STEPS);
          ticks = stop.tick();
          counts.merge(frames.getFirst().offset(), 1L, Long::sum);
          own.merge(path(frames), 1L, Long::sum);
        }
        if (stop.reason() == Stop.Reason.TRAP
            || stop.reason() == Stop.Reason.EXIT
            || stop.reason() == Stop.Reason.END) {
          break;
        }
      }
      return new Counted(ticks, counts, own);
    }
  }

  private static String path(List<FrameInfo> frames) {
    List<String> names = new ArrayList<>();
    frames.reversed().forEach(frame -> names.add(frame.name()));
    return String.join(" ", names);
  }

  /** Runs a guest in the way that a profile is usually made. */
  static Profile profile(Guest guest) throws Exception {
    return profile(guest, Integer.MAX_VALUE);
  }

  /**
   * Runs a guest with a profile.
   *
   * @param heat how often a function is called until it has hot code
   */
  static Profile profile(Guest guest, int heat) throws Exception {
    GuestRun run = GuestRun.profiled(guest);
    run.setHeat(heat);
    try {
      run.run();
    } catch (TrapException | GuestExit | InterruptedException ended) {
      // That is how some guests end.
    }
    return run.profile();
  }

  static Counted of(Profile profile) {
    Map<Integer, Long> counts = new TreeMap<>();
    for (ProfiledFunction function : profile.functions()) {
      for (int i = 0; i < function.size(); i++) {
        if (function.count(i) > 0) {
          counts.put(function.offset(i), function.count(i));
        }
      }
    }
    Map<String, Long> own = new TreeMap<>();
    CallTree tree = profile.tree();
    for (int node = 1; node < tree.size(); node++) {
      if (tree.own(node) > 0) {
        own.merge(path(profile, node), tree.own(node), Long::sum);
      }
    }
    return new Counted(profile.ticks(), counts, own);
  }

  private static String path(Profile profile, int node) {
    int parent = profile.tree().parent(node);
    return (parent == 0 ? "" : path(profile, parent) + " ") + profile.name(node);
  }
}
