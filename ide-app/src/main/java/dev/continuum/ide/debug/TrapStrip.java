package dev.continuum.ide.debug;

import dev.continuum.ide.debug.OperandQuestions.Question;
import dev.continuum.ide.theme.Icons;
import dev.continuum.inspector.debug.Stop;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The strip that says why a program cannot go on, and shows where values came from. */
final class TrapStrip extends VBox {
  private static final int MOST_ROWS = 5;
  private static final Duration PATIENCE = Duration.millis(300);

  private final TrapModel model;
  private final HBox icon = new HBox();
  private final SelectableText sentence = new SelectableText();
  private final Label where = new Label();
  private final FlowPane questions = flow("trap-questions");
  private final Label heading = new Label();
  private final Label note = new Label();
  private final Button stop = new Button("Stop Searching");
  private final ListView<OriginRow> list = new ListView<>();
  private final FlowPane further = flow("origin-further");
  private final HBox answerHead = new HBox(heading, note, stop);
  private final VBox answer = new VBox(answerHead, list, further);
  private final PauseTransition patience = new PauseTransition(PATIENCE);

  TrapStrip(TrapModel model) {
    this.model = model;
    setId("trap-strip");
    getStyleClass().add("trap-strip");
    Button back = new Button("Back to the Trap");
    back.setId("trap-back");
    back.setMinWidth(USE_PREF_SIZE);
    back.setOnAction(event -> model.back());
    back.visibleProperty().bind(model.away());
    back.managedProperty().bind(model.away());
    Button close = new Button(null, Icons.of("fth-x"));
    close.setId("trap-close");
    close.getStyleClass().add("icon-button");
    close.setAccessibleText("Close");
    close.setTooltip(new Tooltip("Close"));
    close.setOnAction(event -> model.close());
    sentence.setId("trap-sentence");
    where.setId("trap-where");
    where.getStyleClass().add("code");
    where.setMinWidth(0);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    HBox head = new HBox(icon, sentence, back, close);
    head.getStyleClass().add("trap-head");
    head.setAlignment(Pos.TOP_LEFT);
    getChildren().addAll(head, questions, answer);
    buildAnswer();
    model.stand().subscribe(this::stand);
    model.stand().subscribe(now -> back.setText(backText(now)));
    follow(model.questions(), this::askings);
    follow(model.further(), () -> further.getChildren().setAll(buttons(model.further())));
    model.asked().subscribe(this::asked);
  }

  private static String backText(TrapModel.@Nullable Stand now) {
    if (now == null || now.reason() == null) {
      return "Back to Where It Was Asked";
    }
    return now.reason() == Stop.Reason.EXCEPTION ? "Back to the Exception" : "Back to the Trap";
  }

  private static FlowPane flow(String style) {
    FlowPane pane = new FlowPane();
    pane.getStyleClass().add(style);
    return pane;
  }

  private static <T> void follow(ObservableList<T> list, Runnable change) {
    list.addListener((ListChangeListener<T>) any -> change.run());
    change.run();
  }

  private void buildAnswer() {
    answer.getStyleClass().add("origin");
    answerHead.getStyleClass().add("origin-head");
    answerHead.setAlignment(Pos.CENTER_LEFT);
    heading.getStyleClass().add("origin-heading");
    heading.setId("origin-heading");
    note.setId("origin-note");
    note.setWrapText(true);
    note.textProperty().bind(model.note());
    stop.setId("origin-stop");
    stop.setMinWidth(USE_PREF_SIZE);
    stop.setOnAction(event -> model.stop());
    stop.setVisible(false);
    // What is answered at once shows no button that is gone again.
    patience.setOnFinished(event -> stop.setVisible(model.searching().get()));
    model
        .searching()
        .subscribe(searching -> {
          if (searching) {
            patience.playFromStart();
          } else {
            stop.setVisible(false);
          }
        });
    list.setId("origin-list");
    list.setItems(model.rows());
    list.setCellFactory(view -> new OriginCell(model::go));
    list.setAccessibleText("Where the value came from, the latest step first");
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    follow(model.rows(), this::fit);
    heading.fontProperty().subscribe(this::fit);
    further.managedProperty().bind(further.visibleProperty());
    list.managedProperty().bind(list.visibleProperty());
    list.visibleProperty().bind(Bindings.isNotEmpty(model.rows()));
    further.visibleProperty().bind(Bindings.isNotEmpty(model.further()));
  }

  /** As high as the rows, up to some. */
  private void fit() {
    // A row is 24 pixels high where the font has 13.
    double row = Math.ceil(heading.getFont().getSize() * 24 / 13);
    list.setFixedCellSize(row);
    double height = row * Math.clamp(model.rows().size(), 1, MOST_ROWS) + 2;
    list.setMinHeight(height);
    list.setPrefHeight(height);
    list.setMaxHeight(height);
  }

  private void key(KeyEvent event) {
    OriginRow chosen = list.getSelectionModel().getSelectedItem();
    if (event.getCode() == KeyCode.ENTER && chosen != null) {
      model.go(chosen);
      event.consume();
    }
  }

  private void stand(TrapModel.@Nullable Stand now) {
    setVisible(now != null);
    setManaged(now != null);
    if (now == null) {
      return;
    }
    icon.getChildren()
        .setAll(now.trap() ? Icons.of("fth-alert-octagon", "trap-icon") : Icons.of("fth-clock"));
    sentence.setText(now.trap() ? now.sentence() : "Where a value came from");
    where.setText(now.where());
    askings();
  }

  private void askings() {
    questions.getChildren().setAll(where);
    questions.getChildren().addAll(buttons(model.questions()));
  }

  private List<Button> buttons(List<Question> list) {
    return list.stream()
        .map(question -> {
          Button button = new Button(question.text());
          button.getStyleClass().add("trap-question");
          button.setOnAction(event -> model.ask(question));
          return button;
        })
        .toList();
  }

  private void asked(@Nullable Question now) {
    answer.setVisible(now != null);
    answer.setManaged(now != null);
    heading.setText(now == null ? "" : "Where " + now.subject() + " came from");
  }
}
