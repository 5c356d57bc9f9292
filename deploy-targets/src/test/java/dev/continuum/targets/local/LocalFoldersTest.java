package dev.continuum.targets.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.targets.target.run.Execution;
import dev.continuum.targets.target.run.Exit;
import dev.continuum.targets.target.run.LocalOptions;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.target.run.RunEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a C guest sees and can reach. */
@ParameterizedClass
@EnumSource
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LocalFoldersTest {
  private static final String C =
      """
      #include <dirent.h>
      #include <errno.h>
      #include <fcntl.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      #include <sys/stat.h>
      #include <unistd.h>
      extern char **environ;
      static void done(const char *what, int failed) { printf("%s %s\\n", what, failed ? "refused" : "done"); }
      static void reads(const char *what, const char *path) {
        char text[64];
        int file = open(path, O_RDONLY);
        done(what, file < 0 || read(file, text, sizeof text) <= 0);
      }
      static void writes(const char *what, const char *path, int flags) {
        int file = open(path, flags, 0600);
        done(what, file < 0 || write(file, "X", 1) != 1);
      }
      __attribute__((noinline)) void broken(void) { __builtin_trap(); }
      static void *volatile keep;
      int main(int count, char **words) {
        const char *what = count > 1 ? words[1] : "";
        if (!strcmp(what, "see")) {
          for (int i = 0; i < count; i++) printf("arg %s\\n", words[i]);
          for (char **e = environ; *e; e++) printf("env %s\\n", *e);
        } else if (!strcmp(what, "read")) {
          reads("file", "/data/a.txt");
          reads("parent", "/data/../secret.txt");
          reads("deep parent", "/data/sub/../../secret.txt");
          reads("link", "/data/link");
          reads("absolute link", "/data/absolute");
          reads("linked folder", "/data/out/secret.txt");
          reads("elsewhere", "/etc/passwd");
        } else if (!strcmp(what, "write")) {
          writes("overwrite", "/data/a.txt", O_WRONLY);
          writes("update", "/data/a.txt", O_RDWR);
          writes("append", "/data/a.txt", O_WRONLY | O_APPEND);
          writes("truncate", "/data/a.txt", O_WRONLY | O_TRUNC);
          writes("create", "/data/new.txt", O_WRONLY | O_CREAT);
          done("mkdir", mkdir("/data/made", 0700));
          done("rename", rename("/data/a.txt", "/data/b.txt"));
          done("symlink", symlink("/etc", "/data/s"));
          done("unlink", unlink("/data/b.txt") && unlink("/data/a.txt"));
          done("rmdir", rmdir("/data/sub"));
        } else if (!strcmp(what, "trap")) {
          broken();
        } else if (!strcmp(what, "memory")) {
          while ((keep = malloc(16 << 20)) != 0) memset(keep, 1, 16 << 20);
          puts("memory refused");
        }
        return 0;
      }
      """;

  @Parameter RunEngine engine;
  @TempDir private static Path shared;
  private static Path module;
  @TempDir private Path folder;
  private Path data;
  private final Recorder recorder = new Recorder();

  @BeforeEach
  void makeFolders() throws Exception {
    if (module == null) {
      module = Guests.c(shared, "guest", C);
    }
    data = Files.createDirectory(folder.resolve("data"));
    Files.createDirectory(data.resolve("sub"));
    Files.writeString(data.resolve("a.txt"), "text");
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(data.resolve("link"), Path.of("../secret.txt"));
    Files.createSymbolicLink(data.resolve("absolute"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(data.resolve("out"), Path.of(".."));
  }

  private Exit run(Preopen.Mode mode, Map<String, String> environment, String... arguments)
      throws Exception {
    RunConfiguration configuration =
        new RunConfiguration(
            "sensor",
            module,
            List.of(arguments),
            environment,
            List.of(new Preopen("data", "/data", mode)),
            Optional.empty());
    Execution execution =
        new LocalTarget(shared.resolve("cache"), 512L << 20)
            .start(
                configuration,
                folder,
                new LocalOptions(Optional.of(engine), Optional.empty()),
                recorder);
    execution.standardInput().close();
    return execution.exit().get(50, TimeUnit.SECONDS);
  }

  @Test
  void theGuestSeesItsArgumentsAndItsEnvironmentOnly() throws Exception {
    run(
        Preopen.Mode.READ_WRITE,
        Map.of("PATH", "a=b c", "JAVA_TOOL_OPTIONS", "-Dx", "odd.name-é", "", "LD_PRELOAD", "x"),
        "see",
        "",
        "two words",
        "--dir",
        "*é\"'");
    assertThat(recorder.err()).isEmpty();
    assertThat(recorder.out().lines())
        .containsExactlyInAnyOrder(
            "arg sensor",
            "arg see",
            "arg ",
            "arg two words",
            "arg --dir",
            "arg *é\"'",
            "env PATH=a=b c",
            "env JAVA_TOOL_OPTIONS=-Dx",
            "env odd.name-é=",
            "env LD_PRELOAD=x");
  }

  @Test
  void nothingOutsideAGrantedFolderCanBeRead() throws Exception {
    run(Preopen.Mode.READ_WRITE, Map.of(), "read");
    assertThat(recorder.out().lines())
        .containsExactly(
            "file done",
            "parent refused",
            "deep parent refused",
            "link refused",
            "absolute link refused",
            "linked folder refused",
            "elsewhere refused");
  }

  @Test
  void aFolderGrantedForReadingStaysAsItIs() throws Exception {
    run(Preopen.Mode.READ_ONLY, Map.of(), "write");
    assertThat(recorder.out().lines()).hasSize(10).allMatch(line -> line.endsWith("refused"));
    assertThat(data.resolve("a.txt")).hasContent("text");
    try (var files = Files.list(data)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.txt", "sub", "link", "absolute", "out");
    }
    run(Preopen.Mode.READ_ONLY, Map.of(), "read");
    assertThat(recorder.out()).contains("file done", "parent refused", "linked folder refused");
  }

  @Test
  void aFolderGrantedForWritingCanBeWritten() throws Exception {
    run(Preopen.Mode.READ_WRITE, Map.of(), "write");
    assertThat(recorder.out())
        .contains("overwrite done", "update done", "append done", "truncate done", "create done")
        .contains("mkdir done", "rename done", "unlink done", "rmdir done");
    assertThat(data.resolve("new.txt")).hasContent("X");
  }

  @Test
  void aTrapCarriesFunctionNamesAndSourceLines() throws Exception {
    Exit exit = run(Preopen.Mode.READ_WRITE, Map.of(), "trap");
    assertThat(exit.kind()).isEqualTo(Exit.Kind.TRAPPED);
    assertThat(exit.message()).startsWith("trap: unreachable");
    assertThat(exit.message()).contains("broken").contains("_start");
    if (engine == RunEngine.WASMTIME) {
      assertThat(exit.message()).contains("guest.c:");
    }
    assertThat(recorder.err()).isEmpty();
  }

  @Test
  void memoryEndsWithAnAnswerToTheGuest() throws Exception {
    Exit exit = run(Preopen.Mode.READ_WRITE, Map.of(), "memory");
    assertThat(exit.kind()).isEqualTo(Exit.Kind.EXITED);
    assertThat(recorder.out()).isEqualTo("memory refused\n");
  }
}
