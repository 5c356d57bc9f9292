package dev.continuum.ide.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program itself. */
@Command(
    name = "continuum",
    synopsisHeading = "",
    customSynopsis = {
      "Usage: continuum [FILE|DIR...]      open the workbench",
      "       continuum COMMAND ...        work without a window"
    },
    descriptionHeading = "%n",
    description = "Build, run and deploy WebAssembly apps of the cloud-edge continuum.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {
      "‘continuum help COMMAND’ explains a command. Every command takes --json.",
      "Exit status: 0 done, 1 the work failed, 2 the call was wrong; ‘run’ exits as the app does."
    },
    versionProvider = RootCommand.Versions.class)
final class RootCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Say what there is.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Say which version this is.")
  boolean version;

  /** Says the version. */
  static final class Versions implements picocli.CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Continuum Studio " + dev.continuum.ide.Version.text()};
    }
  }
}
