package dev.continuum.inspector.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.GeneratedModule;
import dev.continuum.inspector.Tools;
import dev.continuum.inspector.analysis.ModuleSummary;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Labels;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules damaged in every way: the decoder refuses them or takes them, and does nothing else. */
class MutationTest {
  @TempDir Path directory;

  /** Decodes strictly and tolerantly; both must agree, and the rest must bear what comes out. */
  private static void check(byte[] bytes) {
    Inspection inspection = ModuleDecoder.salvage(bytes);
    try {
      WasmModule module = ModuleDecoder.decode(bytes);
      assertThat(inspection.problems())
          .noneMatch(problem -> problem.stage() == Problem.Stage.MALFORMED);
      assertThat(module.size()).isEqualTo(bytes.length);
      look(module, bytes);
    } catch (MalformedException refused) {
      if (!refused.getMessage().contains("component")) {
        assertThat(inspection.problems()).contains(refused.problem());
      }
      assertThat(refused.offset()).isBetween(0, bytes.length);
    }
    for (Problem problem : inspection.problems()) {
      assertThat(problem.offset()).isBetween(0, bytes.length);
    }
    ModuleSummary.of(inspection.binary());
    if (inspection.binary() instanceof WasmModule module) {
      Labels labels = new Labels(module);
      module.types().forEach(module::wat);
      module.imports().forEach(each -> module.typeText(each.type()));
      for (ExternKind kind : ExternKind.values()) {
        for (var entity : module.entities(kind)) {
          labels.of(entity);
          module.typeText(entity.type());
        }
      }
    }
  }

  /** Looks at all parts of a body and a segment, and writes the module again. */
  private static void look(WasmModule module, byte[] bytes) throws MalformedException {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    InstructionReader reader = InstructionReader.of(module, Features.ALL);
    for (Function function : module.functions()) {
      Code code = function.code();
      if (code == null) {
        continue;
      }
      LocalRuns runs = new LocalRuns(file, code);
      long locals = 0;
      while (runs.next()) {
        locals += Integer.toUnsignedLong(runs.length());
      }
      assertThat(locals).isEqualTo(code.locals());
      reader.body(file, code.instructions());
      int steps = 0;
      try {
        while (reader.next()) {
          steps += reader.position() - reader.offset();
        }
        assertThat(steps).isEqualTo(code.instructions().size());
        LebWidths widths = LebWidths.ofBody(file, code);
        assertThat(LebWidths.parse(widths.toString())).isEqualTo(widths);
      } catch (MalformedException refused) {
        assertThat(refused.offset())
            .isBetween(code.instructions().start(), code.instructions().end());
      }
    }
    for (ElementSegment segment : module.elements()) {
      ElementItems items = new ElementItems(file, segment);
      while (items.next()) {
        assertThat(items.range().end()).isLessThanOrEqualTo(segment.items().end());
      }
    }
    for (Section section : module.sections()) {
      LebWidths.ofSection(file, section);
    }
    ModuleEdit edit = new ModuleEdit(file, module);
    assertThat(edit.toByteArray()).isEqualTo(bytes);
    try {
      edit.rename(NameKind.FUNCTION, 0, "renamed");
      edit.rename(InnerNames.Kind.LOCAL, 0, 1, "renamed");
      WasmModule renamed = ModuleDecoder.decode(edit.toByteArray());
      assertThat(renamed.functions()).hasSameSizeAs(module.functions());
    } catch (MalformedException namesUnreadable) {
      assertThat(module.sections()).anyMatch(section -> section.name().equals("name"));
    }
  }

  private static void truncate(byte[] bytes) {
    for (int length = 0; length < bytes.length; length++) {
      check(Arrays.copyOf(bytes, length));
    }
  }

  private static void flip(byte[] bytes, int rounds, long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      byte[] damaged = bytes.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(bytes.length);
        damaged[at] =
            random.nextBoolean()
                ? (byte) random.nextInt()
                : (byte) (damaged[at] ^ 1 << random.nextInt(8));
      }
      check(damaged);
    }
  }

  @Test
  void bearsAGeneratedModuleCutAnywhereAndFlipped() throws Exception {
    byte[] bytes = GeneratedModule.ofSize(4000);
    assertThat(ModuleDecoder.salvage(bytes).problems()).isEmpty();
    truncate(bytes);
    flip(bytes, 8_000, 42);
  }

  @Test
  void bearsARealModuleCutAnywhereAndFlipped() throws Exception {
    byte[] bytes =
        Tools.clang(
            directory,
            "#include <unistd.h>\nint main(void) { return (int)write(1, \"x\\n\", 2); }\n",
            "-O2",
            "-g1");
    truncate(bytes);
    flip(bytes, 3_000, 43);
  }

  @Test
  void bearsTheSpecificationsModulesFlipped() throws Exception {
    for (SpecBinaries.Case each : SpecBinaries.all()) {
      if (each.bytes().length > 0) {
        flip(each.bytes(), 20, each.bytes().length);
      }
    }
  }

  @Test
  void bearsTheTypesOfVersion3Flipped() throws Exception {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "0061736d01000000"
                    + "011c034e0250005f027f016301004f01005f027f01646b005e7801600000"
                    + "050401050102"
                    + "0d03010003"
                    + "0606016e00d06e0b");
    ModuleDecoder.decode(bytes);
    flip(bytes, 8_000, 44);
  }
}
