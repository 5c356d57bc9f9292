package dev.continuum.inspector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way the inspector's packages use each other, as their own descriptions say. */
@AnalyzeClasses(
    packages = "dev.continuum.inspector",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
  private static final String INSPECTOR = "dev.continuum.inspector.";
  private static final String OTHERS = "java..";
  private static final String NULLNESS = "org.jspecify.annotations";
  private static final String SYNTAX = INSPECTOR + "syntax";
  private static final String BINARY = INSPECTOR + "binary";
  private static final String TEXT = INSPECTOR + "text";
  private static final String ASSEMBLE = TEXT + ".assemble";
  private static final String PRINT = TEXT + ".print";
  private static final String FORMAT = TEXT + ".format";
  private static final String PROFILE = INSPECTOR + "profile";
  private static final String SCRIPT = TEXT + ".script";

  @ArchTest
  static final ArchRule noCycles = slices().matching(INSPECTOR + "(**)").should().beFreeOfCycles();

  @ArchTest static final ArchRule syntaxStandsAlone = uses(SYNTAX);

  @ArchTest static final ArchRule sources = uses(TEXT, SYNTAX, BINARY);

  @ArchTest static final ArchRule assembling = uses(ASSEMBLE, TEXT, SYNTAX, BINARY);

  @ArchTest static final ArchRule printing = uses(PRINT, SYNTAX, BINARY);

  @ArchTest static final ArchRule formatting = uses(FORMAT, TEXT);

  @ArchTest static final ArchRule scripts = uses(SCRIPT, TEXT, ASSEMBLE, SYNTAX, BINARY);

  @ArchTest static final ArchRule profiles = uses(PROFILE);

  private static ArchRule uses(String user, String... used) {
    String[] all = java.util.Arrays.copyOf(used, used.length + 3);
    all[used.length] = user;
    all[used.length + 1] = OTHERS;
    all[used.length + 2] = NULLNESS;
    return classes()
        .that()
        .resideInAPackage(user)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(all);
  }
}
