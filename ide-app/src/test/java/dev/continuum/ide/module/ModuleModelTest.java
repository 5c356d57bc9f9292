package dev.continuum.ide.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.file.FileWatch;
import dev.continuum.ide.problem.Problem.Severity;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.task.ImmediateTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleModelTest {
  @TempDir Path folder;
  private final FileWatch watch = new FileWatch(new ImmediateTasks());
  private final Problems problems = new Problems();

  private ModuleModel open(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("a.wasm"), bytes);
    ModuleModel model = new ModuleModel(file, new ImmediateTasks(), watch, problems);
    model.load();
    return model;
  }

  private static Overview overview(ModuleModel model) {
    return Overview.of(Objects.requireNonNull(model.content().get()));
  }

  @Test
  void saysWhatAModuleIs() throws IOException {
    Overview overview = overview(open(Modules.command()));
    assertThat(overview.headline()).isEqualTo("WASI command");
    assertThat(overview.problems()).isEmpty();
    assertThat(overview.imports()).hasSize(1);
    assertThat(overview.imports().getFirst().items().getFirst().type())
        .isEqualTo("(param i32 i32 i32 i32) (result i32)");
    assertThat(overview.capabilities())
        .extracting(Overview.Fact::name)
        .containsExactly("Standard streams and open files");
    assertThat(overview.exports())
        .extracting(Overview.Item::name)
        .containsExactly("_start", "memory");
    assertThat(overview.memories().getFirst().type())
        .isEqualTo("starts with 2 pages (128 KiB), at most 4 pages (256 KiB)");
    assertThat(overview.sections()).hasSize(7);
    assertThat(overview.sections().stream().mapToDouble(Overview.Bar::share).sum())
        .isBetween(0.9, 1.0);
    assertThat(overview.functions()).extracting(Overview.Bar::name).containsExactly("$start!");
  }

  @Test
  void showsWhatCouldBeReadOfADamagedModule() throws IOException {
    byte[] whole = Modules.command();
    Overview overview = overview(open(Arrays.copyOf(whole, whole.length - 20)));
    assertThat(overview.headline()).isEqualTo("WASI command");
    assertThat(overview.lines()).anyMatch(line -> line.contains("damaged at byte 0x"));
    assertThat(overview.problems().getFirst().message()).startsWith("Malformed: ");
    assertThat(overview.exports()).hasSize(2);
    assertThat(problems.count(Severity.ERROR)).isPositive();
    assertThat(problems.all().getFirst().problem().position()).startsWith("0x");
  }

  @Test
  void namesAComponentAndANonModule() throws IOException {
    assertThat(overview(open(Modules.component())).headline()).isEqualTo("Component");
    Overview nothing =
        overview(open("not a module".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(nothing.headline()).isEqualTo("Not a WebAssembly module");
    assertThat(overview(open(new byte[0])).headline()).isEqualTo("Not a WebAssembly module");
  }

  @Test
  void readsAgainWhenTheFileChanges() throws IOException {
    ModuleModel model = open(Modules.component());
    Files.write(model.file(), Modules.command());
    watch.check();
    assertThat(overview(model).headline()).isEqualTo("WASI command");
    Files.delete(model.file());
    watch.check();
    assertThat(Objects.requireNonNull(model.notice().get()).message()).contains("was deleted");
    assertThat(overview(model).headline()).isEqualTo("WASI command");
    Files.write(model.file(), Modules.component());
    watch.check();
    assertThat(overview(model).headline()).isEqualTo("Component");
    assertThat(model.notice().get()).isNull();
    model.close();
    assertThat(problems.all()).isEmpty();
  }
}
