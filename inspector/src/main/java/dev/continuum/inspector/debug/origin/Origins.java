package dev.continuum.inspector.debug.origin;

import dev.continuum.inspector.binary.OperandFlow;
import dev.continuum.inspector.debug.BindException;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.DebugBackend.HitListener;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.origin.OriginStep.Kind;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds where values of a guest came from, by going back in its history from one instruction that
 * wrote to the one before. Whatever happens, the guest stands afterwards where it stood.
 */
public final class Origins {
  /** How many steps to look for, if nobody says. */
  public static final int MOST_STEPS = 100;

  private final WasmModule module;
  private final OperandFlow flow;
  private final StepText text;
  private final Segments segments;

  /**
   * For guests of a module.
   *
   * @param bytes what remains of the buffer is the module's file
   */
  public Origins(WasmModule module, ByteBuffer bytes) {
    this.module = module;
    flow = new OperandFlow(module, bytes);
    text = new StepText(module, bytes);
    segments = new Segments(module, bytes);
  }

  /**
   * As {@link #find(DebugBackend, long, int, Place, int, BooleanSupplier)}, from where it stands.
   */
  public Origin find(DebugBackend backend, int level, Place place, BooleanSupplier interrupted)
      throws BindException {
    return find(backend, backend.tick(), level, place, MOST_STEPS, interrupted);
  }

  /**
   * Finds where a value came from.
   *
   * @param backend stands still, and afterwards where it stood
   * @param tick when the place has the value; in the history
   * @param level the frame that locals and operands belong to at that tick
   * @param most how many steps to find at most
   * @param interrupted whether to come to an end soon; it is also interrupted by {@link
   *     DebugBackend#pause}
   * @throws BindException when the place is not there, or its writes cannot be found
   */
  public Origin find(
      DebugBackend backend,
      long tick,
      int level,
      Place place,
      int most,
      BooleanSupplier interrupted)
      throws BindException {
    long stood = backend.tick();
    try {
      if (tick != stood && backend.move(new Motion.ToTick(tick), HitListener.NONE).tick() != tick) {
        return new Origin(List.of(), Origin.Ending.INTERRUPTED);
      }
      return new Search(backend, most, interrupted).from(level, place);
    } finally {
      Stop back;
      do {
        // A pause that comes late breaks this off too.
        back = backend.move(new Motion.ToTick(stood), HitListener.NONE);
      } while (back.tick() != stood);
    }
  }

  /** One search. */
  private final class Search {
    private final DebugBackend backend;
    private final int most;
    private final BooleanSupplier interrupted;
    private final List<OriginStep> steps = new ArrayList<>();
    private Value value = Value.of(0);

    Search(DebugBackend backend, int most, BooleanSupplier interrupted) {
      this.backend = backend;
      this.most = most;
      this.interrupted = interrupted;
    }

    Origin from(int level, Place place) throws BindException {
      Place next = place;
      int frame = level;
      while (next != null) {
        if (interrupted.getAsBoolean()) {
          return new Origin(steps, Origin.Ending.INTERRUPTED);
        }
        if (steps.size() >= most) {
          return new Origin(steps, Origin.Ending.CUT);
        }
        Places.check(backend, frame, next);
        value = Places.value(backend.scope(frame), next);
        int position =
            next instanceof Place.Stack(int depth)
                ? backend.scope(frame).stackSize() - 1 - depth
                : -1;
        String parameter = next instanceof Place.Local(int local) ? parameter(frame, local) : null;
        Stop stop = backend.move(new Motion.ToLastWrite(frame, next), HitListener.NONE);
        switch (stop.reason()) {
          case STEP -> {
            if (!stop.message().isEmpty()) {
              throw new BindException(stop.message());
            }
          }
          case START_OF_HISTORY -> {
            steps.add(unwritten(next, parameter));
            return new Origin(steps, Origin.Ending.FOUND);
          }
          default -> {
            return new Origin(steps, Origin.Ending.INTERRUPTED);
          }
        }
        Found found = look(next, position, parameter);
        if (found == null) {
          return new Origin(steps, Origin.Ending.INTERRUPTED);
        }
        steps.add(found.step());
        next = found.next();
        frame = 0;
      }
      return new Origin(steps, Origin.Ending.FOUND);
    }

    /** What a local is called if it is a parameter; null otherwise. */
    private @Nullable String parameter(int level, int local) {
      FrameInfo.LocalInfo info = backend.frames(level, 1).getFirst().locals().get(local);
      if (!info.parameter()) {
        return null;
      }
      return info.name().isEmpty() ? Integer.toString(local) : Identifiers.of(info.name());
    }

    /** Looks at the instruction that is next: it gave a place its value. Null when interrupted. */
    private @Nullable Found look(Place place, int position, @Nullable String parameter) {
      FrameInfo frame = backend.frames(0, 1).getFirst();
      OperandFlow.Use use = flow.use(frame.function(), frame.offset());
      if (use == null) {
        throw new IllegalStateException("nothing is executed at " + frame.offset());
      }
      Instant instant = new Instant(module, backend, frame, use, value, text);
      if (place instanceof Place.Stack && isCall(use)) {
        return returned(instant, position - use.base());
      }
      return switch (place) {
        case Place.Stack operand -> Producers.of(instant, position);
        case Place.Local local -> Writers.local(instant, local.index(), parameter);
        case Place.Global global -> Writers.global(instant, global.index());
        case Place.TableSlot slot -> Writers.table(instant, slot);
        case Place.Memory bytes -> Writers.memory(instant, bytes);
        case Place.Field field -> Writers.field(instant, field);
      };
    }

    private static boolean isCall(OperandFlow.Use use) {
      return switch (use.opcode()) {
        case CALL, CALL_INDIRECT, CALL_REF -> true;
        default -> false;
      };
    }

    /** The result of the call that is next: goes to where the function returns it. */
    private @Nullable Found returned(Instant call, int result) {
      int depth = backend.depth();
      Stop over = backend.move(new Motion.StepOver(), HitListener.NONE);
      if (over.reason() != Stop.Reason.STEP) {
        return null;
      }
      long last = over.tick() - 1;
      if (backend.move(new Motion.ToTick(last), HitListener.NONE).tick() != last) {
        return null;
      }
      FrameInfo frame = backend.frames(0, 1).getFirst();
      OperandFlow.Use use = flow.use(frame.function(), frame.offset());
      if (use == null || backend.depth() <= depth || Producers.isTailCall(use)) {
        return new Instant(module, backend, frame, use == null ? call.use() : use, value, text)
            .ends(Kind.HOST, "returned by " + call.hostFunction());
      }
      Instant instant = new Instant(module, backend, frame, use, value, text);
      int operand = Producers.above(use.opcode()) + call.use().given() - 1 - result;
      return instant.goesOn(Kind.RETURN, "returned by " + frame.name(), new Place.Stack(operand));
    }

    /** What was never written in the history there is. */
    private OriginStep unwritten(Place place, @Nullable String parameter) {
      boolean all = backend.firstTick() == 0;
      Kind kind = all ? Kind.INITIAL : Kind.FORGOTTEN;
      String words =
          !all
              ? "older than what is remembered"
              : switch (place) {
                case Place.Local local ->
                    parameter != null
                        ? "an argument of the call from outside"
                        : "never written: locals begin with zero or null";
                case Place.Global global -> "never written: the global has it from the start";
                case Place.Memory bytes -> "never written: " + segments.words(bytes);
                case Place.TableSlot slot -> "never written: the table has it from the start";
                default -> "never written";
              };
      return new OriginStep(backend.tick(), -1, "", -1, "", value, kind, words, List.of());
    }
  }

  /**
   * What an instruction did.
   *
   * @param next where its value came from, in the innermost frame in front of the instruction; null
   *     where the chain ends
   */
  record Found(OriginStep step, @Nullable Place next) {}
}
