package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.templates.Template;
import dev.continuum.templates.TemplateCatalog;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a project from a template. */
@Command(
    name = "new",
    description = "Make a project from a template, in a folder that is new or empty.")
final class NewCommand extends CliCommand {
  @Parameters(
      index = "0",
      paramLabel = "TEMPLATE",
      description = "What to begin with: ${COMPLETION-CANDIDATES}.",
      completionCandidates = TemplateIds.class)
  String template = "";

  @Parameters(index = "1", paramLabel = "DIR", description = "The project's folder.")
  Path folder = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The app's name. Without it, the folder's.")
  @Nullable String name;

  NewCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    TemplateCatalog catalog = services().templates();
    Template chosen =
        catalog
            .find(template)
            .orElseThrow(() ->
                CliException.wrongCall(
                    "There is no template “" + template + "”.",
                    "Choose one of "
                        + catalog.all().stream().map(Template::id).collect(Collectors.joining(", "))
                        + "."));
    Path target = folder.toAbsolutePath().normalize();
    String app = name != null ? name : String.valueOf(target.getFileName());
    TemplateCatalog.Project project = catalog.create(chosen, target, app);
    List<String> files =
        project.files().stream()
            .map(file -> target.relativize(file).toString().replace('\\', '/'))
            .toList();
    sayJson(
        Json.object(
            "template", chosen.id(),
            "name", app,
            "folder", target,
            "main", target.relativize(project.main()).toString().replace('\\', '/'),
            "files", files));
    say(chosen.title() + " “" + app + "” is in " + target + ":");
    files.forEach(file -> say("  " + file));
    say("Run it: continuum run " + quoted(folder.toString()));
    return ExitStatus.DONE;
  }

  private static String quoted(String path) {
    return path.matches("[\\w./~:\\\\-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }

  /** The templates' ids, for the help text. */
  static final class TemplateIds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return TemplateCatalog.bundled().all().stream().map(Template::id).iterator();
    }
  }
}
