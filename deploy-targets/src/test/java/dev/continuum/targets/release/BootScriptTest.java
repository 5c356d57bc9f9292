package dev.continuum.targets.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How apps start with the system. What would start them is played by small programs: a real crontab
 * or systemd would be this computer's.
 */
@Timeout(60)
class BootScriptTest extends AgentFixture {
  private Path etc;
  private Path calls;

  @BeforeEach
  void ownSystem() throws IOException {
    etc = Files.createDirectories(folder.resolve("etc/systemd/system")).getParent().getParent();
    calls = folder.resolve("calls");
    rewrite("etc", "'" + etc + "'");
    rewrite("systemd_runs", "'" + folder.resolve("no-systemd") + "'");
    rewrite("cron_daemons", "' no-cron '");
  }

  @AfterEach
  void endAll() {
    killEverything();
  }

  private Path state() {
    return home.resolve(".continuum/apps/app/state");
  }

  private Path fake(String program, String text) throws IOException {
    return script(
        Path.of(path).resolve(program),
        "printf '%s\\n' '" + program + "'\" $*\" >>'" + calls + "'\n" + text);
  }

  private void systemdRuns() throws IOException {
    rewrite("systemd_runs", "'" + Files.createDirectories(folder.resolve("systemd")) + "'");
  }

  /** The name under which this process runs is that of a cron daemon now. */
  private void cronRuns() throws IOException {
    String own = Files.readString(Path.of("/proc/self/comm")).strip();
    rewrite("cron_daemons", "' " + own + " '");
    fake(
        "crontab",
        "f='"
            + folder
            + "/tab'\ncase $1 in\n  -l) [ -e \"$f\" ] || { echo 'no crontab for me' >&2;"
            + " exit 1; }; cat \"$f\" ;;\n  -r) rm \"$f\" ;;\n  -) cat >\"$f\" ;;\nesac");
  }

  private void user(String id) throws IOException {
    Files.deleteIfExists(Path.of(path).resolve("id"));
    script(Path.of(path).resolve("id"), "case $1 in -un) echo me ;; *) echo " + id + " ;; esac");
  }

  private String boot() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(path + "/sh", home.resolve(".continuum/boot").toString())
            .redirectErrorStream(true)
            .directory(folder.toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("PATH", path);
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes());
  }

  @ParameterizedTest
  @EnumSource
  void bringsAppsBackOnceEach(Tools tools) throws Exception {
    use(tools);
    deploy("boot yes\n", "echo up; exec sleep 1000");
    awaitLog("o up", 1);
    assertThat(agent("", "autostart")).doesNotContain("started");
    killEverything();
    assertThat(agent("", "status", "app")).contains("state exited", "status -", "pid -");
    assertThat(agent("", "autostart")).contains("started app\n");
    assertThat(agent("", "status", "app")).contains("state running", "watched yes");
    assertThat(agent("", "autostart")).isEqualTo("continuum-agent 1\nok\n");
    awaitLog("o up", 2);
    assertThat(texts().stream().filter("s Release 1 started."::equals)).hasSize(2);
    assertThat(home.resolve(".continuum/apps/app/lock")).doesNotExist();
  }

  @Test
  void startsOnlyWhatIsToStartWithTheSystem() throws Exception {
    use(Tools.DASH);
    deploy("boot no\nrestart always\n", "exec sleep 1000");
    killEverything();
    assertThat(agent("", "autostart")).isEqualTo("continuum-agent 1\nok\n");
    assertThat(agent("", "status", "app")).contains("state exited");
  }

  @ParameterizedTest
  @EnumSource
  void startsAtBootWhatWaitedToBeStartedAgain(Tools tools) throws Exception {
    use(tools);
    deploy("boot yes\nrestart always\n", "exit 2");
    awaitStatus("state waiting");
    killEverything();
    assertThat(agent("", "status", "app")).contains("state exited", "status 2");
    assertThat(agent("", "autostart")).contains("started app\n");
    awaitStatus("state waiting");
  }

  @ParameterizedTest
  @EnumSource
  void startsWhatHadEndedOnlyWhenTheSystemStartedAnew(Tools tools) throws Exception {
    use(tools);
    assumeTrue(Files.isReadable(Path.of("/proc/sys/kernel/random/boot_id")), "skipped: no boot id");
    deploy("boot yes\n", "echo up");
    awaitStatus("state exited");
    assertThat(agent("", "autostart")).doesNotContain("started");
    Files.writeString(state(), Files.readString(state()).replaceAll("(?m)^boot .*$", "boot old"));
    assertThat(agent("", "autostart")).contains("started app");
    awaitLog("s Release 1 exited with 0.", 2);
    assertThat(agent("", "autostart")).doesNotContain("started");
  }

  @ParameterizedTest
  @EnumSource
  void replacesAnAppThatNobodyWatches(Tools tools) throws Exception {
    use(tools);
    deploy("boot yes\n", "exec sleep 1000");
    long before = pid();
    for (String line : Files.readAllLines(state())) {
      if (line.startsWith("supervisor ")) {
        kill(List.of(ProcessHandle.of(Long.parseLong(line.substring(11))).orElseThrow()));
      }
    }
    assertThat(agent("", "autostart")).contains("started app");
    assertThat(agent("", "status", "app")).contains("state running", "watched yes");
    assertThat(ProcessHandle.of(before)).isEmpty();
  }

  private long pid() throws IOException {
    return Files.readAllLines(state()).stream()
        .filter(line -> line.startsWith("pid "))
        .map(line -> Long.parseLong(line.substring(4)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void leavesAnAppThatIsBeingDeployed() throws Exception {
    use(Tools.DASH);
    deploy("boot yes\n", "exec sleep 1000");
    killEverything();
    long own = ProcessHandle.current().pid();
    String stat = Files.readString(Path.of("/proc/" + own + "/stat"));
    String began = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
    Path lock = Files.createDirectory(home.resolve(".continuum/apps/app/lock"));
    Files.writeString(lock.resolve("owner"), own + " " + began + "\n");
    assertThat(agent("", "autostart")).isEqualTo("continuum-agent 1\nok\n");
    assertThat(agent("", "status", "app")).contains("state exited");
    assertThat(lock).exists();
    Files.delete(lock.resolve("owner"));
    Files.delete(lock);
    assertThat(agent("", "autostart")).contains("started app");
  }

  @Test
  void addsOneLineToTheCrontabAndTakesItAway() throws Exception {
    use(Tools.DASH);
    user("1000");
    cronRuns();
    Path tab = Files.writeString(folder.resolve("tab"), "MAILTO=me\n5 * * * * backup # mine\n");
    deploy("boot yes\n", "echo up; exec sleep 1000");
    assertThat(agent("", "bootsetup")).contains("\nboot cron It starts with the system.\n");
    assertThat(agent("", "bootsetup")).contains("\nboot cron ");
    List<String> lines = Files.readAllLines(tab);
    assertThat(lines).hasSize(3).startsWith("MAILTO=me", "5 * * * * backup # mine");
    assertThat(lines.getLast()).startsWith("@reboot ").endsWith("# Continuum Studio");
    // What cron would run, with cron's poor environment.
    killEverything();
    ProcessBuilder cron =
        new ProcessBuilder(
            path + "/sh", "-c", lines.getLast().substring("@reboot ".length()).split(" #")[0]);
    cron.environment().clear();
    cron.environment().put("PATH", path);
    assertThat(cron.start().waitFor()).isZero();
    assertThat(agent("", "status", "app")).contains("state running");
    deploy("boot no\n", "exec sleep 1000");
    assertThat(agent("", "bootclear")).contains("boot none No app");
    assertThat(Files.readAllLines(tab)).containsExactly("MAILTO=me", "5 * * * * backup # mine");
    assertThat(home.resolve(".continuum/boot")).doesNotExist();
  }

  @Test
  void makesACrontabWhereThereIsNoneAndRemovesIt() throws Exception {
    use(Tools.DASH);
    user("1000");
    cronRuns();
    deploy("boot yes\n", "exec sleep 1000");
    agent("", "bootsetup");
    assertThat(Files.readAllLines(folder.resolve("tab"))).hasSize(1);
    assertThat(agent("", "bootclear")).contains("boot cron");
    deploy("", "exit 0");
    agent("", "bootclear");
    assertThat(folder.resolve("tab")).doesNotExist();
  }

  @Test
  void neverReplacesACrontabItCannotRead() throws Exception {
    use(Tools.DASH);
    user("1000");
    cronRuns();
    Files.delete(Path.of(path).resolve("crontab"));
    fake("crontab", "echo 'you are not allowed to use this program' >&2; exit 1");
    deploy("boot yes\n", "exec sleep 1000");
    assertThat(agent("", "bootsetup")).contains("boot none This device has no systemd");
    assertThat(Files.readAllLines(calls)).noneMatch(call -> call.contains("crontab -r"));
    assertThat(Files.readAllLines(calls)).noneMatch(call -> call.equals("crontab -"));
  }

  @Test
  void knowsThatSomeCronsCannotStartAtBoot() throws Exception {
    use(Tools.DASH);
    user("1000");
    cronRuns();
    Files.delete(Path.of(path).resolve("crontab"));
    fake("crontab", "echo 'BusyBox v1.35.0 multi-call binary.'");
    deploy("boot yes\n", "exec sleep 1000");
    assertThat(agent("", "bootsetup")).contains("boot none ");
  }

  @Test
  void saysWhenNoCronRuns() throws Exception {
    use(Tools.DASH);
    user("1000");
    cronRuns();
    rewrite("cron_daemons", "' no-cron '");
    deploy("boot yes\n", "exec sleep 1000");
    assertThat(agent("", "bootsetup"))
        .contains("boot none This device has no systemd and no running");
  }

  @Test
  void makesAUnitOfTheUserThatLingers() throws Exception {
    use(Tools.DASH);
    user("1000");
    systemdRuns();
    fake("systemctl", "");
    fake(
        "loginctl",
        "f='"
            + folder
            + "/linger'\ncase $* in *enable-linger) touch \"$f\" ;; *) [ ! -e \"$f\" ] ||"
            + " echo Linger=yes ;; esac");
    Files.createSymbolicLink(Path.of(path).resolve("touch"), Path.of("/usr/bin/touch"));
    deploy("boot yes\n", "exec sleep 1000");
    assertThat(agent("", "bootsetup")).contains("boot systemd-user It starts with the system.\n");
    Path unit = home.resolve(".config/systemd/user/continuum.service");
    assertThat(unit)
        .content()
        .contains("ExecStart=/bin/sh \"" + home + "/.continuum/boot\"", "WantedBy=default.target");
    assertThat(Files.readAllLines(calls)).contains("systemctl --user enable continuum.service");
    killEverything();
    assertThat(boot()).contains("started app");
    deploy("", "exec sleep 1000");
    agent("", "bootclear");
    assertThat(unit).doesNotExist();
    assertThat(Files.readAllLines(calls)).contains("systemctl --user disable continuum.service");
  }

  @Test
  void saysWhenAUnitOfTheUserDoesNotLinger() throws Exception {
    use(Tools.DASH);
    user("1000");
    systemdRuns();
    fake("systemctl", "");
    fake("loginctl", "case $* in *enable-linger) exit 1 ;; *) echo Linger=no ;; esac");
    deploy("boot yes\n", "exec sleep 1000");
    assertThat(agent("", "bootsetup"))
        .contains("boot systemd-user It starts when this account first signs in:");
    // A crontab does better.
    cronRuns();
    assertThat(agent("", "bootsetup")).contains("boot cron ");
  }

  @Test
  void makesAUnitOfTheSystemForRoot() throws Exception {
    use(Tools.DASH);
    user("0");
    systemdRuns();
    fake("systemctl", "");
    deploy("boot yes\n", "exec sleep 1000");
    assertThat(agent("", "bootsetup")).contains("boot systemd It starts with the system.\n");
    Path unit = etc.resolve("systemd/system/continuum.service");
    assertThat(unit).content().contains("WantedBy=multi-user.target", "HOME=" + home);
    deploy("", "exec sleep 1000");
    agent("", "bootclear");
    assertThat(unit).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BUSYBOX_WITHOUT_AWK")
  void writesAnInitScriptForRoot(Tools tools) throws Exception {
    use(tools);
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only for root");
    Files.createDirectory(etc.resolve("init.d"));
    Files.writeString(etc.resolve("init.d/rcS"), "for i in /etc/init.d/S??*; do $i start; done\n");
    deploy("boot yes\n", "exec sleep 1000");
    Path file = etc.resolve("init.d/S99continuum");
    assertThat(agent("", "bootsetup"))
        .contains("boot script It starts with the system, by " + file);
    killEverything();
    ProcessBuilder init = new ProcessBuilder(path + "/sh", file.toString(), "start");
    init.environment().put("PATH", path);
    assertThat(init.start().waitFor()).isZero();
    assertThat(agent("", "status", "app")).contains("state running");
    deploy("", "exec sleep 1000");
    agent("", "bootclear");
    assertThat(file).doesNotExist();
  }

  @Test
  void refusesAHomeFolderWhoseNameCannotBePassedOn() throws Exception {
    home = Files.createDirectory(folder.resolve("it's 100%"));
    use(Tools.DASH);
    user("1000");
    cronRuns();
    deploy("boot yes\n", "exec sleep 1000");
    assertThat(agent("", "bootsetup")).contains("boot none The home folder's name");
    assertThat(folder.resolve("tab")).doesNotExist();
  }
}
