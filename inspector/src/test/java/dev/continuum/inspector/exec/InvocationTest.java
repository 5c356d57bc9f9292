package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationTest {
  private final WasmModule module =
      module(
          """
          (module
            (memory (export "memory") 1)
            (func (export "all") (param i32 i64 f32 f64 funcref))
            (func (export "one") (param i32))
            (func (export "vector") (param v128))
            (func (export "any") (param (ref any))))
          """);

  private static WasmModule module(String text) {
    byte[] bytes =
        Assembler.assemble(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                new AssemblyOptions(true, false))
            .bytes();
    return (WasmModule) Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL).binary();
  }

  @Test
  void readsAWordForEachParameter() throws Exception {
    Invocation call = Invocation.of(module, "all", List.of("-1", "0xff", "1.5", "-inf", "null"));
    assertThat(call.slots())
        .containsExactly(
            -1L,
            255L,
            (long) Float.floatToRawIntBits(1.5f),
            Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY),
            Reference.NULL);
  }

  @Test
  void refusesWhatDoesNotFit() {
    refused("one", List.of(), "“one” takes 1 argument (i32), and 0 were given");
    refused("one", List.of("4294967296"), "Argument 1 of “one”: “4294967296” is not an i32");
    refused("one", List.of("1.5"), "Argument 1 of “one”: “1.5” is not an i32");
    refused("one", List.of(""), "Argument 1 of “one”: “” is not an i32");
    refused(
        "vector", List.of("1"), "Argument 1 of “vector” is of type v128, which cannot be typed");
    refused(
        "any", List.of("null"), "Argument 1 of “any” is of type (ref any), which cannot be typed");
    refused(
        "memory",
        List.of(),
        "the module exports no function “memory”; it has all, one, vector, any");
  }

  private void refused(String export, List<String> words, String message) {
    assertThatThrownBy(() -> Invocation.of(module, export, words))
        .isInstanceOf(LinkException.class)
        .hasMessage(message);
  }
}
