package dev.continuum.ide.profile;

import java.util.Comparator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;

/** Makes the tables of a profile: sorted by any column, a row opened by double click or Enter. */
final class Tables {
  private Tables() {}

  /**
   * A table.
   *
   * @param empty what is said when there are no rows
   * @param open opens a row
   */
  static <R> TableView<R> of(
      String id, ObservableList<R> rows, String empty, Consumer<? super R> open) {
    SortedList<R> sorted = new SortedList<>(rows);
    TableView<R> table = new TableView<>(sorted);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setId(id);
    table.getStyleClass().add("profile-table");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    Label placeholder = new Label(empty);
    placeholder.getStyleClass().add("muted");
    placeholder.setWrapText(true);
    table.setPlaceholder(placeholder);
    table.setRowFactory(view -> {
      TableRow<R> row = new TableRow<>();
      row.setOnMouseClicked(event -> {
        if (event.getClickCount() == 2
            && event.getButton() == MouseButton.PRIMARY
            && row.getItem() != null) {
          open.accept(row.getItem());
        }
      });
      return row;
    });
    table.setOnKeyPressed(event -> {
      R selected = table.getSelectionModel().getSelectedItem();
      if (event.getCode() == KeyCode.ENTER && selected != null) {
        open.accept(selected);
        event.consume();
      }
    });
    return table;
  }

  /** A column of code. */
  static <R> TableColumn<R, R> code(
      String title, double width, Function<? super R, String> text, Comparator<R> order) {
    TableColumn<R, R> column = column(title, width, text, order);
    column.getStyleClass().add("code-column");
    return column;
  }

  /** A column of numbers. */
  static <R> TableColumn<R, R> number(
      String title,
      double width,
      Function<? super R, String> text,
      ToDoubleFunction<? super R> value) {
    TableColumn<R, R> column =
        column(title, width, text, Comparator.comparingDouble(value::applyAsDouble));
    column.getStyleClass().add("number-column");
    // What there is more room for is text.
    column.setMaxWidth(width);
    return column;
  }

  private static <R> TableColumn<R, R> column(
      String title, double width, Function<? super R, String> text, Comparator<R> order) {
    TableColumn<R, R> column = new TableColumn<>(title);
    column.setCellValueFactory(cell -> new SimpleObjectProperty<>(cell.getValue()));
    column.setCellFactory(of ->
        new TableCell<>() {
          @Override
          protected void updateItem(@Nullable R row, boolean empty) {
            super.updateItem(row, empty);
            setText(row == null || empty ? null : text.apply(row));
          }
        });
    column.setComparator(order);
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 56));
    return column;
  }

  /** Has a table sorted by a column at first, the largest in front. */
  static <R> void sortDown(TableView<R> table, TableColumn<R, R> by) {
    by.setSortType(TableColumn.SortType.DESCENDING);
    table.getSortOrder().add(by);
  }
}
