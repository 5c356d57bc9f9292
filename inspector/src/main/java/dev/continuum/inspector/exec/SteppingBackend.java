package dev.continuum.inspector.exec;

import dev.continuum.inspector.debug.BindException;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Moment;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.syntax.ExternKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The stepping engine as a debugger drives it. */
public final class SteppingBackend implements DebugBackend {
  private final Machine machine;
  private final ModuleInstance instance;

  /** Also for tests, which compare whole states. */
  final Timeline timeline;

  private final HotEntries entries;
  private final Frames frames;
  private final Bindings bindings;
  private final Travel travel;
  private final Changes changes;
  private final Scopes scopes;

  /** A guest in an engine of its own, with its past. */
  private record Parts(
      Execution execution,
      ModuleInstance instance,
      Watches watches,
      Recorder recorder,
      Timeline timeline) {
    static Parts begin(Guest guest) throws LinkException, TrapException {
      Engine engine = new Engine(guest.limits());
      ModuleInstance instance = instance(engine, guest);
      Watches watches = new Watches(engine.machine(), engine.execution());
      HostLog log = new HostLog();
      Recorder recorder = new Recorder(log, watches);
      return new Parts(
          engine.execution(),
          instance,
          watches,
          recorder,
          Timeline.begin(
              engine.execution(),
              OutsideCalls.of(guest, instance),
              log,
              new History(log, guest.historyBudget()),
              recorder));
    }

    static Parts open(Guest guest, InputStream in)
        throws RecordingException, IOException, LinkException, TrapException {
      Recording.Source source = new Recording.Source(in);
      RecordingHeader header = source.header();
      RecordingReader.check(header, guest);
      Engine engine = new Engine(header.limits());
      ModuleInstance instance = instance(engine, guest);
      Watches watches = new Watches(engine.machine(), engine.execution());
      HostLog log = new HostLog();
      History history = new History(log, guest.historyBudget());
      RecordingReader.Opened opened =
          RecordingReader.read(source, engine.machine(), instance, log, history);
      Recorder recorder = new Recorder(log, watches);
      return new Parts(
          engine.execution(),
          instance,
          watches,
          recorder,
          Timeline.resume(
              engine.execution(),
              opened.calls(),
              log,
              history,
              recorder,
              opened.here(),
              header.lastTick(),
              RecordingReader.ending(header)));
    }

    private static ModuleInstance instance(Engine engine, Guest guest)
        throws LinkException, TrapException {
      return engine.instantiate(guest.module(), guest.bytes(), Map.of(), guest.hosts());
    }
  }

  /**
   * Makes an instance and stands in front of its first instruction.
   *
   * @throws LinkException when an import is missing, or the function to call is
   * @throws TrapException when the module cannot be instantiated
   */
  public SteppingBackend(Guest guest) throws LinkException, TrapException {
    this(Parts.begin(guest));
  }

  private SteppingBackend(Parts parts) {
    machine = parts.execution.machine();
    entries = parts.execution.entries();
    instance = parts.instance;
    timeline = parts.timeline;
    frames = new Frames(machine);
    bindings = new Bindings(machine, instance, parts.execution.probes(), parts.watches);
    scopes = new Scopes(machine, timeline, frames, instance);
    travel =
        new Travel(
            parts.execution, timeline, frames, bindings, parts.watches, scopes, parts.recorder);
    changes = new Changes(machine, instance);
  }

  /**
   * Opens what {@link #save} has written, and stands where that has stood. The past can be gone
   * back to, and what had been executed beyond can be gone forward to, without asking the host.
   * Beyond the last tick the hosts of the guest are asked; they know nothing of what happened
   * before, so files that the guest had open are not open.
   *
   * @param guest what was executed; what it calls and with which arguments is taken from the
   *     recording, and so are the limits, which must not be above the guest's
   * @param in the whole file; not closed
   * @throws RecordingException when it is no recording, not one of the module, damaged, or takes
   *     more than the guest may
   * @throws LinkException when an import is missing
   * @throws TrapException when the module cannot be instantiated
   */
  public static SteppingBackend open(Guest guest, InputStream in)
      throws RecordingException, IOException, LinkException, TrapException {
    return new SteppingBackend(Parts.open(guest, in));
  }

  /** Sets how often a function is called until it has hot code; for tests. */
  void setHeat(int calls) {
    entries.setHeat(calls);
  }

  /** What is called of the module behind its start function; of a recording, what it calls. */
  public Invocation invocation() {
    Timeline.OutsideCall last = timeline.lastCall();
    int index = List.of(instance.functions).indexOf(last.function());
    String export = instance.module.exportOf(ExternKind.FUNCTION, index);
    return export == null
        ? Invocation.START
        : new Invocation(export, Arrays.stream(last.arguments()).boxed().toList());
  }

  @Override
  public Stop move(Motion motion, HitListener listener) {
    return travel.move(motion, listener);
  }

  @Override
  public void pause() {
    travel.pause();
  }

  @Override
  public long tick() {
    return timeline.now();
  }

  @Override
  public long firstTick() {
    return timeline.history().start();
  }

  @Override
  public long lastTick() {
    return timeline.end();
  }

  @Override
  public <T> T visit(long tick, Function<DebugBackend, T> look) {
    return travel.visit(tick, () -> look.apply(this));
  }

  @Override
  public List<Integer> bind(int id, Location location, int level)
      throws BindException, ExpressionException {
    if (location instanceof Location.Watch watch) {
      GuestScope scope = scopes.of(level);
      boolean framed = level < frames.depth();
      bindings.watch(
          id,
          watch.access(),
          watch.place().place(scope),
          scope,
          framed ? frames.frame(level) : null,
          machine.depth - level);
      return List.of();
    }
    return bindings.bind(id, location);
  }

  @Override
  public void unbind(int id) {
    bindings.unbind(id);
  }

  @Override
  public int depth() {
    return timeline.isAtEnd() ? 0 : frames.depth();
  }

  @Override
  public List<FrameInfo> frames(int from, int count) {
    return timeline.isAtEnd() ? List.of() : frames.infos(from, count);
  }

  @Override
  public Scope scope(int level) {
    return scopes.of(level);
  }

  @Override
  public void change(int level, Assignment.Change change) throws BindException {
    GuestScope scope = scopes.of(level);
    changes.make(scope, level < depth() ? frames.frame(level) : null, change);
    timeline.fork();
  }

  @Override
  public void setHistoryBudget(long bytes) {
    timeline.history().setBudget(bytes);
  }

  @Override
  public long historyBytes() {
    return timeline.history().bytes();
  }

  @Override
  public List<Moment> moments(long from, long to, int most) {
    HostLog log = timeline.log();
    long first = log.from(from);
    long count = log.from(to) - first;
    List<Moment> moments = new ArrayList<>();
    long taken = Math.min(count, most);
    for (long i = 0; i < taken; i++) {
      HostLog.Answer answer = log.get(first + i * count / taken);
      moments.add(new Moment(answer.tick(), machine.store.functions[answer.function()].name()));
    }
    return moments;
  }

  @Override
  public void save(OutputStream out) throws IOException {
    new RecordingWriter(timeline, instance).write(out);
  }

  @Override
  public void close() {
    bindings.close();
  }
}
