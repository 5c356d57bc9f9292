package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.DataType;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.Space;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.exec.random.Profile;
import dev.continuum.inspector.exec.random.RandomProgram;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * At every moment of a random program its state is the same, whichever way the moment was reached:
 * {@code run n; back k; forward k}, steps over calls and back, after changes, and from a file.
 *
 * <p>More programs: {@code -Dcontinuum.programs=20000 -Dcontinuum.firstProgram=1000}.
 */
class RandomHistoryTest {
  private static final int PROGRAMS = Integer.getInteger("continuum.programs", 40);
  private static final int FIRST = Integer.getInteger("continuum.firstProgram", 0);
  private static final DebugBackend.HitListener NEVER = (id, scope, past) -> false;

  /** A random program under way, with what is drawn for it. */
  private static final class Walk {
    final RandomProgram program;
    final Guest guest;
    final Random random;
    SteppingBackend backend;

    /** The state at each tick that has been seen, and where it was at the end of the guest. */
    final Map<Long, String> states = new TreeMap<>();

    Walk(int seed, Profile profile) throws Exception {
      program = RandomProgram.of(seed, profile);
      random = new Random(seed);
      RandomProgram.Call call = program.calls().get(random.nextInt(program.calls().size()));
      guest =
          new Guest(
              program.module(),
              ByteBuffer.wrap(program.bytes()),
              Map.of(),
              call.export(),
              List.of((long) call.first(), call.second()),
              OwnRun.LIMITS,
              Guest.DEFAULT_HISTORY);
      backend = new SteppingBackend(guest);
      backend.setHeat(seed % 3 + 1);
    }

    Stop move(Motion motion) {
      return backend.move(motion, NEVER);
    }

    String state() {
      return StateDigest.of(backend);
    }

    String told(String what) {
      return "seed " + program.seed() + ", " + what + " to tick " + backend.tick();
    }

    /** Compares the state with what it was at this tick before. */
    void see(String what) {
      String state = state();
      String before =
          states.putIfAbsent(2 * backend.tick() + (backend.depth() == 0 ? 1 : 0), state);
      if (before != null) {
        assertThat(state).as(told(what)).isEqualTo(before);
      }
    }

    /** Any motion that needs no place. */
    Motion motion(long end) {
      return switch (random.nextInt(9)) {
        case 0, 1 -> new Motion.StepInto(1 + random.nextInt(random.nextBoolean() ? 3 : 200));
        case 2, 3 -> new Motion.StepBack(1 + random.nextInt(random.nextBoolean() ? 3 : 200));
        case 4 -> new Motion.ToTick(random.nextLong(end + 1));
        case 5 -> new Motion.StepOver();
        case 6 -> new Motion.StepBackOver();
        case 7 -> new Motion.StepOut();
        default -> new Motion.StepBackOut();
      };
    }

    /** Changes something to a value drawn, or to what it is already. */
    boolean change(boolean really) throws Exception {
      Scope scope = backend.scope(0);
      Cell cell = new Cell();
      Place place;
      if (backend.depth() > 0 && random.nextBoolean()) {
        if (scope.stackSize() > 0 && random.nextBoolean()) {
          int depth = random.nextInt(scope.stackSize());
          scope.stack(depth, cell);
          place = new Place.Stack(depth);
        } else {
          int index = random.nextInt(scope.count(Space.LOCAL));
          scope.local(index, cell);
          place = new Place.Local(index);
        }
      } else if (random.nextBoolean()) {
        int index = random.nextInt(scope.count(Space.GLOBAL));
        if (!scope.isMutableGlobal(index)) {
          return false;
        }
        scope.global(index, cell);
        place = new Place.Global(index);
      } else {
        int address = random.nextInt(0x4000);
        cell.setI32((int) scope.memory(0).load(address, 4));
        place = new Place.Memory(0, address, 4, DataType.I32);
      }
      Value value = cell.value();
      if (really) {
        value =
            switch (value) {
              // Small, for it may be the fuel.
              case Value.I32 any -> new Value.I32(random.nextInt(100));
              case Value.I64 any -> new Value.I64(random.nextLong());
              case Value.F32 any -> new Value.F32(Float.floatToRawIntBits(random.nextFloat()));
              case Value.F64 any -> new Value.F64(Double.doubleToRawLongBits(random.nextDouble()));
              case Value.V128 any -> new Value.V128(random.nextLong(), random.nextLong());
              default -> value;
            };
      }
      backend.change(0, new Assignment.Change(place, value));
      return true;
    }
  }

  @Test
  void everyWayLeadsToTheSameState() throws Exception {
    for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
      Walk walk = new Walk(seed, Profile.ALL);
      walk.see("entry");
      walk.move(new Motion.Continue());
      long end = walk.backend.tick();
      walk.see("continued");
      for (int i = 0; i < 40; i++) {
        Motion motion = walk.motion(end);
        walk.move(motion);
        walk.see(motion.toString());
        if (random(walk, 5)) {
          // An image here, and nothing else; what comes behind has to come again.
          if (walk.change(false)) {
            walk.see("changed to the same");
          }
        }
      }
      walk.move(new Motion.Continue());
      walk.see("continued again");
      anew(walk);
    }
  }

  private static boolean random(Walk walk, int in) {
    return walk.random.nextInt(in) == 0;
  }

  /** Compares with another engine that makes instruction after instruction, never going back. */
  private static void anew(Walk walk) throws Exception {
    SteppingBackend other = new SteppingBackend(walk.guest);
    walk.backend = other;
    long at = 0;
    for (long key : List.copyOf(walk.states.keySet())) {
      if (key % 2 == 0) {
        if (key / 2 > at) {
          walk.move(new Motion.StepInto(key / 2 - at));
          at = key / 2;
        }
        if (other.depth() > 0) {
          walk.see("anew");
        }
      }
    }
  }

  @Test
  void runBackAndForwardIsTheSame() throws Exception {
    for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
      Walk walk = new Walk(seed, Profile.ALL);
      for (int i = 0; i < 12; i++) {
        Stop stop = walk.move(new Motion.StepInto(1 + walk.random.nextInt(150)));
        String there = walk.state();
        long back = walk.random.nextLong(walk.backend.tick() + 1);
        if (back > 0) {
          walk.move(new Motion.StepBack(back));
          walk.move(new Motion.StepInto(back));
        }
        if (!stop.isEnd()) {
          assertThat(walk.state()).as(walk.told("back and forward by " + back)).isEqualTo(there);
        }
      }
    }
  }

  @Test
  void aStepOverIsUndoneByOneBack() throws Exception {
    for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
      Walk walk = new Walk(seed, Profile.ALL);
      long end = walk.move(new Motion.Continue()).tick();
      for (int i = 0; i < 20; i++) {
        walk.move(new Motion.ToTick(walk.random.nextLong(end + 1)));
        if (walk.backend.depth() == 0) {
          continue;
        }
        String there = walk.state();
        long tick = walk.backend.tick();
        FrameInfo frame = walk.backend.frames(0, 1).getFirst();
        int depth = walk.backend.depth();
        Stop over = walk.move(new Motion.StepOver());
        assertThat(walk.backend.tick()).as(walk.told("over")).isGreaterThanOrEqualTo(tick);
        if (over.reason() == Stop.Reason.STEP && walk.backend.depth() == depth) {
          if (walk.backend.frames(0, 1).getFirst().function() != frame.function()) {
            // A tail call has put another function in its place.
            continue;
          }
          walk.move(new Motion.StepBackOver());
          assertThat(walk.state()).as(walk.told("over and back")).isEqualTo(there);
        }
      }
    }
  }

  /** A change stays, however far the guest runs on and comes back. */
  @Test
  void changesStayInThePast() throws Exception {
    for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
      Walk walk = new Walk(seed, Profile.ALL);
      Walk straight = new Walk(seed, Profile.ALL);
      long end = walk.move(new Motion.Continue()).tick();
      // Mostly early, so that there is room for many moments behind it.
      long at = walk.random.nextLong(end / (random(walk, 3) ? 1 : 12) + 1);
      walk.move(new Motion.ToTick(at));
      straight.move(new Motion.ToTick(at));
      long draws = walk.random.nextLong();
      walk.random.setSeed(draws);
      straight.random.setSeed(draws);
      if (!walk.change(true)) {
        continue;
      }
      straight.change(true);
      walk.states.clear();
      for (int i = 0; i < 30; i++) {
        walk.move(new Motion.StepInto(1 + walk.random.nextInt(1 + (int) (end / 20))));
        walk.see("on");
        // Images of later moments, which push out earlier ones.
        walk.change(false);
      }
      for (int i = 0; i < 10; i++) {
        long reached = walk.backend.lastTick();
        long near = Math.min(reached, at + walk.random.nextInt(50));
        walk.move(
            new Motion.ToTick(
                walk.random.nextBoolean() ? near : walk.random.nextLong(reached + 1)));
        if (walk.backend.tick() >= at) {
          walk.see("back");
        }
        walk.move(new Motion.StepInto(1 + walk.random.nextInt(50)));
        if (walk.backend.tick() >= at) {
          walk.see("forward");
        }
      }
      long last = straight.backend.tick();
      for (long key : walk.states.keySet()) {
        long tick = key / 2;
        if (tick > last && key % 2 == 0) {
          straight.move(new Motion.StepInto(tick - last));
          last = tick;
          if (straight.backend.depth() > 0) {
            assertThat(straight.state())
                .as(straight.told("straight"))
                .isEqualTo(walk.states.get(key));
          }
        }
      }
    }
  }

  /** What is saved and opened goes on as if nothing had happened, forwards and backwards. */
  @Test
  void whatIsOpenedGoesOnTheSameWay() throws Exception {
    for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
      Walk walk = new Walk(seed, Profile.ALL);
      long end = walk.move(new Motion.Continue()).tick();
      for (int i = 0; i < 4; i++) {
        walk.move(new Motion.ToTick(walk.random.nextLong(end + 1)));
        walk.change(random(walk, 2));
        walk.move(walk.motion(end));
      }
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      walk.backend.save(file);
      SteppingBackend saved = walk.backend;
      SteppingBackend opened =
          SteppingBackend.open(walk.guest, new ByteArrayInputStream(file.toByteArray()));
      opened.setHeat(1);
      assertThat(opened.firstTick()).isEqualTo(saved.firstTick());
      assertThat(opened.lastTick()).isEqualTo(saved.lastTick());
      for (int i = 0; i < 12; i++) {
        walk.backend = opened;
        String state = walk.state();
        assertThat(state).as(walk.told("opened, " + i)).isEqualTo(StateDigest.of(saved));
        Motion motion = walk.motion(end);
        Stop stop = walk.move(motion);
        walk.backend = saved;
        assertThat(stop).as(walk.told(motion.toString())).isEqualTo(walk.move(motion));
      }
    }
  }
}
