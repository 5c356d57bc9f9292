package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.command.Sizes;
import dev.continuum.targets.provision.Publisher;
import dev.continuum.targets.provision.RuntimeSource;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.RuntimeShelf.Kept;
import dev.continuum.targets.target.RuntimeShelf.Plan;
import dev.continuum.targets.target.RuntimeShelf.PlannedFile;
import dev.continuum.targets.target.TargetException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a runtime on a device that has none. */
@Command(
    name = "provision",
    description = {
      "Put a WebAssembly runtime on a device: wasmtime, wasmedge, wasmer, iwasm or wazero.",
      "It comes from an archive (--archive), from an address (--url, with --sha256 or --checksums),"
          + " or from where its makers publish it (--version). It is unpacked here, shown, sent,"
          + " verified on the device and tried there. It lies in the account's own folder."
    })
final class DeviceProvisionCommand extends CliCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The device.")
  String name = "";

  @Parameters(index = "1", paramLabel = "RUNTIME", description = "The runtime.")
  String runtime = "";

  @Option(
      names = "--archive",
      paramLabel = "FILE",
      description = "A .tar.gz, .tar.xz, .tar or .zip on this computer, or the program itself.")
  @Nullable Path archive;

  @Option(names = "--url", paramLabel = "ADDRESS", description = "Where to fetch it: https://…")
  @Nullable URI url;

  @Option(
      names = "--sha256",
      paramLabel = "HEX",
      description = "What the archive must be, as its publisher says.")
  @Nullable String sha256;

  @Option(
      names = "--checksums",
      paramLabel = "ADDRESS",
      description = "The publisher's checksum file, where the digest is read.")
  @Nullable URI checksums;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "Fetch this version's build for the device from its makers' releases.")
  @Nullable String version;

  @Option(names = "--yes", description = "Do not ask before it is sent.")
  boolean yes;

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  DeviceProvisionCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    int ways = (archive == null ? 0 : 1) + (url == null ? 0 : 1) + (version == null ? 0 : 1);
    if (ways != 1) {
      throw CliException.wrongCall(
          "It is not said where the runtime comes from.",
          "Give one of --archive, --url and --version.");
    }
    Device device = services().devices().device(name);
    Kept kept = connection.connect(this, device, this::provision);
    sayJson(DeviceRuntimesCommand.toJson(kept));
    say(
        SafeText.line(kept.name())
            + " is on "
            + name
            + " and says that it is "
            + SafeText.line(kept.version())
            + ".");
    return ExitStatus.DONE;
  }

  private Kept provision(DeviceTarget target) throws TargetException, CliException {
    Probe probe = target.probe();
    Plan plan = services().provisioning().plan(runtime, source(probe), probe, (done, total) -> {});
    say("From " + SafeText.line(plan.source()));
    say("  SHA-256 " + plan.sha256() + (plan.checked() ? ", as it should be" : ", not compared"));
    say("To " + name + ", below ~/.continuum/runtimes/" + plan.id() + "-VERSION:");
    for (PlannedFile file : plan.files()) {
      say("  " + file.folder() + "/" + file.name() + ", " + Sizes.of(file.bytes()));
    }
    if (!yes && !confirmed()) {
      throw CliException.failed("CANCELLED", "Nothing was sent.", "Confirm it, or give --yes.");
    }
    return target.runtimes().install(plan, (done, total) -> {});
  }

  private boolean confirmed() {
    return terminal()
        .prompts()
        .get()
        .map(prompts -> prompts.confirm("Put it there?"))
        .orElse(false);
  }

  private RuntimeSource source(Probe probe) throws CliException {
    if (archive != null) {
      return new RuntimeSource.Archive(archive, Optional.ofNullable(sha256));
    }
    if (url != null) {
      return new RuntimeSource.Address(
          url, Optional.ofNullable(sha256), Optional.ofNullable(checksums));
    }
    String wanted = String.valueOf(version);
    Publisher.Offer offer =
        Publisher.of(runtime)
            .flatMap(publisher -> publisher.offer(wanted, probe.architecture(), probe.cLibrary()))
            .orElseThrow(() ->
                CliException.failed(
                    "NO_RUNTIME",
                    "The makers of “"
                        + runtime
                        + "” publish no build of “"
                        + wanted
                        + "” for "
                        + SafeText.line(probe.architecture() + " " + probe.cLibrary()).strip()
                        + " that this program knows.",
                    "Build it, or name an archive with --archive."));
    Optional<URI> sums = checksums == null ? offer.checksums() : Optional.of(checksums);
    if (sha256 == null && sums.isEmpty()) {
      throw CliException.wrongCall(
          "The makers of " + runtime + " ship no checksum file beside " + offer.archive() + ".",
          "Read its SHA-256 on the release's page and give it with --sha256.");
    }
    return new RuntimeSource.Address(offer.archive(), Optional.ofNullable(sha256), sums);
  }
}
