package dev.continuum.inspector.text.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.SpecSuite;
import dev.continuum.inspector.text.TextProblem;
import dev.continuum.inspector.text.TextRange;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static ScriptCommand command(String source) {
    Script script = Script.of(source);
    assertThat(script.problems()).isEmpty();
    assertThat(script.commands()).hasSize(1);
    return script.commands().getFirst();
  }

  @Test
  void readsActionsAndResults() {
    ScriptCommand command =
        command(
            "(assert_return (invoke $m \"f\" (i32.const -1) (f64.const nan:0x1) (ref.extern 3))"
                + " (f32.const nan:canonical) (either (i64.const 1) (ref.null))"
                + " (v128.const i32x4 1 2 3 4) (v128.const f64x2 nan:arithmetic 1)"
                + " (ref.func) (ref.null func))");
    assertThat(command)
        .isInstanceOfSatisfying(
            ScriptCommand.AssertReturn.class,
            asserted -> {
              assertThat(asserted.action())
                  .isEqualTo(
                      new ScriptCommand.Invoke(
                          "$m",
                          "f",
                          List.of(
                              new ScriptValue.I32(-1),
                              new ScriptValue.F64(0x7ff0_0000_0000_0001L),
                              new ScriptValue.Host("extern", 3))));
              assertThat(asserted.results())
                  .containsExactly(
                      new ScriptValue.NaN(false, true),
                      new ScriptValue.Either(
                          List.of(new ScriptValue.I64(1), new ScriptValue.Null(null))),
                      new ScriptValue.V128(0x2_0000_0001L, 0x4_0000_0003L),
                      new ScriptValue.Lanes(
                          List.of(
                              new ScriptValue.NaN(true, false),
                              new ScriptValue.F64(Double.doubleToRawLongBits(1)))),
                      new ScriptValue.Reference("func"),
                      new ScriptValue.Null("func"));
            });
  }

  @Test
  void readsModulesAndWhatMustHappenToThem() {
    assertThat(command("(module definition $m binary \"\\00asm\\01\\00\\00\\00\")"))
        .isInstanceOfSatisfying(
            ScriptCommand.Define.class,
            define -> {
              assertThat(define.module().isDefinition()).isTrue();
              assertThat(define.module().id()).isEqualTo("$m");
              assertThat(define.module().form()).isEqualTo(ScriptModule.Form.BINARY);
              assertThat(define.module().assemble(AssemblyOptions.DEFAULT).bytes()).hasSize(8);
            });
    assertThat(command("(module instance $i $m)"))
        .isEqualTo(new ScriptCommand.Instantiate(new TextRange(0, 23), "$i", "$m"));
    assertThat(command("(assert_malformed (module quote \"(func\") \"unexpected\")"))
        .isInstanceOfSatisfying(
            ScriptCommand.AssertRefused.class,
            refused -> {
              assertThat(refused.refusal()).isEqualTo(ScriptCommand.Refusal.MALFORMED);
              assertThat(refused.message()).isEqualTo("unexpected");
              assertThat(refused.module().assemble(AssemblyOptions.DEFAULT).problems()).hasSize(1);
            });
    assertThat(command("(assert_trap (invoke \"f\") \"unreachable\")"))
        .isEqualTo(
            new ScriptCommand.AssertFailure(
                new TextRange(0, 40),
                ScriptCommand.Failure.TRAP,
                new ScriptCommand.Invoke(null, "f", List.of()),
                "unreachable"));
    assertThat(command("(register \"M\" $m)"))
        .isEqualTo(new ScriptCommand.Register(new TextRange(0, 17), "M", "$m"));
    assertThat(command("(get \"g\")"))
        .isEqualTo(
            new ScriptCommand.Perform(new TextRange(0, 9), new ScriptCommand.Get(null, "g")));
    assertThat(command("(func) (memory 1)")).isInstanceOf(ScriptCommand.Define.class);
  }

  @Test
  void goesOnBehindWhatItCannotRead() {
    Script script = Script.of("(frobnicate) (invoke 1) (invoke \"f\" 2)\n(get \"g\")");
    assertThat(script.commands()).hasSize(1);
    assertThat(script.problems())
        .extracting(TextProblem::toString)
        .containsExactly(
            "1:1: unexpected token: found (, expected a command",
            "1:22: unexpected token: found 1, expected a string",
            "1:37: unexpected token: found 2, expected a value in parentheses");
  }

  @Test
  void readsTheSpecificationsScripts() throws Exception {
    int commands = 0;
    for (Path path : SpecSuite.scripts()) {
      Script script = Script.of(Files.readString(path));
      assertThat(script.problems()).as(path.toString()).isEmpty();
      commands += script.commands().size();
    }
    assertThat(commands).isGreaterThan(60_000);
  }
}
