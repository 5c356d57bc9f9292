package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.DebugBackend.HitListener;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.DataType;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.Space;
import dev.continuum.inspector.debug.origin.Origin;
import dev.continuum.inspector.debug.origin.OriginStep;
import dev.continuum.inspector.debug.origin.Origins;
import dev.continuum.inspector.exec.random.Profile;
import dev.continuum.inspector.exec.random.RandomProgram;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Asking where values of random programs came from changes nothing, and never meets another. */
class RandomOriginTest {
  private static final int PROGRAMS = Integer.getInteger("continuum.programs", 40);
  private static final int FIRST = Integer.getInteger("continuum.firstProgram", 0);

  private final Set<OriginStep.Kind> seen = EnumSet.noneOf(OriginStep.Kind.class);

  private static Place place(SteppingBackend backend, int level, Random random) {
    Scope scope = backend.scope(level);
    return switch (random.nextInt(8)) {
      case 0 -> new Place.Memory(0, random.nextInt(0x4000), 4, DataType.I32);
      case 1 -> new Place.Global(random.nextInt(scope.count(Space.GLOBAL)));
      case 2, 3 -> new Place.Local(random.nextInt(scope.count(Space.LOCAL)));
      default ->
          scope.stackSize() > 0
              ? new Place.Stack(random.nextInt(scope.stackSize()))
              : new Place.Local(0);
    };
  }

  @Test
  void leavesThemWhereTheyStood() throws Exception {
    for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
      RandomProgram program = RandomProgram.of(seed, Profile.ALL);
      Random random = new Random(seed);
      RandomProgram.Call call = program.calls().get(random.nextInt(program.calls().size()));
      SteppingBackend backend =
          new SteppingBackend(
              new Guest(
                  program.module(),
                  ByteBuffer.wrap(program.bytes()),
                  Map.of(),
                  call.export(),
                  List.of((long) call.first(), call.second()),
                  OwnRun.LIMITS,
                  Guest.DEFAULT_HISTORY));
      backend.setHeat(seed % 3 + 1);
      Origins origins = new Origins(program.module(), ByteBuffer.wrap(program.bytes()));
      long end = backend.move(new Motion.Continue(), HitListener.NONE).tick();
      for (int i = 0; i < 12; i++) {
        backend.move(new Motion.ToTick(random.nextLong(end + 1)), HitListener.NONE);
        if (backend.depth() == 0) {
          continue;
        }
        int level = random.nextInt(Math.min(3, backend.depth()));
        Place place = place(backend, level, random);
        String before = StateDigest.of(backend);
        String told = "seed " + seed + ", tick " + backend.tick() + ", " + place + " of " + level;
        Origin origin;
        try {
          origin = origins.find(backend, level, place, () -> false);
        } catch (RuntimeException failed) {
          throw new AssertionError(told, failed);
        }
        assertThat(StateDigest.of(backend)).as(told).isEqualTo(before);
        long tick = backend.tick();
        for (OriginStep step : origin.steps()) {
          seen.add(step.kind());
          // Nobody has changed anything: each step gives what the one before has taken.
          assertThat(step.kind()).as(told + origin).isNotEqualTo(OriginStep.Kind.CHANGE);
          assertThat(step.tick())
              .as(told + origin)
              .isLessThan(step.function() < 0 ? tick + 1 : tick);
          tick = step.tick();
        }
      }
    }
    assertThat(seen)
        .contains(
            OriginStep.Kind.COPY,
            OriginStep.Kind.ARGUMENT,
            OriginStep.Kind.RETURN,
            OriginStep.Kind.COMPUTATION,
            OriginStep.Kind.CONSTANT,
            OriginStep.Kind.INITIAL);
  }

  /** A pause at any moment ends a search with the first of its steps, and never with others. */
  @Test
  void aPauseAtAnyMomentMakesNothingWrong() throws Exception {
    Guest guest =
        Stepped.guest(
            """
            (module
              (memory 1)
              (func $add (param $a i32) (param $b i32) (result i32)
                (i32.add (local.get $a) (local.get $b)))
              (func (export "_start") (local $i i32) (local $kept i32)
                (local.set $kept (call $add (i32.const 3) (i32.const 4)))
                (i32.store (i32.const 0) (local.get $kept))
                (loop $again
                  (local.set $i (call $add (local.get $i) (i32.const 1)))
                  (i32.store (i32.const 64) (local.get $i))
                  (br_if $again (i32.lt_s (local.get $i) (i32.const 5000))))
                (i32.load (i32.const 0))
                unreachable))
            """,
            null);
    SteppingBackend backend = new SteppingBackend(guest);
    assertThat(backend.move(new Motion.Continue(), HitListener.NONE).reason())
        .isEqualTo(Stop.Reason.TRAP);
    String there = StateDigest.of(backend);
    Origins origins = new Origins(guest.module(), guest.bytes());
    Place top = new Place.Stack(0);
    Origin whole = origins.find(backend, 0, top, () -> false);
    assertThat(whole.steps()).hasSize(6);
    AtomicBoolean enough = new AtomicBoolean();
    Random random = new Random(3);
    CompletableFuture<Void> pauses =
        CompletableFuture.runAsync(() -> {
          while (!enough.get()) {
            for (int i = random.nextInt(100_000); i > 0; i--) {
              Thread.onSpinWait();
            }
            backend.pause();
          }
        });
    try {
      for (int i = 0; i < 40; i++) {
        Origin found = origins.find(backend, 0, top, () -> false);
        if (found.ending() == Origin.Ending.FOUND) {
          assertThat(found).isEqualTo(whole);
        } else {
          assertThat(found.steps()).isEqualTo(whole.steps().subList(0, found.steps().size()));
        }
        assertThat(StateDigest.of(backend)).isEqualTo(there);
      }
    } finally {
      enough.set(true);
      pauses.join();
    }
  }
}
