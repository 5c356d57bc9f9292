package dev.continuum.inspector.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.continuum.inspector.GeneratedModule;
import dev.continuum.inspector.Tools;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Global;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleEditTest {
  private static final String WAT =
      """
      (module $m
        (import "env" "log" (func $log (param $text i32)))
        (memory $mem 1)
        (global $one i32 (i32.const 1))
        (global i32 (i32.const 2))
        (global $three i32 (i32.const 3))
        (func $f (param $a i32) (result i32) (local $b i32) local.get $a)
        (func $g (result i32) i32.const 7)
        (func $h (local $c i64))
        (export "f" (func $f)) (export "memory" (memory $mem)) (export "g" (func $g)))
      """;

  @TempDir Path directory;

  private static WasmModule decode(byte[] bytes) throws MalformedException {
    return ModuleDecoder.decodeFully(ByteBuffer.wrap(bytes), Features.ALL);
  }

  private static ModuleEdit edit(byte[] bytes) throws MalformedException {
    return new ModuleEdit(ByteBuffer.wrap(bytes), decode(bytes));
  }

  private static byte[] bytes(byte[] file, ByteRange range) {
    return Arrays.copyOfRange(file, range.start(), range.end());
  }

  private byte[] example() throws Exception {
    return Tools.wat2wasm(directory, WAT);
  }

  private static Section section(WasmModule module, String name) {
    return module.sections().stream()
        .filter(section -> section.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** All sections but some are the same bytes in both files. */
  private static void assertSameBut(byte[] before, byte[] after, String... changed)
      throws MalformedException {
    WasmModule old = decode(before);
    WasmModule now = decode(after);
    for (Section section : old.sections()) {
      if (!Arrays.asList(changed).contains(section.name())) {
        assertThat(bytes(after, section(now, section.name()).range()))
            .as(section.name())
            .isEqualTo(bytes(before, section.range()));
      }
    }
  }

  @Test
  void writesAnUnchangedModuleByteForByte() throws Exception {
    int modules = 0;
    for (SpecBinaries.Case each : SpecBinaries.all()) {
      if (each.command().equals("module")) {
        assertThat(edit(each.bytes()).toByteArray()).as(each.place()).isEqualTo(each.bytes());
        modules++;
      }
    }
    assertThat(modules).isGreaterThan(100);
    byte[] generated = GeneratedModule.ofSize(100_000);
    assertThat(edit(generated).toByteArray()).isEqualTo(generated);
  }

  @Test
  void replacesEveryBodyWithItselfByteForByte() throws Exception {
    byte[] linked =
        Tools.clang(
            directory,
            "#include <stdio.h>\nint main(int c, char **v) { return printf(\"%s\", v[c - 1]); }\n",
            "-O1",
            "-g");
    WasmModule module = decode(linked);
    ModuleEdit edit = edit(linked);
    for (Function function : module.functions()) {
      if (function.code() != null) {
        int start = new LocalRuns(ByteBuffer.wrap(linked), function.code()).start();
        edit.replaceBody(
            function, bytes(linked, new ByteRange(start, function.code().range().end())));
      }
    }
    module
        .sections()
        .forEach(section -> {
          if (section.isCustom()) {
            edit.replaceCustom(section, bytes(linked, section.content()));
          }
        });
    module.exports().forEach(export -> edit.renameExport(export, export.name()));
    assertThat(edit.toByteArray()).isEqualTo(linked);
  }

  @Test
  void replacesABodyAndKeepsTheOthers() throws Exception {
    byte[] before = example();
    WasmModule old = decode(before);
    ModuleEdit edit = edit(before);
    byte[] body = HexFormat.of().parseHex("00" + "41e400".repeat(100) + "1a".repeat(99) + "0b");
    edit.replaceBody(old.functions().get(2), body);
    byte[] after = edit.toByteArray();
    assertSameBut(before, after, "code");
    WasmModule now = decode(after);
    ByteRange changed = now.functions().get(2).code().range();
    assertThat(changed.size()).isEqualTo(body.length + 2);
    assertThat(bytes(after, new ByteRange(changed.start() + 2, changed.end()))).isEqualTo(body);
    for (int other : new int[] {1, 3}) {
      assertThat(bytes(after, now.functions().get(other).code().range()))
          .isEqualTo(bytes(before, old.functions().get(other).code().range()));
    }
  }

  @Test
  void keepsPaddedSizesPadded() throws Exception {
    byte[] before =
        HexFormat.of()
            .parseHex(
                "0061736d01000000"
                    + "010401600000"
                    + "03020100"
                    + "0a8880808000"
                    + "01"
                    + "8280808000"
                    + "000b");
    WasmModule old = decode(before);
    ModuleEdit edit = edit(before);
    edit.replaceBody(old.functions().getFirst(), HexFormat.of().parseHex("00010b"));
    assertThat(HexFormat.of().formatHex(edit.toByteArray()))
        .endsWith("0a8980808000" + "01" + "8380808000" + "00010b");
  }

  @Test
  void renamesExports() throws Exception {
    byte[] before = example();
    WasmModule old = decode(before);
    ModuleEdit edit = edit(before);
    edit.renameExport(old.exports().get(1), "a longer name for the memory");
    edit.renameExport(old.exports().get(2), "");
    byte[] after = edit.toByteArray();
    assertSameBut(before, after, "export");
    assertThat(decode(after).exports())
        .extracting(export -> export.name() + " " + export.kind() + " " + export.index())
        .containsExactly("f FUNCTION 1", "a longer name for the memory MEMORY 0", " FUNCTION 2");
  }

  @Test
  void renamesInTheNameSection() throws Exception {
    byte[] before = example();
    ModuleEdit edit = edit(before);
    edit.renameModule("é");
    edit.rename(NameKind.FUNCTION, 2, "renamed");
    edit.rename(NameKind.FUNCTION, 3, null);
    edit.rename(NameKind.of(ExternKind.GLOBAL), 1, "two");
    edit.rename(NameKind.MEMORY, 0, null);
    edit.rename(NameKind.TYPE, 0, "t");
    edit.rename(InnerNames.Kind.LOCAL, 1, 0, "first");
    edit.rename(InnerNames.Kind.LOCAL, 2, 5, "five");
    edit.rename(InnerNames.Kind.LOCAL, 3, 0, null);
    edit.rename(InnerNames.Kind.FIELD, 9, 1, "x");
    byte[] after = edit.toByteArray();
    assertSameBut(before, after, "name");
    WasmModule now = decode(after);
    assertThat(Inspector.inspect(after).problems()).isEmpty();
    assertThat(now.name()).isEqualTo("é");
    assertThat(now.functions())
        .extracting(Function::name)
        .containsExactly("log", "f", "renamed", null);
    assertThat(now.globals()).extracting(Global::name).containsExactly("one", "two", "three");
    assertThat(now.memories().getFirst().name()).isNull();
    assertThat(now.types().getFirst().name()).isEqualTo("t");
    InnerNames locals = InnerNames.of(now, ByteBuffer.wrap(after), InnerNames.Kind.LOCAL);
    assertThat(locals.of(0)).isEqualTo(Map.of(0, "text"));
    assertThat(locals.of(1)).isEqualTo(Map.of(0, "first", 1, "b"));
    assertThat(locals.of(2)).isEqualTo(Map.of(5, "five"));
    assertThat(locals.of(3)).isEmpty();
    assertThat(InnerNames.of(now, ByteBuffer.wrap(after), InnerNames.Kind.FIELD).of(9))
        .isEqualTo(Map.of(1, "x"));
  }

  @Test
  void renamesToTheSameNameByteForByte() throws Exception {
    byte[] before = example();
    WasmModule old = decode(before);
    ModuleEdit edit = edit(before);
    edit.renameModule(old.name());
    for (Function function : old.functions()) {
      edit.rename(NameKind.FUNCTION, function.index(), function.name());
    }
    edit.rename(InnerNames.Kind.LOCAL, 1, 1, "b");
    assertThat(edit.toByteArray()).isEqualTo(before);
  }

  @Test
  void startsANameSectionAndEndsOneWithoutNames() throws Exception {
    byte[] empty = HexFormat.of().parseHex("0061736d01000000");
    ModuleEdit edit = edit(empty);
    edit.rename(NameKind.FUNCTION, 0, null);
    assertThat(edit.toByteArray()).isEqualTo(empty);
    edit.renameModule("m");
    byte[] named = edit.toByteArray();
    assertThat(decode(named).name()).isEqualTo("m");
    ModuleEdit again = edit(named);
    again.renameModule(null);
    WasmModule unnamed = decode(again.toByteArray());
    assertThat(unnamed.name()).isNull();
    assertThat(unnamed.sections().getFirst().content().size()).isZero();
  }

  @Test
  void replacesRemovesAndAddsCustomSections() throws Exception {
    byte[] before = HexFormat.of().parseHex("0061736d01000000" + "0004810061ff" + "00020162");
    WasmModule old = decode(before);
    ModuleEdit edit = edit(before);
    edit.replaceCustom(old.sections().getFirst(), new byte[] {1, 2});
    edit.removeCustom(old.sections().getLast());
    edit.addCustom("new", new byte[] {5});
    edit.addCustom("other", new byte[] {7});
    edit.addCustom("new", new byte[] {6});
    assertThat(HexFormat.of().formatHex(edit.toByteArray()))
        .isEqualTo("0061736d01000000" + "00058100610102" + "0005036e657706" + "0007056f7468657207");
  }

  @Test
  void refusesWhatIsNotOfTheModule() throws Exception {
    byte[] bytes = example();
    WasmModule module = decode(bytes);
    ModuleEdit edit = edit(bytes);
    WasmModule other = decode(GeneratedModule.ofSize(4000));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> edit.removeCustom(module.section(SectionId.CODE)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> edit.replaceBody(module.functions().getFirst(), new byte[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> edit.replaceBody(other.functions().getLast(), new byte[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> edit.renameExport(other.exports().getFirst(), ""));
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModuleEdit(ByteBuffer.wrap(more), module).toByteArray());
  }
}
