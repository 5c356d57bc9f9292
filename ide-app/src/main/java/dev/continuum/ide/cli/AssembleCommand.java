package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.inspector.binary.FileBytes;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a binary of a text. */
@Command(
    name = "assemble",
    description = {
      "Make a .wasm of a module in the text format.",
      "What is well-formed is assembled, valid or not; ‘continuum validate’ says whether it is."
    })
final class AssembleCommand extends CliCommand {
  @Parameters(paramLabel = "FILE", description = "A .wat file.")
  Path file = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The file to write. Without it, FILE with the ending .wasm.")
  @Nullable Path output;

  @Option(
      names = "--no-names",
      description = "Leave out the names of functions, locals and the like.")
  boolean withoutNames;

  AssembleCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    AssemblyOptions options = new AssemblyOptions(!withoutNames, false);
    Assembly assembly = FileBytes.read(file, utf8 -> Assembler.assemble(utf8, options));
    byte[] bytes = assembly.bytes();
    if (bytes == null) {
      assembly
          .problems()
          .forEach(problem -> terminal().errorLine(TextProblems.line(file, problem)));
      throw CliException.failed(
          "BAD_MODULE",
          file + " does not assemble: " + TextProblems.count(assembly.problems()) + ".",
          "Mend it and try again; nothing was written.");
    }
    Path target = output != null ? output : besideSource();
    long size = OutputFile.write(target, file, out -> out.write(bytes));
    sayJson(Json.object("file", file, "output", target, "size", size));
    return ExitStatus.DONE;
  }

  private Path besideSource() {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".wasm");
  }
}
