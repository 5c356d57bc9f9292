package dev.continuum.targets.runtime.fit;

import dev.continuum.targets.runtime.Need;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.Versions;
import dev.continuum.targets.runtime.adapter.BundledAdapter;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters.Choice;
import dev.continuum.targets.runtime.adapter.RuntimeFeatures;
import dev.continuum.targets.runtime.adapter.RuntimeNames;
import dev.continuum.targets.runtime.fit.ModuleNeeds.Imported;
import dev.continuum.targets.target.FitReport;
import dev.continuum.targets.target.FitReport.RuntimeFit;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.Remedy;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.run.RunConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what a module needs against what a device has. Asks nobody and changes nothing. */
public final class FitCheck {
  /** The agent lets an app write to three quarters of the device's memory. */
  private static final double SHARE_OF_MEMORY = 0.75;

  private static final int MOST_NAMED = 3;

  private FitCheck() {}

  /**
   * The check.
   *
   * @param wanted the runtime that was asked for; empty: the first that fits
   * @param memoryLimit what the app may use, in bytes; empty: what the device gives
   */
  public static FitReport of(
      RunConfiguration configuration,
      ModuleNeeds needs,
      Probe probe,
      Optional<String> wanted,
      Optional<Long> memoryLimit) {
    List<String> problems = new ArrayList<>();
    memory(needs, probe, memoryLimit).ifPresent(problems::add);
    room(needs, probe).ifPresent(problems::add);
    List<RuntimeFit> runtimes = new ArrayList<>();
    for (RuntimeAdapter adapter : RuntimeAdapters.all()) {
      for (Probe.Runtime runtime : probe.runtimes()) {
        if (runtime.id().equals(adapter.id())) {
          List<String> objections = objections(configuration, needs, probe, adapter, runtime);
          runtimes.add(new RuntimeFit(runtime, RuntimeNames.of(runtime), objections));
        }
      }
    }
    if (wanted.isPresent()) {
      return forced(
          wanted.get(),
          new FitReport(problems, runtimes, havers(needs, runtimes), List.of()),
          needs,
          probe);
    }
    FitReport report = new FitReport(problems, runtimes, havers(needs, runtimes), List.of());
    return report.fits() ? plain(report) : with(report, remedies(report, needs, probe));
  }

  private static FitReport forced(String wanted, FitReport report, ModuleNeeds needs, Probe probe) {
    List<RuntimeFit> asked =
        report.runtimes().stream().filter(fit -> fit.runtime().id().equals(wanted)).toList();
    String title =
        RuntimeAdapters.byId(wanted)
            .map(RuntimeAdapter::title)
            .orElse("A runtime called “" + wanted + "”");
    List<String> problems = new ArrayList<>(report.problems());
    if (asked.isEmpty()) {
      problems.add(
          title
              + " was asked for, and the device "
              + (RuntimeAdapters.byId(wanted).isPresent()
                  ? "has none."
                  : "cannot have one: this program knows none."));
    }
    FitReport narrowed = new FitReport(problems, asked, report.havers(), List.of());
    if (narrowed.fits()) {
      return plain(narrowed);
    }
    List<Remedy> remedies = new ArrayList<>();
    report
        .chosen()
        .ifPresent(
            other -> remedies.add(new Remedy.OtherRuntime(other.runtime().id(), other.title())));
    remedies.addAll(remedies(narrowed, needs, probe));
    return with(narrowed, remedies);
  }

  private static FitReport plain(FitReport report) {
    return new FitReport(report.problems(), report.runtimes(), List.of(), List.of());
  }

  private static FitReport with(FitReport report, List<Remedy> remedies) {
    return new FitReport(report.problems(), report.runtimes(), report.havers(), remedies);
  }

  private static Optional<String> memory(
      ModuleNeeds needs, Probe probe, Optional<Long> memoryLimit) {
    if (memoryLimit.isPresent() && needs.memoryBytes() > memoryLimit.get()) {
      return Optional.of(
          "The module's memory begins at "
              + size(needs.memoryBytes())
              + ", and the app may use "
              + size(memoryLimit.get())
              + ".");
    }
    if (probe.memoryBytes() > 0
        && needs.memoryBytes() > (long) (probe.memoryBytes() * SHARE_OF_MEMORY)) {
      return Optional.of(
          "The module's memory begins at "
              + size(needs.memoryBytes())
              + ", and the device has "
              + size(probe.memoryBytes())
              + " of memory, of which an app gets three quarters.");
    }
    return Optional.empty();
  }

  private static Optional<String> room(ModuleNeeds needs, Probe probe) {
    return probe.freeDiskBytes() > 0 && needs.size() > probe.freeDiskBytes()
        ? Optional.of(
            "The module is "
                + size(needs.size())
                + " large, and the device has "
                + size(probe.freeDiskBytes())
                + " of disk free.")
        : Optional.empty();
  }

  private static List<String> objections(
      RunConfiguration configuration,
      ModuleNeeds needs,
      Probe probe,
      RuntimeAdapter adapter,
      Probe.Runtime runtime) {
    List<String> objections = new ArrayList<>();
    adapter.objection(configuration, runtime, probe).ifPresent(objections::add);
    List<String> lacking =
        needs.needs().stream()
            .filter(need -> !RuntimeFeatures.has(runtime.id(), runtime.version(), need))
            .map(Need::words)
            .toList();
    if (!lacking.isEmpty()) {
      objections.add(named(adapter, runtime) + " lacks " + list(lacking) + ".");
    }
    List<String> missing =
        needs.imports().stream()
            .filter(each -> !each.function() || !adapter.provides(each.module(), each.name()))
            .map(Imported::words)
            .distinct()
            .toList();
    if (!missing.isEmpty()) {
      objections.add(
          named(adapter, runtime)
              + " does not give the module "
              + few(missing)
              + ", which it imports.");
    }
    return objections;
  }

  private static String named(RuntimeAdapter adapter, Probe.Runtime runtime) {
    return adapter instanceof BundledAdapter ? "The bundled runner" : RuntimeNames.of(runtime);
  }

  private static String few(List<String> names) {
    int more = names.size() - MOST_NAMED;
    return more <= 0
        ? list(names)
        : String.join(", ", names.subList(0, MOST_NAMED)) + " and " + more + " more";
  }

  private static List<String> havers(ModuleNeeds needs, List<RuntimeFit> runtimes) {
    List<String> sentences = new ArrayList<>();
    for (Need need : needs.needs()) {
      boolean somewhere =
          runtimes.stream()
              .anyMatch(
                  fit -> RuntimeFeatures.has(fit.runtime().id(), fit.runtime().version(), need));
      if (!somewhere) {
        List<String> havers = RuntimeFeatures.havers(need);
        String begin = need.words().substring(0, 1).toUpperCase(Locale.ROOT);
        sentences.add(
            begin
                + need.words().substring(1)
                + (havers.isEmpty()
                    ? ": no runtime that this program knows has that."
                    : ": that is in " + list(havers) + ", or newer."));
      }
    }
    return sentences;
  }

  /** Runtimes to be put there that would run it, and stripping where room is what is lacking. */
  private static List<Remedy> remedies(FitReport report, ModuleNeeds needs, Probe probe) {
    List<Remedy> remedies = new ArrayList<>();
    if (room(needs, probe).isPresent()
        && needs.debugBytes() > 0
        && needs.size() - needs.debugBytes() <= probe.freeDiskBytes()) {
      remedies.add(new Remedy.Strip(needs.debugBytes()));
    }
    boolean memory = report.problems().stream().anyMatch(p -> p.startsWith("The module's memory"));
    if (memory) {
      return remedies;
    }
    for (RuntimeAdapter adapter : RuntimeAdapters.provisionable()) {
      boolean gives =
          needs.imports().stream()
              .allMatch(each -> each.function() && adapter.provides(each.module(), each.name()));
      since(adapter, needs)
          .filter(since -> gives && !isThere(report, adapter, since))
          .ifPresent(
              since -> remedies.add(new Remedy.Provision(adapter.id(), adapter.title(), since)));
    }
    return remedies;
  }

  private static boolean isThere(FitReport report, RuntimeAdapter adapter, String since) {
    return report.runtimes().stream()
        .map(RuntimeFit::runtime)
        .anyMatch(runtime ->
            runtime.id().equals(adapter.id())
                && (since.isEmpty() || Versions.atLeast(runtime.version(), since)));
  }

  /** The first version of a runtime that has all; empty when none has. */
  private static Optional<String> since(RuntimeAdapter adapter, ModuleNeeds needs) {
    String since = "";
    for (Need need : needs.needs()) {
      Optional<RuntimeFeatures.Row> row = RuntimeFeatures.row(adapter.id(), need);
      if (row.isEmpty()) {
        return Optional.empty();
      }
      if (!row.get().since().isEmpty()
          && (since.isEmpty() || Versions.compare(row.get().since(), since) > 0)) {
        since = row.get().since();
      }
    }
    return Optional.of(since);
  }

  /**
   * The runtime that would run it and its adapter.
   *
   * @throws TargetException NO_RUNTIME with all that stands against it, and what would help
   */
  public static Choice choice(FitReport report) throws TargetException {
    Optional<RuntimeFit> chosen = report.chosen();
    if (chosen.isPresent()) {
      Probe.Runtime runtime = chosen.get().runtime();
      return new Choice(RuntimeAdapters.byId(runtime.id()).orElseThrow(), runtime);
    }
    throw refusal(report);
  }

  /** What to tell the user of a module that does not fit. */
  public static TargetException refusal(FitReport report) {
    if (report.problems().isEmpty() && report.runtimes().isEmpty()) {
      return new TargetException(
          Problem.NO_RUNTIME,
          said("The device has nothing that can run WebAssembly.", report.havers()),
          helping(report));
    }
    // Several runtimes may be refused for one reason, which is then said once.
    Set<String> sentences = new LinkedHashSet<>(report.problems());
    if (sentences.isEmpty()) {
      report.runtimes().forEach(fit -> sentences.addAll(fit.objections()));
      return new TargetException(
          Problem.NO_RUNTIME,
          said(
              "Nothing on the device can run this module: " + String.join(" ", sentences),
              report.havers()),
          helping(report));
    }
    return new TargetException(
        Problem.NO_RUNTIME,
        "This module does not fit the device: " + String.join(" ", sentences),
        helping(report));
  }

  private static String said(String what, List<String> more) {
    return more.isEmpty() ? what : what + " " + String.join(" ", more);
  }

  private static String helping(FitReport report) {
    List<String> ways = new ArrayList<>();
    for (Remedy remedy : report.remedies()) {
      if (!(remedy instanceof Remedy.Provision)) {
        ways.add(remedy.title());
      }
    }
    String runtimes =
        report.remedies().stream()
            .filter(Remedy.Provision.class::isInstance)
            .map(Remedy.Provision.class::cast)
            .map(remedy -> (remedy.name() + " " + remedy.since()).strip())
            .collect(Collectors.joining(", "));
    if (!runtimes.isEmpty()) {
      ways.add(
          "Put a runtime on the device that can run it ("
              + runtimes
              + "; continuum device provision)");
    }
    if (report.runtimes().isEmpty() && report.problems().isEmpty()) {
      ways.add(
          "Install Java 17 or newer (with glibc) there, for the bundled runner, or Node.js 18 or"
              + " newer");
    }
    return ways.isEmpty()
        ? "Change what is named here, or choose another device."
        : String.join(", or: ", ways) + ".";
  }

  static String size(long bytes) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%.1f %s", value, units[unit]).replace(".0 ", " ");
  }

  private static String list(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.getFirst()
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
