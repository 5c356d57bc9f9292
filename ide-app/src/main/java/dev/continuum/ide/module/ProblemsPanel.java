package dev.continuum.ide.module;

import dev.continuum.ide.problem.Problem;
import dev.continuum.ide.problem.Problem.Severity;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.shell.Panel;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.theme.Icons;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** All problems, by file and place; one of them opens its place. */
final class ProblemsPanel implements Panel {
  private final Workbench workbench;
  private final Problems problems;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Problems");
  private final ListView<Problems.Entry> list;
  private final StackPane node = new StackPane();
  private final ListChangeListener<Problems.Entry> changed = change -> count();

  ProblemsPanel(Workbench workbench, Problems problems) {
    this.workbench = workbench;
    this.problems = problems;
    list = new ListView<>(problems.all());
    list.setId("problems-list");
    list.setFixedCellSize(24);
    list.setCellFactory(view -> new EntryCell());
    list.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        open(list.getSelectionModel().getSelectedItem());
        event.consume();
      }
    });
    Label empty = new Label("No problems. What checks and builds find appears here.");
    empty.getStyleClass().add("panel-empty");
    empty.setWrapText(true);
    StackPane.setAlignment(empty, Pos.TOP_LEFT);
    list.setPlaceholder(new Region());
    node.getStyleClass().add("problems-panel");
    node.getStylesheets().add(ModuleFeature.stylesheet());
    node.getChildren().addAll(list, empty);
    empty.visibleProperty().bind(javafx.beans.binding.Bindings.isEmpty(problems.all()));
    problems.all().addListener(changed);
    count();
  }

  private void count() {
    int all = problems.all().size();
    title.set(all == 0 ? "Problems" : "Problems " + all);
    workbench.setProblems(problems.count(Severity.ERROR), problems.count(Severity.WARNING));
  }

  private void open(Problems.@Nullable Entry entry) {
    if (entry != null) {
      workbench.open(entry.file(), entry.problem().position());
    }
  }

  /** Where the problem is, as short as it can be said. */
  static String place(Problems.Entry entry, @Nullable Path folder) {
    Path file = entry.file();
    String name =
        folder != null && file.startsWith(folder)
            ? folder.relativize(file).toString()
            : String.valueOf(file.getFileName());
    String position = entry.problem().position();
    return position.isEmpty() ? name : name + ":" + position;
  }

  @Override
  public String id() {
    return "problems";
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public String icon() {
    return "fth-alert-triangle";
  }

  @Override
  public Side side() {
    return Side.BOTTOM;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void focus() {
    list.requestFocus();
  }

  @Override
  public void close() {
    problems.all().removeListener(changed);
  }

  private final class EntryCell extends ListCell<Problems.Entry> {
    private final Label message = new Label();
    private final Label place = new Label();
    private final StackPane icon = new StackPane();
    private final HBox box = new HBox(8, icon, message, place);
    private final Tooltip whole = new Tooltip();

    EntryCell() {
      box.setAlignment(Pos.CENTER_LEFT);
      message.setMinWidth(0);
      place.getStyleClass().add("problem-place");
      place.setMinWidth(Region.USE_PREF_SIZE);
      HBox.setHgrow(place, Priority.ALWAYS);
      whole.setWrapText(true);
      whole.setMaxWidth(600);
      setPrefWidth(0);
      setOnMouseClicked(event -> {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
          open(getItem());
        }
      });
    }

    @Override
    protected void updateItem(Problems.@Nullable Entry entry, boolean none) {
      super.updateItem(entry, none);
      if (entry == null || none) {
        setGraphic(null);
        setTooltip(null);
        return;
      }
      Problem problem = entry.problem();
      icon.getChildren().setAll(icon(problem.severity()));
      message.setText(problem.message().lines().findFirst().orElse(""));
      place.setText(place(entry, workbench.folder().get()));
      whole.setText(problem.message());
      setTooltip(whole);
      setAccessibleText(problem.severity() + ": " + problem.message());
      setGraphic(box);
    }

    private static Node icon(Severity severity) {
      return switch (severity) {
        case ERROR -> Icons.of("fth-x-circle", "problem-icon-error");
        case WARNING -> Icons.of("fth-alert-triangle", "problem-icon-warning");
        case INFORMATION -> Icons.of("fth-info", "problem-icon-information");
      };
    }
  }
}
