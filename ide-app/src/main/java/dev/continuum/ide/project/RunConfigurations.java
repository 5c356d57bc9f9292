package dev.continuum.ide.project;

import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a file or a folder to what is run. */
public final class RunConfigurations {
  private RunConfigurations() {}

  /**
   * What runs on this computer: host folders of the project are made absolute; those of the
   * overrides are relative to where the program was started.
   *
   * @param place a module, or a folder with a project file or exactly one module in it
   * @throws ProjectException when there is nothing to run, or the project file is wrong
   */
  public static RunPlan local(Path place, RunOverrides overrides) throws ProjectException {
    return plan(place, overrides, true);
  }

  /**
   * What is deployed: host folders stay as written, since they are relative to the app's folder on
   * the device.
   *
   * @param place as for {@link #local}
   * @throws ProjectException when there is nothing to deploy, the project file is wrong, or it asks
   *     for something that this version cannot hold to
   */
  public static RunPlan deployed(Path place, RunOverrides overrides) throws ProjectException {
    RunPlan plan = plan(place, overrides, false);
    ProjectFile project = plan.project().orElse(null);
    if (project != null && project.attestedOnly()) {
      throw new ProjectException(
          project.file()
              + " says “attested = true”: the app may only go to devices whose evidence was"
              + " verified, and this version cannot verify any. Nothing was deployed.",
          "Take “attested” out if any device will do.",
          project.file(),
          0,
          null);
    }
    return plan;
  }

  private static RunPlan plan(Path place, RunOverrides overrides, boolean here)
      throws ProjectException {
    Path path = place.toAbsolutePath().normalize();
    if (Files.isDirectory(path)) {
      if (ProjectFile.isIn(path)) {
        ProjectFile project = ProjectFile.read(path);
        return new RunPlan(
            of(project, overrides, here),
            Optional.of(project),
            options(project.options(), overrides));
      }
      path = onlyModule(path);
    } else if (!Files.exists(path)) {
      throw new ProjectException(
          path + " does not exist.", "Name a .wasm or .wat file, or a project's folder.");
    }
    RunConfiguration plain = RunConfiguration.of(path);
    return new RunPlan(
        with(plain, List.of(), overrides, here),
        Optional.empty(),
        options(DeployOptions.USUAL, overrides));
  }

  private static DeployOptions options(DeployOptions base, RunOverrides overrides)
      throws ProjectException {
    Map<String, String> texts = new LinkedHashMap<>(DeployKeys.write(base));
    if (overrides.options().containsKey(DeployKeys.HEALTH_LINE)) {
      texts.remove(DeployKeys.JOB);
    }
    if (overrides.options().containsKey(DeployKeys.JOB)) {
      texts.remove(DeployKeys.HEALTH_LINE);
    }
    texts.putAll(overrides.options());
    try {
      return DeployKeys.read(texts);
    } catch (DeployKeys.WrongValue e) {
      throw new ProjectException(
          "“" + e.key() + "” cannot be used: " + e.getMessage() + ".", e.remedy(), null, 0, e);
    }
  }

  private static RunConfiguration of(ProjectFile project, RunOverrides overrides, boolean here)
      throws ProjectException {
    List<Preopen> directories = project.directories();
    if (here) {
      directories =
          directories.stream()
              .map(dir ->
                  new Preopen(
                      project.folder().resolve(dir.host()).normalize().toString(),
                      dir.guest(),
                      dir.mode()))
              .toList();
    }
    RunConfiguration plain =
        new RunConfiguration(
            project.name(),
            project.module(),
            project.arguments(),
            project.environment(),
            List.of(),
            Optional.empty());
    return with(plain, directories, overrides, here);
  }

  private static RunConfiguration with(
      RunConfiguration plain, List<Preopen> directories, RunOverrides overrides, boolean here)
      throws ProjectException {
    Map<String, String> environment = new LinkedHashMap<>(plain.environment());
    environment.putAll(overrides.environment());
    Map<String, Preopen> byGuest = new LinkedHashMap<>();
    directories.forEach(dir -> byGuest.put(dir.guest(), dir));
    for (Preopen dir : overrides.directories()) {
      String host = here ? Path.of(dir.host()).toAbsolutePath().normalize().toString() : dir.host();
      byGuest.put(dir.guest(), new Preopen(host, dir.guest(), dir.mode()));
    }
    try {
      return new RunConfiguration(
          overrides.name().orElse(plain.app()),
          plain.module(),
          overrides.arguments().orElse(plain.arguments()),
          environment,
          List.copyOf(byGuest.values()),
          overrides.invocation());
    } catch (IllegalArgumentException e) {
      throw new ProjectException(
          String.valueOf(e.getMessage()), "Choose another name.", null, 0, e);
    }
  }

  private static Path onlyModule(Path folder) throws ProjectException {
    List<Path> modules = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(RunConfigurations::isModule).sorted().forEach(modules::add);
    } catch (IOException e) {
      throw new ProjectException(
          folder + " cannot be read: " + e.getMessage() + ".",
          "Choose another folder.",
          null,
          0,
          e);
    }
    if (modules.size() == 1) {
      return modules.getFirst();
    }
    if (modules.isEmpty()) {
      throw new ProjectException(
          "In " + folder + " there is neither a " + ProjectFile.NAME + " nor a module.",
          "Name a .wasm or .wat file, or begin a project with ‘continuum new’.");
    }
    throw new ProjectException(
        "In "
            + folder
            + " there are "
            + modules.size()
            + " modules and no "
            + ProjectFile.NAME
            + " that says which one is meant: "
            + modules.stream()
                .limit(5)
                .map(module -> module.getFileName().toString())
                .collect(Collectors.joining(", "))
            + (modules.size() > 5 ? ", …" : "")
            + ".",
        "Name the module's file.");
  }

  /** Whether a file is a module by its name. */
  public static boolean isModule(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return (name.endsWith(".wasm") || name.endsWith(".wat")) && Files.isRegularFile(file);
  }
}
