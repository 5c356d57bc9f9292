package dev.continuum.ide.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.editor.EditorFeature;
import dev.continuum.ide.file.FileWatchFeature;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.theme.Theme;
import dev.continuum.inspector.profile.ProfileFormat;
import dev.continuum.targets.local.LocalTarget;
import dev.continuum.templates.Builder;
import dev.continuum.templates.Toolchains;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is profiled in a child process, and its profile is shown. */
class ProfileWindowTest {
  @TempDir Path home;
  private final TestDialogs dialogs = new TestDialogs();
  private final CodeMarks marks = new CodeMarks(new Breakpoints(kept -> {}));

  private @Nullable RunFeature runs;

  private TestWindow open(Theme theme) {
    LocalTarget local = new LocalTarget(home.resolve("cache"));
    RunFeature run =
        new RunFeature(new Problems(), local::start, () -> new Builder(Toolchains.ofSystem()));
    runs = run;
    FileWatchFeature files = new FileWatchFeature();
    return TestWindow.of(
        home,
        dialogs,
        theme,
        List.of(
            new ShellFeature(),
            files,
            new EditorFeature(new Problems(), files, marks),
            run,
            new ProfileFeature(run, marks, () -> local)));
  }

  private static ProfileDocument profile(TestWindow window) {
    return await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () ->
                FxTest.onFx(() -> {
                  Document front = window.window.activeDocument().get();
                  return front instanceof ProfileDocument document ? document : null;
                }),
            document -> document != null);
  }

  private static void show(ProfileDocument document, ProfileModel.Page page) {
    FxTest.runFx(() -> {
      document.model().page().set(page);
      document.focus();
    });
    FxTest.settle();
  }

  @Test
  void profilesWhatIsInFront() throws Exception {
    Path file = Files.writeString(home.resolve("readings.wat"), Profiles.READINGS);
    for (Theme theme : Theme.values()) {
      try (TestWindow window = open(theme)) {
        FxTest.runFx(() -> window.window.open(file));
        assertThat(window.act("run.profile")).isTrue();
        ProfileDocument document = profile(window);

        assertThat(document.title().get()).isEqualTo("Profile: readings.wat");
        FunctionRow first = document.model().functions().getFirst();
        assertThat(first.name()).isEqualTo("$sort");
        assertThat(document.model().data().hostCalls()).hasSize(1);
        for (ProfileModel.Page page : ProfileModel.Page.values()) {
          show(document, page);
          window.picture("profile-" + page.name().toLowerCase(java.util.Locale.ROOT) + "-" + theme);
        }

        show(document, ProfileModel.Page.FLAME_GRAPH);
        FlameView flame = window.control(FlameView.class, "flame-graph");
        TextField search = window.control(TextField.class, "profile-search");
        FxTest.runFx(() -> {
          search.setText("swap");
          for (KeyCode code : List.of(KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER)) {
            flame.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
          }
        });
        assertThat(document.model().flame().name(document.model().flame().zoom().get()))
            .isEqualTo("$sort");
        window.picture("profile-flame-search-" + theme);
        FxTest.runFx(() -> search.setText(""));

        show(document, ProfileModel.Page.FUNCTIONS);
        TableView<?> table = window.control(TableView.class, "profile-functions");
        FxTest.runFx(() -> {
          table.getSelectionModel().select(0);
          table.fireEvent(
              new KeyEvent(
                  KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
        });
        FxTest.settle();
        assertThat(FxTest.onFx(() -> window.window.activeDocument().get().file())).contains(file);
        assertThat(marks.coverage().get()).isSameAs(document.model().data().coverage());
        window.picture("profile-coverage-" + theme);

        FxTest.runFx(() -> window.window.close(document));
        assertThat(marks.coverage().get()).isNull();
      }
    }
  }

  /** Makes the picture of the user guide too. */
  @Test
  void textsAndBinariesAreShown() throws Exception {
    ProfileData text = Profiles.of(home, "readings.wat", Profiles.READINGS);
    ProfileData binary = Profiles.ofBinary(home, Profiles.READINGS);
    for (Theme theme : Theme.values()) {
      try (TestWindow window = open(theme)) {
        ProfileFeature feature =
            new ProfileFeature(Objects.requireNonNull(runs), marks, () -> new LocalTarget(home));
        FxTest.runFx(() -> feature.show(text, window.window));
        show(profile(window), ProfileModel.Page.FLAME_GRAPH);
        window.picture("guide-profile-" + theme);

        FxTest.runFx(() -> feature.show(binary, window.window));
        assertThat(FxTest.onFx(() -> window.window.documents().size())).isGreaterThan(1);
        ProfileDocument document =
            (ProfileDocument) FxTest.onFx(() -> window.window.activeDocument().get());
        show(document, ProfileModel.Page.LINES);
        TableView<?> table = window.control(TableView.class, "profile-lines");
        assertThat(FxTest.onFx(() -> table.getItems().getFirst()))
            .isEqualTo(binary.lines().getFirst());
        window.picture("profile-instructions-" + theme);
      }
    }
  }

  @Test
  void exportsForOtherTools() throws Exception {
    ProfileData data = Profiles.of(home, "readings.wat", Profiles.READINGS);
    Path folded = home.resolve("readings.folded");
    Path nowhere = home.resolve("no/readings.speedscope.json");
    try (TestWindow window = open(Theme.DARK)) {
      ProfileFeature feature =
          new ProfileFeature(Objects.requireNonNull(runs), marks, () -> new LocalTarget(home));
      FxTest.runFx(() -> feature.show(data, window.window));
      ProfileModel model = profile(window).model();
      dialogs.file(folded);
      FxTest.runFx(() -> model.export(ProfileFormat.COLLAPSED));
      await().until(() -> Files.exists(folded) && Files.size(folded) > 0);
      dialogs.file(nowhere);
      FxTest.runFx(() -> model.export(ProfileFormat.SPEEDSCOPE));
      await().until(() -> FxTest.onFx(() -> window.find(".notification.error") != null));
    }
    assertThat(dialogs.asked)
        .containsExactly(
            "Export the Profile: readings.folded", "Export the Profile: readings.speedscope.json");
    assertThat(folded).content().contains("func[8] \"_start\";$fill;$random 5000\n");
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void anotherRunTakesThePlaceOfTheOne() throws Exception {
    Path file =
        Files.writeString(
            home.resolve("trap.wat"), "(module (func (export \"_start\") unreachable))");
    try (TestWindow window = open(Theme.DARK)) {
      FxTest.runFx(() -> window.window.open(file));
      window.act("run.profile");
      ProfileDocument first = profile(window);
      assertThat(first.model().data().profile().ticks()).isZero();
      FxTest.runFx(() -> window.window.open(file));
      window.act("run.profile");
      ProfileDocument second = profile(window);
      assertThat(second).isNotSameAs(first);
      assertThat(FxTest.onFx(() -> List.copyOf(window.window.documents())))
          .contains(second)
          .doesNotContain(first);
    }
  }
}
