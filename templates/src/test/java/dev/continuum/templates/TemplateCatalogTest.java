package dev.continuum.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

class TemplateCatalogTest {
  private final TemplateCatalog catalog = TemplateCatalog.bundled();

  @TempDir private Path folder;

  @Test
  void listsEveryTemplateFolderAndEveryFileInIt() throws Exception {
    URI data = TemplateCatalog.class.getResource("catalog.toml").toURI();
    Path resources = Path.of(data).getParent();
    try (Stream<Path> all = Files.walk(resources)) {
      List<String> files =
          all.filter(Files::isRegularFile)
              .map(file -> resources.relativize(file).toString().replace('\\', '/'))
              .filter(file -> file.contains("/") && !file.endsWith("/template.toml"))
              .toList();
      assertThat(
              catalog.all().stream()
                  .flatMap(t -> t.files().stream().map(file -> t.id() + "/" + file)))
          .containsExactlyInAnyOrderElementsOf(files);
    }
    assertThat(catalog.all()).extracting(Template::id).contains("wat", "c", "wat-library");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wat", "c", "wat-library"})
  void makesAProjectNamedThroughout(String id) throws Exception {
    TemplateCatalog.Project project =
        catalog.create(template(id), folder.resolve("deep/er/my.app-1"), "my.app-1");

    assertThat(project.main()).isRegularFile();
    assertThat(project.files()).allSatisfy(file -> assertThat(file).isRegularFile());
    for (Path file : project.files()) {
      assertThat(Files.readString(file)).doesNotContain("{{").doesNotContain("}}");
    }
    JsonNode toml =
        new TomlMapper().readTree(Files.readString(project.folder().resolve("continuum.toml")));
    assertThat(toml.at("/app/name").stringValue()).isEqualTo("my.app-1");
    assertThat(toml.at("/app/module").stringValue()).contains("my.app-1");
    assertThat(filesIn(folder.resolve("deep/er"))).containsExactly(project.folder());
  }

  @Test
  void fillsAnEmptyFolderThatExists() throws Exception {
    TemplateCatalog.Project project = catalog.create(template("c"), folder, "filter");

    assertThat(filesIn(folder))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrder("continuum.toml", "README.md", "src", ".gitignore");
    assertThat(project.main()).isEqualTo(folder.resolve("src/main.c"));
  }

  @Test
  void refusesAFolderThatIsNotEmptyAndLeavesItAlone() throws Exception {
    Path precious = Files.writeString(folder.resolve("continuum.toml"), "precious");

    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> catalog.create(template("wat"), folder, "app"))
        .withMessageContaining(folder.toString())
        .withMessageContaining("is not empty");
    assertThat(precious).hasContent("precious");
    assertThat(filesIn(folder)).containsExactly(precious);
  }

  @Test
  void refusesAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "precious");

    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> catalog.create(template("wat"), file, "app"))
        .withMessageContaining("is not a folder");
    assertThat(file).hasContent("precious");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "-x", "name\"", "a b", "ä"})
  void refusesANameThatIsNone(String name) throws Exception {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> catalog.create(template("wat"), folder.resolve("new"), name))
        .withMessageContaining("cannot name a project");
    assertThat(filesIn(folder)).isEmpty();
  }

  @Test
  void leavesNothingBehindWhereItCannotWrite() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> catalog.create(template("wat"), file.resolve("below/app"), "app"))
        .withMessageContaining("could not be written");
    assertThat(filesIn(folder)).containsExactly(file);
  }

  private Template template(String id) {
    return catalog.find(id).orElseThrow();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
