package dev.continuum.targets.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The disk gets full while an app writes its log: the app goes on, and so does the log, later. */
@Timeout(60)
class LogFullDiskScriptTest extends AgentFixture {
  private static final String CUT = "s The line before this is incomplete.";
  private static final String MISSING = "s Lines are missing here: the log could not be written.";

  private static final Pattern WHOLE = Pattern.compile("o [0-9]{6} 0123456789 end");

  private Path small;

  @AfterEach
  void unmount() throws Exception {
    killEverything();
    if (small != null) {
      new ProcessBuilder("umount", small.toString()).start().waitFor();
    }
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space");
    }
  }

  private static int number(String text) {
    return Integer.parseInt(text.substring(2, 8));
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWhenThereIsRoomAgain(Tools tools) throws Exception {
    use(tools);
    small = Files.createDirectory(home.resolve(".continuum"));
    assumeTrue(
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", small.toString())
                .start()
                .waitFor()
            == 0,
        "skipped: only root can mount a small file system");
    String status =
        deploy(
            "",
            "i=100000; while :; do i=$((i + 1)); echo \"$i 0123456789 end\";"
                + " [ $((i % 20)) != 0 ] || sleep 0.05; done");
    String process = status.replaceAll("(?s).*\npid ([0-9]+)\n.*", "$1");
    for (int round = 0; round < 2; round++) {
      Path filler = small.resolve("filler");
      fill(filler);
      Path segment = small.resolve("apps/app/log/00000000000000000000");
      // Full to the last byte of the log's own last block.
      long length;
      do {
        length = Files.size(segment);
      } while (length % 4096 != 0);
      assertThat(agent("", "status", "app")).contains("state running", "pid " + process + "\n");
      Files.delete(filler);
      int then = number(lines(texts()).getLast());
      awaitNumber(then + 500);
    }
    assertThat(agent("", "status", "app")).contains("state running", "pid " + process + "\n");
    agent("", "stop", "app");

    List<String> texts = texts();
    int before = 100000;
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (text.startsWith("s ")) {
        continue;
      }
      if (!WHOLE.matcher(text).matches()) {
        assertThat(texts.get(i + 1)).as("after “%s”", text).isEqualTo(CUT);
        continue;
      }
      assertThat(number(text)).isGreaterThan(before);
      if (number(text) != before + 1) {
        assertThat(texts.get(i - 1)).as("before “%s”", text).isEqualTo(MISSING);
      }
      before = number(text);
    }
    assertThat(texts).contains(MISSING);
    assertThat(texts).endsWith("s Release 1 was stopped.");
  }

  private void awaitNumber(int wanted) throws Exception {
    while (number(lines(texts()).getLast()) < wanted) {
      Thread.onSpinWait();
    }
  }

  private static List<String> lines(List<String> texts) {
    return texts.stream().filter(text -> WHOLE.matcher(text).matches()).toList();
  }
}
