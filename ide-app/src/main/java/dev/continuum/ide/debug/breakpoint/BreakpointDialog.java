package dev.continuum.ide.debug.breakpoint;

import dev.continuum.ide.debug.expression.ExpressionField;
import dev.continuum.ide.debug.expression.ExpressionFieldModel;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.HitRule;
import dev.continuum.inspector.debug.Location.Access;
import dev.continuum.inspector.debug.expression.ScopeNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Where a breakpoint stops, when, and what it does, as a form. */
public final class BreakpointDialog {
  private BreakpointDialog() {}

  /** Changes a breakpoint as the user says; names of the program are not completed. */
  public static void edit(Workbench workbench, CodeMarks marks, UserBreakpoint breakpoint) {
    edit(workbench, marks, breakpoint, () -> ScopeNames.NONE);
  }

  /**
   * Changes a breakpoint as the user says.
   *
   * @param names those that can complete what is typed
   */
  public static void edit(
      Workbench workbench, CodeMarks marks, UserBreakpoint breakpoint, Supplier<ScopeNames> names) {
    BreakpointFormModel model = BreakpointFormModel.of(breakpoint.spec(), names);
    ask(workbench, model, model.watches() ? "Watchpoint" : "Breakpoint", "Save")
        .ifPresent(spec -> marks.breakpoints().update(breakpoint.id(), before -> spec));
  }

  /**
   * Sets a breakpoint as the user says.
   *
   * @param program the file it belongs to
   * @param watches whether it is about a place that is used, rather than one in the code
   * @param place what its place begins with, such as {@code throw}
   */
  static void add(
      Workbench workbench,
      CodeMarks marks,
      Path program,
      boolean watches,
      String place,
      Supplier<ScopeNames> names) {
    BreakpointFormModel model = new BreakpointFormModel(watches, names);
    model.place().text().set(place);
    ask(workbench, model, watches ? "New watchpoint" : "New breakpoint", "Add")
        .ifPresent(spec -> marks.breakpoints().add(program, spec));
  }

  private static Optional<BreakpointSpec> ask(
      Workbench workbench, BreakpointFormModel model, String title, String accept) {
    return workbench.dialogs().form(title, form(model), accept, model.valid())
        ? model.spec()
        : Optional.empty();
  }

  /** The form, without a dialog around it. */
  static Node form(BreakpointFormModel model) {
    VBox form = new VBox();
    if (model.watches()) {
      ComboBox<Access> access =
          choice(
              "breakpoint-access",
              List.of(Access.CHANGE, Access.WRITE, Access.READ),
              BreakpointDialog::words);
      access.valueProperty().bindBidirectional(model.access());
      form.getChildren().addAll(label("Stop when it", access), access);
    }
    ExpressionField place =
        field(
            model.place(),
            "breakpoint-place",
            model.watches() ? "$x, memory[0x400]:i32, global.$g" : "line 12, $name, trap, throw");
    form.getChildren().addAll(label(model.watches() ? "Place" : "Stop at", place.input()), place);
    ExpressionField condition = field(model.condition(), "breakpoint-condition", "$i > 10");
    form.getChildren().addAll(label("Only if", condition.input()), condition);
    form.getChildren().addAll(hits(model));
    ExpressionField message =
        field(model.message(), "breakpoint-message", "i is {$i}, p points to {$p:hex}");
    CheckBox enabled = new CheckBox("Enabled");
    enabled.setId("breakpoint-enabled");
    enabled.selectedProperty().bindBidirectional(model.enabled());
    form.getChildren()
        .addAll(label("Write a message instead of stopping", message.input()), message, enabled);
    form.getStyleClass().addAll("form", "breakpoint-form");
    form.setPrefWidth(460);
    return form;
  }

  private static List<Node> hits(BreakpointFormModel model) {
    ComboBox<HitRule.Kind> rule =
        choice("breakpoint-rule", List.of(HitRule.Kind.values()), BreakpointDialog::words);
    rule.valueProperty().bindBidirectional(model.rule());
    TextField number = new TextField();
    number.setId("breakpoint-number");
    number.setPrefColumnCount(8);
    number.getStyleClass().add("code");
    number.textProperty().bindBidirectional(model.number());
    number.visibleProperty().bind(model.rule().isNotEqualTo(HitRule.Kind.ALWAYS));
    HBox line = new HBox(8, rule, number);
    line.setAlignment(Pos.CENTER_LEFT);
    Label trouble = new Label();
    trouble.setId("breakpoint-number-trouble");
    trouble.getStyleClass().add("form-trouble");
    trouble.textProperty().bind(model.numberTrouble());
    trouble.visibleProperty().bind(model.numberTrouble().isNotEmpty());
    trouble.managedProperty().bind(trouble.visibleProperty());
    return List.of(label("At which hits", rule), line, trouble);
  }

  private static String words(Access access) {
    return switch (access) {
      case CHANGE -> "changes";
      case WRITE -> "is written";
      case READ -> "is read";
    };
  }

  private static String words(HitRule.Kind kind) {
    return switch (kind) {
      case ALWAYS -> "all";
      case EXACTLY -> "only number";
      case FROM -> "from number";
      case EVERY -> "multiples of";
    };
  }

  private static ExpressionField field(ExpressionFieldModel model, String id, String prompt) {
    return new ExpressionField(model, id, prompt);
  }

  private static <T> ComboBox<T> choice(String id, List<T> values, Function<T, String> words) {
    ComboBox<T> box = new ComboBox<>();
    box.setId(id);
    box.getItems().setAll(values);
    box.setConverter(
        new StringConverter<T>() {
          @Override
          public String toString(@Nullable T value) {
            return value == null ? "" : words.apply(value);
          }

          @Override
          public T fromString(String text) {
            throw new UnsupportedOperationException("nothing is typed here");
          }
        });
    return box;
  }

  private static Label label(String text, Node field) {
    Label label = new Label(text);
    label.setLabelFor(field);
    label.getStyleClass().add("form-label");
    return label;
  }
}
