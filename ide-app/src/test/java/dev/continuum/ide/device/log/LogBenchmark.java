package dev.continuum.ide.device.log;

import com.sun.management.OperatingSystemMXBean;
import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.device.DeviceConnections;
import dev.continuum.ide.device.DeviceFeature;
import dev.continuum.ide.output.OutputLines;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.theme.Theme;
import dev.continuum.targets.device.SshDevices;
import dev.continuum.targets.local.LocalTarget;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.LogPlace;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import dev.continuum.templates.Builder;
import dev.continuum.templates.Toolchains;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;

/**
 * Shows the log of an app that writes numbered lines of 60 characters, live, in the whole window,
 * drawn without a screen; the app runs on a real {@code sshd} on this computer, which also has its
 * runtime, the agent's and the server's work to do. Says how many lines came a second, whether any
 * was missing or came twice, how many frames were drawn a second, and what it took.
 *
 * <pre>
 * mvn -q -pl ide-app -am test-compile dependency:build-classpath \
 *     -Dquick -Dmdep.outputFile=target/test.classpath
 * java -Xmx512m --enable-native-access=ALL-UNNAMED -Dglass.platform=Headless -Dprism.order=sw \
 *     -cp "ide-app/target/test-classes:ide-app/target/classes:$(cat ide-app/target/test.classpath)" \
 *     dev.continuum.ide.device.log.LogBenchmark [AT_ONCE [MILLISECONDS [SECONDS]]]
 * </pre>
 *
 * The app writes AT_ONCE lines, then waits MILLISECONDS.
 */
final class LogBenchmark {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private long checked;
  private long lines;
  private long last;
  private long wrong;

  private LogBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int atOnce = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    int pause = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9;
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
    Path home = Files.createTempDirectory("continuum-benchmark");
    try (OpenSshServer server = OpenSshServer.start(Files.createDirectory(home.resolve("s")))) {
      new LogBenchmark().run(home, server, atOnce, pause, seconds);
    }
    System.exit(0);
  }

  private void run(Path home, OpenSshServer server, int atOnce, int pause, int seconds)
      throws Exception {
    DeviceRegistry registry = new DeviceRegistry(home.resolve("config/devices.json"));
    registry.add(server.device("board"));
    try (SshDevices devices =
        new SshDevices(
            registry,
            new TestUser(true, "", ""),
            home.resolve("cache"),
            new SshSettings(
                home, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)))) {
      LocalTarget local = new LocalTarget(home.resolve("cache"));
      RunFeature run =
          new RunFeature(new Problems(), local::start, () -> new Builder(Toolchains.ofSystem()));
      DeviceFeature feature =
          new DeviceFeature(run, registry, user -> new DeviceConnections(devices));
      LogFeature log = new LogFeature(feature);
      try (TestWindow window =
          TestWindow.of(
              home.resolve("user"),
              new TestDialogs(),
              Theme.DARK,
              List.of(new ShellFeature(), run, feature, log))) {
        DeviceTarget target = devices.target("board");
        target.deploy(
            new RunConfiguration(
                "app",
                DeviceApps.counting(home, "count", 100_000_000, atOnce, pause, 50),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty()),
            DeployListener.NONE);
        window.act("deploy.log");
        measure(log.model(), seconds);
        window.picture("log-benchmark");
        target.stop("app");
      }
    }
  }

  private void measure(LogModel model, int seconds) throws InterruptedException {
    Frames frames = FxTest.onFx(Frames::new);
    FxTest.runFx(() -> {
      OutputLines shown = model.lines();
      shown.revision().addListener(o -> check(shown));
      model.open(List.of(new LogSource("board", "app")), new LogPlace.End());
    });
    // Warm, and past what came with the opening.
    TimeUnit.SECONDS.sleep(5);
    long cpu = SYSTEM.getProcessCpuTime();
    long before = FxTest.onFx(() -> lines);
    long began = System.nanoTime();
    FxTest.runFx(frames::begin);
    TimeUnit.SECONDS.sleep(seconds);
    long after =
        FxTest.onFx(() -> {
          frames.stop();
          return lines;
        });
    double time = (System.nanoTime() - began) / 1e9;
    System.gc();
    Runtime memory = Runtime.getRuntime();
    System.out.printf(
        "%.0f lines a second shown, %d missing or twice, %.1f frames a second, the longest frame"
            + " %.0f ms, 99 %% below %.0f ms, %.0f %% of a processor, %d MiB of heap%n",
        (after - before) / time,
        wrong,
        frames.count() / time,
        frames.longest(1),
        frames.longest(0.99),
        (SYSTEM.getProcessCpuTime() - cpu) / 1e7 / time,
        (memory.totalMemory() - memory.freeMemory()) >> 20);
  }

  private void check(OutputLines shown) {
    for (long n = Math.max(checked, shown.first()); n < shown.end(); n++) {
      String text = shown.get(n).text();
      if (text.matches("[0-9]{8} x+")) {
        long number = Long.parseLong(text.substring(0, 8));
        if (last != 0 && number != last + 1) {
          wrong++;
        }
        last = number;
        lines++;
      }
    }
    checked = shown.end();
  }

  /** Counts what JavaFX draws. */
  private static final class Frames extends AnimationTimer {
    private final List<Long> gaps = new ArrayList<>();
    private long previous;

    void begin() {
      previous = System.nanoTime();
      start();
    }

    @Override
    public void handle(long now) {
      long time = System.nanoTime();
      gaps.add(time - previous);
      previous = time;
    }

    int count() {
      return gaps.size();
    }

    double longest(double share) {
      return gaps.stream()
              .sorted()
              .skip(Math.max(0, (long) (gaps.size() * share) - 1))
              .findFirst()
              .orElse(0L)
          / 1e6;
    }
  }
}
