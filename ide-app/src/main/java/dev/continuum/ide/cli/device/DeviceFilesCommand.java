package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.command.Sizes;
import dev.continuum.ide.cli.command.Table;
import dev.continuum.ide.cli.command.Times;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceFiles;
import dev.continuum.targets.target.RemoteEntry;
import dev.continuum.targets.target.RemotePath;
import dev.continuum.targets.target.TargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A device's files. */
@Command(
    name = "files",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "List and copy a device's files, over SFTP. Paths that begin with no slash are in the"
            + " user's home folder there.")
final class DeviceFilesCommand extends CliCommand {
  @CommandLine.Spec CommandLine.Model.@Nullable CommandSpec spec;

  DeviceFilesCommand(CliContext context) {
    super(context);
  }

  static CommandLine line(CliContext context) {
    return new CommandLine(new DeviceFilesCommand(context))
        .addSubcommand("ls", new ListCommand(context))
        .addSubcommand("get", new GetCommand(context))
        .addSubcommand("put", new PutCommand(context))
        .addSubcommand("rm", new RemoveCommand(context))
        .addSubcommand("mkdir", new FolderCommand(context))
        .addSubcommand("mv", new MoveCommand(context));
  }

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets this");
    }
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do with files: ls, get, put, rm, mkdir or mv");
  }

  /** What they have in common. */
  abstract static class Of extends CliCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The device.")
    String name = "";

    @Mixin ConnectionOptions connection = new ConnectionOptions();

    Of(CliContext context) {
      super(context);
    }

    @Override
    public Integer call() throws Exception {
      Device device = services().devices().device(name);
      return connection.connect(
          this,
          device,
          target -> {
            DeviceFiles files = target.access().files();
            with(files, files.home());
            return ExitStatus.DONE;
          });
    }

    abstract void with(DeviceFiles files, RemotePath home) throws TargetException, CliException;

    final void done(String what, RemotePath path, String sentence) {
      sayJson(Json.object("device", name, what, path.text()));
      say(SafeText.line(sentence));
    }
  }

  /** Lists. */
  @Command(name = "ls", description = "List a folder, or one file.")
  static final class ListCommand extends Of {
    @Parameters(index = "1", arity = "0..1", paramLabel = "PATH", description = "Where.")
    String path = "";

    ListCommand(CliContext context) {
      super(context);
    }

    @Override
    void with(DeviceFiles files, RemotePath home) throws TargetException {
      RemotePath where = home.resolve(path);
      List<RemoteEntry> entries = new ArrayList<>();
      if (files.isFolder(where)) {
        DeviceFiles.Page page;
        do {
          page = files.list(where, entries.size());
          entries.addAll(page.entries());
        } while (page.more() && !page.entries().isEmpty());
        entries.sort(Comparator.comparing(RemoteEntry::path));
      } else {
        entries.add(files.entry(where));
      }
      sayJson(
          Json.object(
              "device", name,
              "path", where.text(),
              "entries", entries.stream().map(ListCommand::toJson).toList()));
      Table table = new Table("llrll");
      for (RemoteEntry entry : entries) {
        table.row(
            kind(entry),
            entry.mode(),
            entry.kind() == RemoteEntry.Kind.FILE ? Sizes.of(entry.size()) : "",
            Times.local(entry.modified()),
            entry.path().name());
      }
      table.lines().forEach(this::say);
    }

    private static String kind(RemoteEntry entry) {
      return entry.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, @Nullable Object> toJson(RemoteEntry entry) {
      return Json.object(
          "name", entry.path().name(),
          "kind", kind(entry),
          "size", entry.size(),
          "modified", entry.modified(),
          "mode", entry.mode());
    }
  }

  /** Copies here. */
  @Command(name = "get", description = "Copy a file from the device.")
  static final class GetCommand extends Of {
    @Parameters(index = "1", paramLabel = "PATH", description = "The file there.")
    String path = "";

    @Parameters(
        index = "2",
        arity = "0..1",
        paramLabel = "FILE",
        description = "The file or folder here; without it, this folder.")
    Path here = Path.of("");

    @Option(names = "--replace", description = "Replace a file that is here already.")
    boolean replace;

    GetCommand(CliContext context) {
      super(context);
    }

    @Override
    void with(DeviceFiles files, RemotePath home) throws TargetException, CliException {
      RemotePath from = home.resolve(path);
      Path to = here.toAbsolutePath();
      if (Files.isDirectory(to)) {
        to = to.resolve(localName(from));
      }
      if (!replace && Files.exists(to)) {
        throw CliException.failed(
            "ALREADY_EXISTS", to + " is here already.", "Name another file, or add --replace.");
      }
      files.download(from, to, (done, total) -> {});
      done("file", from, from.text() + " is in " + to + ".");
    }

    private static String localName(RemotePath from) throws CliException {
      String name = from.name();
      if (name.equals("/") || name.chars().anyMatch(c -> c < ' ' || "\\:*?\"<>|".indexOf(c) >= 0)) {
        throw CliException.wrongCall(
            "“" + SafeText.line(name) + "” cannot be a file's name here.",
            "Name the file to copy it to.");
      }
      return name;
    }
  }

  /** Copies there. */
  @Command(name = "put", description = "Copy a file to the device.")
  static final class PutCommand extends Of {
    @Parameters(index = "1", paramLabel = "FILE", description = "The file here.")
    Path here = Path.of("");

    @Parameters(
        index = "2",
        arity = "0..1",
        paramLabel = "PATH",
        description = "The file or folder there; without it, the home folder.")
    String path = "";

    @Option(names = "--replace", description = "Replace a file that is there already.")
    boolean replace;

    PutCommand(CliContext context) {
      super(context);
    }

    @Override
    void with(DeviceFiles files, RemotePath home) throws TargetException, CliException {
      RemotePath to = home.resolve(path);
      if (isFolder(files, to)) {
        Path name = here.toAbsolutePath().getFileName();
        if (name == null) {
          throw CliException.wrongCall("A whole disk cannot be copied.", "Name a file.");
        }
        to = to.child(name.toString());
      }
      files.upload(here, to, replace, (done, total) -> {});
      done("file", to, here + " is on " + name + " as " + to.text() + ".");
    }

    private static boolean isFolder(DeviceFiles files, RemotePath path) throws TargetException {
      try {
        return files.isFolder(path);
      } catch (TargetException e) {
        if (e.problem() == TargetException.Problem.NOT_FOUND) {
          return false;
        }
        throw e;
      }
    }
  }

  /** Deletes. */
  @Command(name = "rm", description = "Delete a file or a link on the device.")
  static final class RemoveCommand extends Of {
    @Parameters(index = "1", paramLabel = "PATH", description = "What.")
    String path = "";

    @Option(
        names = {"-r", "--recursive"},
        description = "Delete a folder with all that is in it; links in it are not followed.")
    boolean recursive;

    RemoveCommand(CliContext context) {
      super(context);
    }

    @Override
    void with(DeviceFiles files, RemotePath home) throws TargetException, CliException {
      RemotePath what = home.resolve(path);
      if (!recursive && files.entry(what).kind() == RemoteEntry.Kind.FOLDER) {
        throw CliException.failed(
            "IS_FOLDER",
            what.text() + " is a folder.",
            "Add --recursive to delete it with all that is in it.");
      }
      files.delete(what);
      done("deleted", what, what.text() + " is deleted.");
    }
  }

  /** Makes a folder. */
  @Command(name = "mkdir", description = "Make a folder on the device.")
  static final class FolderCommand extends Of {
    @Parameters(index = "1", paramLabel = "PATH", description = "Which.")
    String path = "";

    FolderCommand(CliContext context) {
      super(context);
    }

    @Override
    void with(DeviceFiles files, RemotePath home) throws TargetException {
      RemotePath what = home.resolve(path);
      files.makeFolder(what);
      done("folder", what, what.text() + " is made.");
    }
  }

  /** Renames. */
  @Command(name = "mv", description = "Move or rename on the device.")
  static final class MoveCommand extends Of {
    @Parameters(index = "1", paramLabel = "FROM", description = "What.")
    String from = "";

    @Parameters(index = "2", paramLabel = "TO", description = "The new path.")
    String to = "";

    MoveCommand(CliContext context) {
      super(context);
    }

    @Override
    void with(DeviceFiles files, RemotePath home) throws TargetException {
      RemotePath target = home.resolve(to);
      files.rename(home.resolve(from), target);
      done("file", target, home.resolve(from).text() + " is now " + target.text() + ".");
    }
  }
}
