package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.Table;
import dev.continuum.ide.cli.command.Times;
import dev.continuum.targets.target.app.Release;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists the releases of an app on a device. */
@Command(name = "history", description = "List the releases of an app on a device, newest first.")
final class HistoryCommand extends AppCommand {
  HistoryCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    List<Release> releases = connect(target -> target.releases(app));
    sayJson(
        Json.object(
            "app",
            app,
            "device",
            name,
            "releases",
            releases.stream().map(HistoryCommand::toJson).toList()));
    Table table = new Table("rllllllll");
    for (Release release : releases) {
      table.row(
          release.number(),
          release.current() ? "current" : "",
          release.pinned() ? "pinned" : "",
          release.present() ? "" : "module gone",
          release.created().map(Times::local).orElse(""),
          release.by(),
          release.runtime(),
          release.file(),
          release.digest().substring(0, Math.min(12, release.digest().length())));
    }
    table.lines().forEach(this::say);
    return ExitStatus.DONE;
  }

  private static Map<String, @Nullable Object> toJson(Release release) {
    return Json.object(
        "release", release.number(),
        "digest", release.digest(),
        "file", release.file(),
        "created", release.created(),
        "by", release.by(),
        "runtime", release.runtime(),
        "current", release.current(),
        "pinned", release.pinned(),
        "present", release.present());
  }
}
