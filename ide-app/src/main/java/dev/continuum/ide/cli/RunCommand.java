package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.Builds;
import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.RunOptions;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.project.ProjectFile;
import dev.continuum.ide.project.RunConfigurations;
import dev.continuum.ide.project.RunPlan;
import dev.continuum.ide.project.TimedExecution;
import dev.continuum.ide.task.Threads;
import dev.continuum.targets.target.run.Execution;
import dev.continuum.targets.target.run.Exit;
import dev.continuum.targets.target.run.LocalOptions;
import dev.continuum.targets.target.run.Recording;
import dev.continuum.targets.target.run.RunEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a module or a project on this computer. */
@Command(
    name = "run",
    customSynopsis =
        "continuum run [--json] [--dir HOST::GUEST[::ro]]... [--env NAME=VALUE]... [--invoke FUNC]"
            + " [--engine wasmtime|stepping] [--record FILE | --profile FILE] FILE|DIR [--"
            + " ARGS...]",
    description = {
      "Run a module, or a project's, on this computer; a project is built first when it has to be.",
      "What stands after -- goes to the app, or to the function named with --invoke. The exit"
          + " status is the app's: 134 for a trap, 124 when the project's timeout was over."
    })
final class RunCommand extends CliCommand {
  /** How long a guest that was stopped may take to end. */
  private static final int SECONDS_TO_STOP = 4;

  /** The same where it saves a recording or a profile before. */
  private static final int SECONDS_TO_SAVE = 35;

  @Parameters(paramLabel = "FILE|DIR", description = "A .wasm or .wat file, or a project's folder.")
  Path place = Path.of("");

  @Mixin RunOptions options = new RunOptions();

  @Option(
      names = "--invoke",
      paramLabel = "FUNC",
      description = "Call this export with the arguments after --, and print what it returns.")
  @Nullable String invoke;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = {
        "What runs it: wasmtime, which is fast, or stepping, this program's own, which takes all of"
            + " WebAssembly 3.0.",
        "Without it: wasmtime, or stepping where the module needs more; then it says so."
      })
  @Nullable String engine;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = {
        "Record the run into FILE, for the debugger: it can go back in it. This takes the stepping"
            + " engine.",
        "The file holds what was in the app's memory: secrets too."
      })
  @Nullable Path record;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = {
        "Count what the run executes, in which functions and on which paths of calls, and write it"
            + " to FILE: for speedscope when it ends with .json, otherwise as collapsed stacks, for"
            + " flame graphs. This takes the stepping engine."
      })
  @Nullable Path profile;

  RunCommand(CliContext context) {
    super(context);
  }

  @Override
  public boolean takesGuestArguments() {
    return true;
  }

  @Override
  public Integer call() throws Exception {
    LocalOptions local = local();
    RunPlan plan =
        RunConfigurations.local(
            place, options.overrides(Optional.empty(), guestArguments(), invoke, Map.of()));
    new Builds(terminal(), services()).prepare(plan);
    GuestOutput output = new GuestOutput(terminal(), json);
    Execution execution =
        TimedExecution.limit(
            services().local().start(plan.configuration(), local, output),
            plan.project().flatMap(ProjectFile::timeout));
    Threads.daemon("stdin", () -> pump(terminal().in(), execution.standardInput()));
    Exit exit;
    try {
      exit = execution.exit().get();
    } catch (InterruptedException e) {
      execution.stop();
      if (record != null) {
        terminal().errorLine("Saving the recording.");
      } else if (profile != null) {
        terminal().errorLine("Saving the profile.");
      }
      // The flag is down again, so that this can be waited for: nothing may outlive us.
      execution
          .exit()
          .get(
              record == null && profile == null ? SECONDS_TO_STOP : SECONDS_TO_SAVE,
              TimeUnit.SECONDS);
      tell(output, plan);
      throw e;
    } finally {
      execution.stop();
    }
    if (output.isClosed()) {
      return ExitStatus.FAILED;
    }
    output.end();
    boolean complete = tell(output, plan);
    tell(exit);
    return exit.status() == 0 && !complete ? ExitStatus.FAILED : exit.status();
  }

  /** Says what became of the recording or profile; false when one is missing. */
  private boolean tell(GuestOutput output, RunPlan plan) {
    Recording profiled = output.profile().orElse(null);
    if (profiled != null) {
      return tell("profile", profiled, "Profiled: " + profiled.file());
    }
    Recording recording = output.recording().orElse(null);
    return recording == null
        || tell(
            "recording",
            recording,
            "Recorded: "
                + recording.file()
                + ". To look into it: continuum debug --load "
                + ShellWord.of(recording.file())
                + " "
                + ShellWord.of(plan.module()));
  }

  private boolean tell(String event, Recording kept, String words) {
    boolean complete = kept.problem().isEmpty();
    sayJson(
        Json.object(
            "event",
            event,
            "file",
            kept.file(),
            "bytes",
            kept.bytes(),
            "problem",
            complete ? null : kept.problem()));
    terminal().errorLine(SafeText.line(complete ? words : kept.problem()));
    return complete;
  }

  private LocalOptions local() throws CliException {
    Optional<RunEngine> wanted = engine();
    if (record != null && profile != null) {
      throw CliException.wrongCall(
          "A run is recorded or profiled, not both.", "Leave --record out, or --profile.");
    }
    boolean keeps = record != null || profile != null;
    if (keeps && wanted.isPresent() && wanted.get() != RunEngine.STEPPING) {
      throw CliException.wrongCall(
          "Only the stepping engine "
              + (record == null ? "profiles" : "records")
              + ", not "
              + wanted.get().title()
              + ".",
          "Leave --engine out, or write --engine stepping.");
    }
    return new LocalOptions(
        wanted,
        Optional.ofNullable(record).map(Path::toAbsolutePath),
        Optional.ofNullable(profile).map(Path::toAbsolutePath));
  }

  private Optional<RunEngine> engine() throws CliException {
    String name = engine;
    if (name == null) {
      return Optional.empty();
    }
    Optional<RunEngine> known = RunEngine.of(name);
    if (known.isEmpty()) {
      throw CliException.wrongCall(
          "There is no engine “" + name + "”.", "Write --engine " + RunEngine.ids() + ".");
    }
    return known;
  }

  private void tell(Exit exit) {
    boolean timedOut = exit.kind() == Exit.Kind.STOPPED && exit.status() == TimedExecution.STATUS;
    String message = exit.message();
    sayJson(
        Json.object(
            "event",
            "exit",
            "kind",
            timedOut ? "timeout" : exit.kind().name().toLowerCase(Locale.ROOT),
            "status",
            exit.status(),
            "message",
            message,
            "elapsedMillis",
            exit.elapsed().toMillis()));
    if (!message.isBlank()) {
      terminal().errorLine(SafeText.lines(message.stripTrailing()));
    }
  }

  /** Carries our standard input to the guest until either ends. */
  private static void pump(InputStream from, OutputStream to) {
    byte[] buffer = new byte[8192];
    try (to) {
      int length;
      while ((length = from.read(buffer)) >= 0) {
        to.write(buffer, 0, length);
        to.flush();
      }
    } catch (IOException e) {
      // The guest has ended or closed its input: what comes now is for nobody.
      return;
    }
  }
}
