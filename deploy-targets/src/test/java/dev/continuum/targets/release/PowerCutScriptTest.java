package dev.continuum.targets.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The power goes, and files that were not on the disk yet are empty, full of zero bytes or gone:
 * nothing of that is started, and what is whole is.
 */
@Timeout(60)
class PowerCutScriptTest extends AgentFixture {
  private static final String SERVICE = "exec sleep 1000";
  private static final String BOOT = "boot yes\nhealth alive 0.00\n";

  /** What is left of the newer of two releases. */
  enum Damage {
    MODULE_EMPTY,
    MODULE_CHANGED,
    MODULE_GONE,
    RUN_EMPTY,
    RECORD_EMPTY,
    POLICY_EMPTY,
    POLICY_ZEROES,
    FOLDER_GONE
  }

  @AfterEach
  void endAll() {
    killEverything();
  }

  private Path app() {
    return home.resolve(".continuum/apps/app");
  }

  private Path module(String text) {
    return home.resolve(".continuum/store")
        .resolve(Digests.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void twoReleases(Tools tools, String policy) throws Exception {
    use(tools);
    agent("", "hello");
    assertThat(activate("one", SERVICE, policy)).endsWith("ok\n");
    assertThat(activate("two", SERVICE, policy)).endsWith("ok\n");
  }

  private void damage(Damage damage) throws IOException {
    Path release = app().resolve("releases/2");
    switch (damage) {
      case MODULE_EMPTY -> Files.write(module("two"), new byte[0]);
      case MODULE_CHANGED -> Files.write(module("two"), new byte[3]);
      case MODULE_GONE -> Files.delete(module("two"));
      case RUN_EMPTY -> Files.write(release.resolve("run"), new byte[0]);
      case RECORD_EMPTY -> Files.write(release.resolve("release.json"), new byte[0]);
      case POLICY_EMPTY -> Files.write(release.resolve("policy"), new byte[0]);
      case POLICY_ZEROES -> Files.write(release.resolve("policy"), new byte[100]);
      case FOLDER_GONE -> delete(release);
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }
        });
    Files.delete(folder);
  }

  @ParameterizedTest
  @EnumSource
  void goesBackToTheNewestWholeReleaseAtBoot(Damage damage) throws Exception {
    // The two shells take turns.
    twoReleases(damage.ordinal() % 2 == 0 ? Tools.DASH : Tools.BUSYBOX, BOOT);
    killEverything();
    damage(damage);
    assertThat(agent("", "autostart")).contains("started app\n");
    assertThat(agent("", "status", "app")).contains("release 1\nstate running");
    assertThat(texts())
        .containsSubsequence(
            "s Release 2 is damaged on the disk: went back to release 1.", "s Release 1 started.");
    assertThat(activate("three", SERVICE, BOOT)).contains("release 3\n").endsWith("ok\n");
  }

  @Test
  void startsNothingWhereNothingIsWhole() throws Exception {
    twoReleases(Tools.DASH, BOOT);
    killEverything();
    Files.write(module("one"), new byte[3]);
    Files.write(module("two"), new byte[3]);
    assertThat(agent("", "autostart")).contains("failed app\n");
    assertThat(agent("", "status", "app")).contains("release 2\nstate exited");
    assertThat(texts())
        .contains(
            "s Release 2 is damaged on the disk and no other one is whole: nothing was started.");
  }

  @Test
  void leavesAloneWhatIsDamagedButNotToStart() throws Exception {
    twoReleases(Tools.DASH, "boot no\nhealth alive 0.00\n");
    killEverything();
    damage(Damage.MODULE_EMPTY);
    assertThat(agent("", "autostart")).isEqualTo("continuum-agent 1\nok\n");
    assertThat(agent("", "status", "app")).contains("release 2\nstate exited");
  }

  @Test
  void doesNotStopForWhatCannotBeStarted() throws Exception {
    twoReleases(Tools.DASH, BOOT);
    damage(Damage.MODULE_CHANGED);
    assertThat(agent("", "restart", "app")).contains("error DAMAGED ");
    assertThat(agent("", "status", "app")).contains("release 2\nstate running");
    agent("", "stop", "app");
    assertThat(agent("", "start", "app")).contains("error DAMAGED ");
    assertThat(agent("", "status", "app")).contains("state stopped");
  }

  /** Whether the release before ran or had ended, and with either of its wishes about boot. */
  @ParameterizedTest
  @ValueSource(strings = {"yes", "no"})
  void takesBackACutSwitchAtBoot(String boot) throws Exception {
    twoReleases(Tools.DASH, "boot " + boot + "\nhealth alive 0.00\n");
    killEverything();
    Files.writeString(app().resolve("switching"), "from 1\nwas running\nto 2\nmade yes\n");
    agent("", "autostart");
    assertThat(app().resolve("switching")).doesNotExist();
    assertThat(agent("", "status", "app")).contains("release 1\nstate running");
    assertThat(app().resolve("releases/2")).doesNotExist();
  }

  @Test
  void startsWhatTheLockWentBackTo() throws Exception {
    twoReleases(Tools.DASH, BOOT);
    killEverything();
    // The first release had ended, long before the system started anew.
    String state = Files.readString(app().resolve("state"));
    Files.writeString(
        app().resolve(".state-before"),
        state
            .replaceAll("(?m)^release .*$", "release 1")
            .replaceAll("(?m)^state .*$", "state exited")
            .replaceAll("(?m)^boot .*$", "boot old"));
    Files.writeString(app().resolve("switching"), "from 1\nwas exited\nto 2\nmade yes\n");
    assertThat(agent("", "autostart")).contains("started app\n");
    assertThat(agent("", "status", "app")).contains("release 1\nstate running");
    assertThat(texts().stream().filter(text -> text.endsWith(" started.")))
        .containsExactly("s Release 1 started.", "s Release 2 started.", "s Release 1 started.");
  }

  @Test
  void outlivesEmptyNotes() throws Exception {
    twoReleases(Tools.DASH, BOOT);
    killEverything();
    Files.write(app().resolve("switching"), new byte[0]);
    Files.write(app().resolve("last"), new byte[0]);
    Files.write(app().resolve("state"), new byte[0]);
    assertThat(agent("", "autostart")).contains("started app\n");
    assertThat(agent("", "status", "app")).contains("release 2\nstate running");
    assertThat(activate("three", SERVICE, BOOT)).contains("release 3\n").endsWith("ok\n");
  }

  @Test
  void hasFilesOnTheDiskBeforeTheSwitch() throws Exception {
    use(Tools.DASH);
    Path calls = folder.resolve("calls");
    script(
        Path.of(path).resolve("sync"),
        "for file; do printf '%s %s\\n' \"$(readlink '"
            + app()
            + "/current')\" \"${file#'"
            + home
            + "/.continuum/'}\" >>'"
            + calls
            + "'; done");
    agent("", "hello");
    activate("one", SERVICE, BOOT);
    Files.delete(calls);
    activate("two", SERVICE, BOOT);
    assertThat(Files.readAllLines(calls))
        .containsSubsequence(
            "releases/1 store/.part-token",
            "releases/1 apps/app/releases/.new-token/policy",
            "releases/1 apps/app/releases/.new-token/release.json",
            "releases/1 apps/app/releases/.new-token/run",
            "releases/1 apps/app/releases/.new-token",
            "releases/1 store",
            "releases/2 apps/app");
  }

  @Test
  void aSyncThatTakesNoFilesIsEnough() throws Exception {
    use(Tools.DASH);
    Path calls = folder.resolve("calls");
    script(
        Path.of(path).resolve("sync"),
        "echo \"$#\" >>'" + calls + "'; [ $# = 0 ] || { echo 'no arguments' >&2; exit 1; }");
    assertThat(deploy(SERVICE, 0)).doesNotContain("no arguments").endsWith("ok\n");
    assertThat(Files.readAllLines(calls)).containsSubsequence("1", "0");
  }

  @Test
  void saysThatAFileCannotBeMade() throws Exception {
    twoReleases(Tools.DASH, BOOT);
    Files.createDirectory(app().resolve("releases/2/pinned"));
    assertThat(agent("", "pin", "app", "2", "yes")).contains("error NO_SPACE cannot pin");
    Files.delete(app().resolve("releases/2/pinned"));
    agent("", "stop", "app");
    // Where no segment of the log can be made, a switch is not ended half way.
    try (var segments = Files.list(app().resolve("log"))) {
      for (Path segment : segments.toList()) {
        Files.delete(segment);
      }
    }
    Path blocked = Files.createDirectory(app().resolve("log/00000000000000000000"));
    assertThat(activate("three", SERVICE, BOOT)).contains("error START_FAILED");
    assertThat(app().resolve("switching")).doesNotExist();
    Files.delete(blocked);
    assertThat(agent("", "status", "app")).contains("release 2\nstate stopped");
  }
}
