package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.valid.Inspector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** A guest that a test steps through. */
final class Stepped {
  static final DebugBackend.HitListener NEVER = (id, scope, past) -> false;
  static final DebugBackend.HitListener ALWAYS = (id, scope, past) -> true;

  final SteppingBackend backend;

  Stepped(SteppingBackend backend) {
    this.backend = backend;
  }

  /**
   * A guest that calls one function of the host.
   *
   * @param host what {@code "host"} offers under every name
   */
  static Guest guest(String text, FunctionType type, HostFunction host, String invoke)
      throws Exception {
    Assembly assembly = Assembler.assemble(text, AssemblyOptions.DEFAULT);
    assertThat(assembly.problems()).isEmpty();
    byte[] bytes = assembly.bytes();
    WasmModule module =
        (WasmModule) Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL).binary();
    HostModule offered =
        new HostModule() {
          @Override
          public HostFunction function(String name) {
            return host;
          }

          @Override
          public FunctionType type(String name) {
            return type;
          }
        };
    return new Guest(
        module,
        ByteBuffer.wrap(bytes),
        Map.of("host", offered),
        invoke,
        List.of(),
        EngineLimits.DEFAULT,
        Guest.DEFAULT_HISTORY);
  }

  static Guest guest(String text, String invoke) throws Exception {
    return guest(
        text, new FunctionType(List.of(), List.of()), (memory, given, results) -> {}, invoke);
  }

  static Guest with(Guest guest, long historyBudget) {
    return new Guest(
        guest.module(),
        guest.bytes(),
        guest.hosts(),
        guest.invoke(),
        guest.arguments(),
        guest.limits(),
        historyBudget);
  }

  static Stepped of(String text, String invoke) throws Exception {
    return new Stepped(new SteppingBackend(guest(text, invoke)));
  }

  static Stepped open(Guest guest, byte[] file) throws Exception {
    return new Stepped(SteppingBackend.open(guest, new ByteArrayInputStream(file)));
  }

  byte[] saved() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    backend.save(out);
    return out.toByteArray();
  }

  Stop move(Motion motion) {
    return backend.move(motion, ALWAYS);
  }

  Stop go() {
    return move(new Motion.Continue());
  }

  void to(long tick) {
    assertThat(move(new Motion.ToTick(tick)).tick()).isEqualTo(tick);
  }

  String value(String expression) throws Exception {
    return Expression.parse(expression).evaluate(backend.scope(0)).toString();
  }

  void set(String assignment) throws Exception {
    backend.change(0, Assignment.parse(assignment).resolve(backend.scope(0)));
  }

  /** The digest of everything the guest is, and of nothing else. */
  String state() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ImageWriter(new DataOutputStream(out)).write(backend.timeline.image());
    return Recording.digest(ByteBuffer.wrap(out.toByteArray()));
  }
}
