package dev.continuum.ide.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.continuum.targets.target.app.RestartPolicy;
import dev.continuum.targets.target.run.Preopen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectFileTest {
  private static final String WHOLE =
      """
      [app]
      name = "sensor-filter"
      module = "build/sensor-filter.wasm"      # or a .wat file

      [build]
      command = ["make"]                        # absent for plain WAT

      [run]
      args = ["-v"]
      env = { LOG = "info" }
      dirs = [{ host = "data", guest = "/data", mode = "rw" },
              { host = "conf", guest = "/conf" }]
      timeout = "30s"

      [deploy]
      targets = ["gateway"]
      restart = "never"
      attested = false
      """;

  @TempDir private Path folder;

  @Test
  void readsAllThatTheDesignKnows() throws Exception {
    ProjectFile project = read(WHOLE);

    assertThat(project.name()).isEqualTo("sensor-filter");
    assertThat(project.module()).isEqualTo(folder.resolve("build/sensor-filter.wasm"));
    assertThat(project.build()).containsExactly("make");
    assertThat(project.arguments()).containsExactly("-v");
    assertThat(project.environment()).isEqualTo(Map.of("LOG", "info"));
    assertThat(project.directories())
        .containsExactly(
            new Preopen("data", "/data", Preopen.Mode.READ_WRITE),
            new Preopen("conf", "/conf", Preopen.Mode.READ_ONLY));
    assertThat(project.timeout()).contains(Duration.ofSeconds(30));
    assertThat(project.targets()).containsExactly("gateway");
    assertThat(project.attestedOnly()).isFalse();
    assertThat(project.warnings()).isEmpty();
    assertThat(project.folder()).isEqualTo(folder);
  }

  @Test
  void warnsOfWhatHasNoEffectWithItsLine() throws Exception {
    ProjectFile project =
        read(
            """
            colour = "red"
            [app]
            name = "a"
            module = "a.wat"
            text = \"\"\"
            [run]
            memory = \\"no\\"
            \"\"\"
            [run]
            secrets = [
              "API_KEY",
            ]
            memory = "64MiB"
            dirs = [{ host = "d", guest = "/d", chmod = 7 }]
            [deploy]
            restart = "on-failure"
            health = "3s"
            """);
    assertThat(project.options().restart()).isEqualTo(RestartPolicy.ON_FAILURE);
    assertThat(project.options().limits().memoryBytes()).contains(64L << 20);
    assertThat(project.options().health().within()).isEqualTo(Duration.ofSeconds(3));

    assertThat(project.warnings())
        .extracting(warning -> warning.line() + " " + warning.message())
        .satisfiesExactlyInAnyOrder(
            text -> assertThat(text).startsWith("1 “colour” is not a key"),
            text -> assertThat(text).startsWith("5 “app.text” is not a key"),
            text -> assertThat(text).startsWith("14 “run.dirs.chmod” is not a key"),
            text -> assertThat(text).startsWith("10 ").contains("API_KEY"));
    assertThat(project.warnings().getFirst()).asString().startsWith("continuum.toml:1: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[app]@name = 3@module = 'a.wat' | 2 | “app.name” cannot be used: it is a number",
        "[app]@module = 'a.wat' | 1 | “app.name” cannot be used: it is missing",
        "[app]@name = 'a b'@module = 'a.wat' | 2 | “a b” cannot name an app",
        "app = 1 | 1 | “app” cannot be used: it is a number",
        "[app]@name = 'a'@module = '' | 3 | it is an empty text",
        "[app]@name='a'@module='a.wat'@[build]@command = 'make' | 5 | “build.command”",
        "[app]@name='a'@module='a.wat'@[build]@command = [] | 5 | the command is empty",
        "[app]@name='a'@module='a.wat'@[run]@args=['x',1] | 5 | an item is a number",
        "[app]@name='a'@module='a.wat'@[run]@@env={ A = 1 } | 6 | “run.env.A”",
        "[app]@name='a'@module='a.wat'@[run.env]@A = true | 5 | its value is true or false",
        "[app]@name='a'@module='a.wat'@[run]@dirs=[{host='d',guest='d'}] | 5 | begins with /",
        "[app]@name='a'@module='a.wat'@[run]@dirs=[{host='d',guest='/d',mode='x'}] | 5 | mode",
        "[app]@name='a'@module='a.wat'@[run]@timeout='30' | 5 | not a duration",
        "[app]@name='a'@module='a.wat'@[run]@timeout='0s' | 5 | not a duration",
        "[app]@name='a'@module='a.wat'@[run]@memory=64 | 5 | not a size",
        "[app]@name='a'@module='a.wat'@[deploy]@attested='yes' | 5 | it is a text",
        "[app]@name='a'@module='a.wat'@[deploy]@restart='x' | 5 | not a restart rule",
        "[app]@name='a'@module='a.wat'@[deploy]@health=3 | 5 | not a duration",
        "[app]@name='a'@module='a.wat'@[deploy]@health='11m' | 5 | it must be from 0s to 10m",
        "[app]@name='a'@module='a.wat'@[deploy]@every='5s' | 5 | it must be from 1m to 31d",
        "[app]@name='a'@module='a.wat'@[deploy]@keep='3' | 5 | a number from 1 to 1000",
        "[app]@name='a'@module='a.wat'@[deploy]@boot='yes' | 5 | neither true nor false",
        "[app]@name='a'@module='a.wat'@[deploy]@runtime='x' | 5 | not a runtime that is known",
        "[app]@name='a'@module='a.wat'@[deploy]@@every='5m'@restart='always' | 7 | not restarted in"
            + " between",
        "[app]@name= | 2 | not TOML",
        "[app]@name='a'@name='b' | 3 | not TOML",
      })
  void saysWhatIsWrongOnWhichLine(String text, int line, String message) {
    assertThatExceptionOfType(ProjectException.class)
        .isThrownBy(() -> read(text.replace('@', '\n')))
        .withMessageContaining(message)
        .satisfies(e -> {
          assertThat(e.line()).isEqualTo(line);
          assertThat(e.file()).contains(folder.resolve("continuum.toml"));
          assertThat(e.remedy()).endsWith(".");
        });
  }

  @Test
  void saysThatThereIsNone() {
    assertThatExceptionOfType(ProjectException.class)
        .isThrownBy(() -> ProjectFile.read(folder))
        .withMessageContaining("There is no continuum.toml in " + folder);
  }

  @Test
  void refusesWhatIsTooLargeOrNotText() throws Exception {
    Files.write(folder.resolve("continuum.toml"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatExceptionOfType(ProjectException.class)
        .isThrownBy(() -> ProjectFile.read(folder))
        .withMessageContaining("cannot be read");
    Files.write(folder.resolve("continuum.toml"), new byte[(1 << 20) + 1]);
    assertThatExceptionOfType(ProjectException.class)
        .isThrownBy(() -> ProjectFile.read(folder))
        .withMessageContaining("larger than 1 MiB");
  }

  @Test
  void findsTheProjectOfAFile() throws Exception {
    read(WHOLE);
    assertThat(ProjectFile.folderOf(folder.resolve("src/deep/main.c"))).contains(folder);
    assertThat(ProjectFile.folderOf(folder)).isNotEqualTo(java.util.Optional.of(folder));
  }

  private ProjectFile read(String text) throws Exception {
    Files.writeString(folder.resolve("continuum.toml"), text);
    return ProjectFile.read(folder);
  }
}
