package dev.continuum.ide.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.syntax.WasmBinary;
import dev.continuum.inspector.valid.Inspector;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BytePlaceTest {
  private static final byte[] COMMAND = Modules.command();

  private static String at(WasmBinary binary, int offset) {
    return BytePlace.of(binary, offset).sentence();
  }

  @Test
  void saysWhatLiesAtAnOffset() {
    WasmBinary binary = Inspector.inspect(COMMAND).binary();
    assertThat(at(binary, 4))
        .isEqualTo("0x4 lies in the first eight bytes, which say what the file is.");
    assertThat(at(binary, 8))
        .startsWith("0x8 lies in the type section (0x8 to ")
        .endsWith("in its head.");
    int offset = find("fd_write");
    assertThat(at(binary, offset))
        .contains(" lies in the import section (")
        .contains(", in the import \"wasi_snapshot_preview1\" \"fd_write\" (0x");
    assertThat(at(binary, find("_start"))).contains("in the export \"_start\" (0x");
    assertThat(at(binary, find("start!"))).contains("the custom section name (");
    int code = binary.sections().get(5).content().start() + 1;
    assertThat(at(binary, code)).contains("the code section (").contains("in function $start! (0x");
    assertThat(at(binary, COMMAND.length))
        .endsWith("is the end of the file: nothing comes behind it.");
    assertThat(at(binary, COMMAND.length + 1))
        .contains("is behind the end of the file, which is at 0x");
  }

  @Test
  void saysWhatLiesWhereADamagedModuleEnds() {
    byte[] cut = Arrays.copyOf(COMMAND, find("fd_write") + 2);
    WasmBinary binary = Inspector.inspect(cut).binary();
    assertThat(at(binary, cut.length - 1)).matches("0x[0-9a-f]+ lies .*");
    assertThat(at(binary, cut.length)).contains("end of the file");
  }

  private static int find(String text) {
    return new String(COMMAND, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
  }
}
