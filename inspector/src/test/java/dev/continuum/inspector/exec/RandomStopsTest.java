package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.Space;
import dev.continuum.inspector.exec.random.Profile;
import dev.continuum.inspector.exec.random.RandomProgram;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Breakpoints and watchpoints stop random programs exactly where single steps see that they should,
 * forwards and backwards.
 */
class RandomStopsTest {
  private static final int PROGRAMS = Integer.getInteger("continuum.programs", 40);
  private static final int FIRST = Integer.getInteger("continuum.firstProgram", 0);
  private static final int MOST_STEPS = 1200;

  /** What is seen at a tick: the instruction that is next, and what is watched. */
  private record Seen(long tick, int offset, List<String> values) {}

  private static Guest guest(RandomProgram program, Random random) {
    RandomProgram.Call call = program.calls().get(random.nextInt(program.calls().size()));
    return new Guest(
        program.module(),
        ByteBuffer.wrap(program.bytes()),
        Map.of(),
        call.export(),
        List.of((long) call.first(), call.second()),
        OwnRun.LIMITS,
        Guest.DEFAULT_HISTORY);
  }

  /** Steps through a guest, instruction after instruction. */
  private static List<Seen> trace(Guest guest, List<Expression> watched) throws Exception {
    SteppingBackend backend = new SteppingBackend(guest);
    List<Seen> trace = new ArrayList<>();
    while (backend.depth() > 0 && trace.size() < MOST_STEPS) {
      List<String> values = new ArrayList<>();
      for (Expression each : watched) {
        values.add(each.evaluate(backend.scope(0)).toString());
      }
      int offset = backend.frames(0, 1).getFirst().offset();
      trace.add(new Seen(backend.tick(), offset, values));
      Stop stop = backend.move(new Motion.StepInto(1), (id, scope, past) -> true);
      if (stop.isEnd()) {
        break;
      }
    }
    return trace;
  }

  /**
   * @param expected where to stop, in order; at tick 0 only backwards, for forwards it starts there
   */
  private static void check(SteppingBackend backend, List<Long> expected, long last, String told) {
    List<Long> forwards = new ArrayList<>();
    Stop stop = backend.move(new Motion.Continue(), (id, scope, past) -> true);
    while (!stop.isEnd() && stop.tick() <= last) {
      forwards.add(stop.tick());
      stop = backend.move(new Motion.Continue(), (id, scope, past) -> true);
    }
    assertThat(forwards).as(told).isEqualTo(expected.stream().filter(tick -> tick > 0).toList());
    backend.move(new Motion.ToTick(last), (id, scope, past) -> true);
    List<Long> backwards = new ArrayList<>();
    stop = backend.move(new Motion.ReverseContinue(), (id, scope, past) -> true);
    while (stop.reason() != Stop.Reason.START_OF_HISTORY) {
      backwards.addFirst(stop.tick());
      stop = backend.move(new Motion.ReverseContinue(), (id, scope, past) -> true);
    }
    assertThat(backwards)
        .as("backwards, " + told)
        .isEqualTo(expected.stream().filter(tick -> tick < last).toList());
  }

  @Test
  void breakpointsStopWhereStepsPass() throws Exception {
    for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
      Random random = new Random(seed);
      Guest guest = guest(RandomProgram.of(seed, Profile.ALL), random);
      List<Seen> trace = trace(guest, List.of());
      long last = trace.getLast().tick;
      SteppingBackend backend = new SteppingBackend(guest);
      backend.setHeat(seed % 2 == 0 ? 1 : HotEntries.USUAL_HEAT);
      Set<Integer> offsets = new java.util.TreeSet<>();
      for (int i = 0; i < 4; i++) {
        offsets.add(trace.get(random.nextInt(trace.size())).offset);
      }
      int id = 1;
      for (int offset : offsets) {
        assertThat(backend.bind(id++, new Location.Instruction(offset), 0)).containsExactly(offset);
      }
      check(
          backend,
          trace.stream().filter(seen -> offsets.contains(seen.offset)).map(Seen::tick).toList(),
          last,
          "seed " + seed + ", breakpoints at " + offsets);
    }
  }

  @Test
  void watchpointsStopBehindEachChange() throws Exception {
    for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
      Random random = new Random(seed);
      Guest guest = guest(RandomProgram.of(seed, Profile.SECOND), random);
      SteppingBackend backend = new SteppingBackend(guest);
      backend.setHeat(seed % 2 == 0 ? 1 : HotEntries.USUAL_HEAT);
      List<Expression> watched = new ArrayList<>();
      int globals = backend.scope(0).count(Space.GLOBAL);
      for (int i = 0; i < 3; i++) {
        watched.add(Expression.parse("global[" + random.nextInt(globals) + "]"));
      }
      watched.add(Expression.parse("memory[" + random.nextInt(256) + "]:i64"));
      watched.add(Expression.parse("memory[" + random.nextInt(0x3fff) + "]:u8"));
      watched.add(Expression.parse("table[0][" + random.nextInt(8) + "]"));
      List<Seen> trace = trace(guest, watched);
      long last = trace.getLast().tick;
      int id = 1;
      for (Expression each : watched) {
        backend.bind(id++, new Location.Watch(each, Location.Access.CHANGE), 0);
      }
      List<Long> expected = new ArrayList<>();
      for (int i = 1; i < trace.size(); i++) {
        if (!trace.get(i).values.equals(trace.get(i - 1).values)) {
          expected.add(trace.get(i).tick);
        }
      }
      check(backend, expected, last, "seed " + seed + ", watching " + watched);
    }
  }

  /** A local is watched in one frame, for as long as that is there. */
  @Test
  void watchpointsOfLocalsStopBehindEachChange() throws Exception {
    for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
      Random random = new Random(seed);
      Guest guest = guest(RandomProgram.of(seed, Profile.SECOND), random);
      SteppingBackend backend = new SteppingBackend(guest);
      backend.setHeat(seed % 2 == 0 ? 1 : HotEntries.USUAL_HEAT);
      SteppingBackend stepped = new SteppingBackend(guest);
      long start = random.nextInt(60);
      for (SteppingBackend each : List.of(backend, stepped)) {
        each.move(new Motion.StepInto(start), (id, scope, past) -> true);
      }
      if (stepped.depth() == 0 || stepped.tick() < start) {
        continue;
      }
      int local = random.nextInt(stepped.scope(0).count(Space.LOCAL));
      Expression watched = Expression.parse("local[" + local + "]");
      int depth = stepped.depth();
      List<Long> expected = new ArrayList<>();
      String before = value(stepped, 0, local);
      long last = start;
      for (int i = 0; i < MOST_STEPS; i++) {
        if (stepped.move(new Motion.StepInto(1), (id, scope, past) -> true).isEnd()
            || stepped.depth() < depth) {
          break;
        }
        last = stepped.tick();
        String now = value(stepped, stepped.depth() - depth, local);
        if (!now.equals(before)) {
          expected.add(last);
        }
        before = now;
      }
      backend.bind(1, new Location.Watch(watched, Location.Access.CHANGE), 0);
      List<Long> forwards = new ArrayList<>();
      Stop stop = backend.move(new Motion.Continue(), (id, scope, past) -> true);
      while (!stop.isEnd() && stop.tick() <= last) {
        forwards.add(stop.tick());
        stop = backend.move(new Motion.Continue(), (id, scope, past) -> true);
      }
      assertThat(forwards)
          .as("seed " + seed + ", watching " + watched + " at depth " + depth + " from " + start)
          .isEqualTo(expected);
    }
  }

  private static String value(SteppingBackend backend, int level, int local) {
    Cell cell = new Cell();
    backend.scope(level).local(local, cell);
    return cell.value().toString();
  }
}
