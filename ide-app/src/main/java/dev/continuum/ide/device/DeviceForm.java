package dev.continuum.ide.device;

import dev.continuum.ide.device.DeviceFormModel.Login;
import dev.continuum.ide.shell.Dialogs;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The form for a device's details. What is wrong is said once the user has been in the field. */
final class DeviceForm {
  private final DeviceFormModel model;
  private final GridPane grid = new GridPane();
  private int row;

  DeviceForm(DeviceFormModel model, Dialogs dialogs) {
    this.model = model;
    grid.getStyleClass().add("form");
    grid.setPrefWidth(520);
    ColumnConstraints labels = new ColumnConstraints();
    labels.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(labels, fields);
    addAliases();
    TextField host = field("device-host", model.host, "gateway.local or 192.168.1.20");
    host.focusedProperty()
        .addListener((p, was, is) -> {
          if (was) {
            model.spreadHost();
          }
        });
    Label said = new Label();
    said.setId("device-host-note");
    said.getStyleClass().add("form-note");
    said.setWrapText(true);
    StringBinding note = model.hostNote();
    said.textProperty().bind(note);
    said.visibleProperty().bind(note.isNotEmpty());
    said.managedProperty().bind(said.visibleProperty());
    add("Host", new VBox(host, said), model.hostTrouble(), host);
    TextField name = field("device-name", model.name, "gateway");
    add("Name", name, model.nameTrouble(), name);
    TextField port = field("device-port", model.port, "22");
    port.setPrefColumnCount(6);
    port.setMaxWidth(Region.USE_PREF_SIZE);
    add("Port", port, model.portTrouble(), port);
    TextField user = field("device-user", model.user, "the account on the device");
    add("User", user, model.userTrouble(), user);
    ComboBox<Login> login = new ComboBox<>();
    login.setId("device-login");
    login.getItems().setAll(Login.values());
    login.valueProperty().bindBidirectional(model.login);
    login.setMaxWidth(Double.MAX_VALUE);
    add("Log in with", login, null, login);
    addKeyFile(dialogs);
    TextField jump = field("device-jump", model.jump, "bastion or me@bastion:22 (may be empty)");
    add("Jump hosts", jump, model.jumpTrouble(), jump);
    TextField tags = field("device-tags", model.tags, "edge, lab (may be empty)");
    add("Tags", tags, null, tags);
  }

  Node node() {
    return grid;
  }

  private void addAliases() {
    ComboBox<String> alias = new ComboBox<>(model.aliases);
    alias.setId("device-alias");
    alias.setPromptText("Choose a host");
    alias.setButtonCell(new ChosenCell());
    alias.valueProperty().bindBidirectional(model.alias);
    // Without one, the grey text shows; a form shown again finds what that has left.
    String chosen = model.alias.get();
    alias.setValue(chosen == null || chosen.isEmpty() ? null : chosen);
    alias.setMaxWidth(Double.MAX_VALUE);
    add("From ~/.ssh/config", alias, null, alias);
    lastRow(Bindings.isNotEmpty(model.aliases));
  }

  /** Shows the row added last only while that is so. */
  private void lastRow(ObservableBooleanValue shown) {
    for (Node node : grid.getChildren()) {
      if (GridPane.getRowIndex(node) == row - 1) {
        node.visibleProperty().bind(shown);
        node.managedProperty().bind(node.visibleProperty());
      }
    }
  }

  private void addKeyFile(Dialogs dialogs) {
    TextField file = field("device-key-file", model.keyFile, "~/.ssh/id_ed25519");
    HBox.setHgrow(file, Priority.ALWAYS);
    Button choose = new Button("Choose…");
    choose.setId("device-key-choose");
    choose.setOnAction(e ->
        dialogs
            .openFile("Choose a private key", List.of())
            .ifPresent(chosen -> file.setText(chosen.toString())));
    HBox line = new HBox(8, file, choose);
    add("Key file", line, model.keyFileTrouble(), file);
    lastRow(model.login.isEqualTo(Login.KEY_FILE));
  }

  private static TextField field(String id, StringProperty value, String prompt) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(prompt);
    field.textProperty().bindBidirectional(value);
    return field;
  }

  private void add(
      String title, Node control, @Nullable ObservableStringValue trouble, Node focus) {
    Label label = new Label(title);
    label.setLabelFor(focus);
    VBox cell = new VBox(control);
    if (trouble != null) {
      Label message = new Label();
      message.getStyleClass().add("form-trouble");
      message.setWrapText(true);
      message.textProperty().bind(trouble);
      message.setVisible(false);
      // Keeps a reference to the binding as long as the form lives, and says nothing too early.
      focus
          .focusedProperty()
          .addListener((p, was, is) -> {
            if (was) {
              message.setUserData(Boolean.TRUE);
              message.setVisible(!message.getText().isEmpty());
            }
          });
      message
          .textProperty()
          .addListener(
              (p, was, is) -> message.setVisible(message.getUserData() != null && !is.isEmpty()));
      message.managedProperty().bind(message.visibleProperty());
      cell.getChildren().add(message);
    }
    GridPane.setValignment(label, VPos.TOP);
    label.getStyleClass().add("form-label");
    grid.addRow(row++, label, cell);
  }

  /** What is chosen; while nothing is, the grey text in its place. */
  private static final class ChosenCell extends ListCell<String> {
    @Override
    protected void updateItem(@Nullable String item, boolean empty) {
      super.updateItem(item, empty);
      setText(item);
      getStyleClass().remove("muted");
      if (item == null) {
        getStyleClass().add("muted");
      }
    }
  }
}
