package dev.continuum.ide;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house: which way dependencies run, and what belongs in one place only. They are
 * written down in {@code docs/decisions} and in the packages' own descriptions.
 */
@AnalyzeClasses(
    packages = {
      "dev.continuum.ide",
      "dev.continuum.targets",
      "dev.continuum.inspector",
      "dev.continuum.templates"
    },
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      HouseRulesTest.DoNotIncludeTestJars.class
    })
class HouseRulesTest {
  /** Another module's tests come as classes while compiling, and as a jar when it is packaged. */
  static final class DoNotIncludeTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String IDE = "dev.continuum.ide..";
  private static final String TARGETS = "dev.continuum.targets..";
  private static final String INSPECTOR = "dev.continuum.inspector..";
  private static final String TEMPLATES = "dev.continuum.templates..";
  private static final String RUNNER = "dev.continuum.targets.runner..";

  private static final Set<String> COMPOSITION =
      Set.of("Main", "Studio", "StudioApplication", "Training");

  /**
   * Who may make threads outside {@code ide.task}: what waits on a process, a session or a device
   * where there is no window. Each makes named daemon or virtual threads.
   */
  private static final Set<String> THREAD_MAKERS =
      Set.of(
          "dev.continuum.inspector.debug.DebugSession",
          "dev.continuum.inspector.exec.wasi.FileWorker",
          "dev.continuum.inspector.exec.wasi.StreamInput",
          "dev.continuum.targets.fleet.Crew",
          "dev.continuum.targets.log.LogFollower",
          "dev.continuum.targets.log.MergedLog",
          "dev.continuum.targets.ssh.socket.Liveness",
          "dev.continuum.targets.ssh.access.LocalForward",
          "dev.continuum.targets.ssh.SessionThread",
          "dev.continuum.targets.ssh.access.SftpCall",
          "dev.continuum.targets.ssh.Uninterrupted",
          "dev.continuum.targets.local.GuestProcesses",
          "dev.continuum.targets.stepping.SteppingMain",
          "dev.continuum.targets.local.LocalExecution",
          "dev.continuum.templates.Builder");

  @ArchTest
  static final ArchRule theInspectorKnowsNothingOfTheOthers =
      noClasses()
          .that()
          .resideInAPackage(INSPECTOR)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(IDE, TARGETS, TEMPLATES)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule targetsKnowTheInspectorAlone =
      noClasses()
          .that()
          .resideInAPackage(TARGETS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(IDE, TEMPLATES);

  @ArchTest
  static final ArchRule templatesKnowNoOther =
      noClasses()
          .that()
          .resideInAPackage(TEMPLATES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(IDE, TARGETS, INSPECTOR)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theCommandLineAndTheRunnerAloneWriteToTheTerminal =
      noClasses()
          .that(not(resideInAnyPackage("dev.continuum.ide.cli..", RUNNER)))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule threadsAreMadeInOnePlace =
      noClasses()
          .that(not(resideInAnyPackage("dev.continuum.ide.task..", RUNNER)))
          .and(not(threadMakers()))
          .should()
          .accessTargetWhere(makesThreads());

  @ArchTest
  static final ArchRule javaFxIsTheWorkbenchsAlone =
      noClasses()
          .that(resideInAnyPackage(TARGETS, INSPECTOR, TEMPLATES, "dev.continuum.ide.cli.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "com.sun.javafx..");

  @ArchTest
  static final ArchRule viewModelsKnowNoControls =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Model")
          .and()
          .resideInAPackage(IDE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx.scene..", "org.fxmisc..", "software.coley..");

  @ArchTest
  static final ArchRule jschIsKnownToSshAlone =
      noClasses()
          .that(not(resideInAPackage("dev.continuum.targets.ssh..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.jcraft.jsch..");

  @ArchTest
  static final ArchRule bentoIsKnownToTheShellAlone =
      noClasses()
          .that(not(resideInAPackage("dev.continuum.ide.shell..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.coley.bentofx..");

  @ArchTest
  static final ArchRule theWorkbenchsPackagesHaveNoCycles =
      slices().matching("dev.continuum.ide.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theCommandLinesRoomsHaveNoCycles =
      slices()
          .matching("dev.continuum.ide.(**)")
          .that(
              DescribedPredicate.describe(
                  "are of the command line", slice -> slice.getNamePart(1).startsWith("cli")))
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule theTargetsPackagesHaveNoCycles =
      slices().matching("dev.continuum.targets.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingKnowsTheComposition =
      noClasses()
          .that()
          .resideInAPackage("dev.continuum.ide.*..")
          .should()
          .dependOnClassesThat(
              new DescribedPredicate<JavaClass>("compose the window") {
                @Override
                public boolean test(JavaClass type) {
                  return type.getPackageName().equals("dev.continuum.ide")
                      && COMPOSITION.contains(type.getSimpleName());
                }
              });

  @ArchTest
  static final ArchRule testLibrariesStayInTests =
      classes()
          .should()
          .onlyDependOnClassesThat(
              not(resideInAnyPackage("org.junit..", "org.assertj..", "org.testfx..")));

  @ArchTest
  static void everyPackageIsIntroducedAndNullMarked(JavaClasses all) {
    List<String> missing =
        all.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> !p.getName().startsWith("dev.continuum.targets.runner"))
            .filter(p -> !isNullMarked(p))
            .map(JavaPackage::getName)
            .sorted()
            .toList();
    assertThat(missing).as("packages without a package-info.java with @NullMarked").isEmpty();
  }

  private static boolean isNullMarked(JavaPackage javaPackage) {
    return javaPackage.tryGetPackageInfo().isPresent()
        && javaPackage.isAnnotatedWith(NullMarked.class);
  }

  private static DescribedPredicate<JavaClass> threadMakers() {
    return new DescribedPredicate<>("are the named makers of threads") {
      @Override
      public boolean test(JavaClass type) {
        String name = type.getName();
        return THREAD_MAKERS.stream().anyMatch(m -> name.equals(m) || name.startsWith(m + "$"));
      }
    };
  }

  private static DescribedPredicate<JavaAccess<?>> makesThreads() {
    return new DescribedPredicate<>("make threads") {
      @Override
      public boolean test(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        if (owner.isEquivalentTo(java.util.concurrent.Executors.class)
            || owner.isAssignableTo(ForkJoinPool.class)) {
          return true;
        }
        if (owner.isAssignableTo(Thread.class)) {
          return Stream.of("<init>", "ofVirtual", "ofPlatform", "startVirtualThread")
              .anyMatch(name::equals);
        }
        return owner.isAssignableTo(java.util.Timer.class) && name.equals("<init>")
            || owner.isAssignableTo(java.util.concurrent.CompletableFuture.class)
                && name.endsWith("Async");
      }
    };
  }
}
