package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.Terminal;
import dev.continuum.ide.cli.command.TerminalFilter;
import dev.continuum.inspector.binary.FileBytes;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.print.ModulePrinter;
import dev.continuum.inspector.text.print.PrintOptions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a binary as text. */
@Command(
    name = "wat",
    description = {
      "Print a .wasm in the text format.",
      "‘continuum assemble’ makes the same bytes of it again: where the text format leaves"
          + " something open, such as numbers that a linker padded, annotations say it. Every tool"
          + " may ignore these; --portable leaves them out."
    })
final class WatCommand extends CliCommand {
  @Parameters(paramLabel = "FILE", description = "A .wasm file.")
  Path file = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The file to write. Without it, standard output.")
  @Nullable Path output;

  @Option(
      names = "--folded",
      description = "Write operands within the instruction that takes them.")
  boolean folded;

  @Option(names = "--offsets", description = "Say in comments at which byte things lie.")
  boolean offsets;

  @Option(
      names = "--portable",
      description = "Leave out what only tells how numbers and the like are encoded.")
  boolean portable;

  @Option(
      names = "--function",
      paramLabel = "FUNC",
      description = "Print one function only: its index, its name, or a name it is exported under.")
  @Nullable String function;

  WatCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    if (json && output == null) {
      throw CliException.wrongCall("With --json the text needs a file.", "Name one with -o.");
    }
    Path target = output;
    if (target == null) {
      OutputStream raw = terminal().out();
      // A name in the module may hold what a terminal would obey.
      OutputStream shown = terminal().outIsTerminal() ? new TerminalFilter(raw) : raw;
      print(new OutputStreamWriter(shown, Terminal.encoding()));
      return ExitStatus.DONE;
    }
    long size =
        OutputFile.write(
            target, file, out -> print(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    sayJson(Json.object("file", file, "output", target, "size", size));
    return ExitStatus.DONE;
  }

  private void print(Writer target) throws IOException, CliException {
    FileBytes.read(
            file,
            bytes -> {
              Writer out = new BufferedWriter(target, 1 << 16);
              print(bytes, out);
              return out;
            })
        .flush();
  }

  private void print(ByteBuffer bytes, Writer out) throws IOException, CliException {
    PrintOptions options =
        PrintOptions.EXACT
            .withFolded(folded)
            .withOffsets(offsets)
            .withEncoding(!portable)
            .withStrict(true);
    try {
      WasmModule module = ModuleDecoder.decode(bytes);
      ModulePrinter printer = new ModulePrinter(module, bytes, options);
      if (function == null) {
        printer.print(out);
      } else {
        printer.printFunction(index(module, function), out);
      }
    } catch (MalformedException refused) {
      throw CliException.failed(
          "BAD_MODULE",
          file + " is not a module that can be printed: " + refused.problem() + ".",
          "‘continuum inspect’ shows what can be read of it.");
    }
  }

  /** The function that is meant by an index, a name with or without its $, or an export. */
  private int index(WasmModule module, String wanted) throws CliException {
    if (wanted.matches("[0-9]{1,9}") && Integer.parseInt(wanted) < module.functions().size()) {
      return Integer.parseInt(wanted);
    }
    for (Function each : module.functions()) {
      String name = each.name();
      if (name != null && (name.equals(wanted) || Identifiers.of(name).equals(wanted))) {
        return each.index();
      }
    }
    return module.exports().stream()
        .filter(export -> export.kind() == ExternKind.FUNCTION && export.name().equals(wanted))
        .map(Export::index)
        .filter(index -> index >= 0 && index < module.functions().size())
        .findFirst()
        .orElseThrow(() ->
            CliException.failed(
                "NOT_FOUND",
                file + " has no function “" + wanted + "”.",
                "‘continuum inspect’ lists its exports; it has "
                    + module.functions().size()
                    + " functions, counted from 0."));
  }
}
