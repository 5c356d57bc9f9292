package dev.continuum.ide.device.terminal;

import dev.continuum.ide.shell.KeyTaker;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontPosture;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** Paints a terminal, and sends what is typed. */
final class TerminalView extends Region implements KeyTaker {
  /** What the view asks of the document around it. */
  interface Owner {
    void copy();

    void paste();
  }

  private static final StyleablePropertyFactory<TerminalView> FACTORY =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final int NAMED = 16;
  private static final double MARGIN = 4;
  private static final int WHEEL_ROWS = 3;

  private final TerminalModel model;
  private final Owner owner;
  private final Canvas canvas = new Canvas();
  private final ScrollBar bar = new ScrollBar();
  private final TerminalSelection selection = new TerminalSelection();
  private final List<StyleableProperty<Color>> colours = new ArrayList<>();
  private final StyleableProperty<Font> font;
  private @Nullable TerminalPainter painter;
  private double cellWidth = 8;
  private double cellHeight = 16;
  private int back;
  private long seenScrolledOff;
  private boolean settingBar;

  TerminalView(TerminalModel model, Owner owner) {
    this.model = model;
    this.owner = owner;
    for (int i = 0; i < NAMED; i++) {
      colours.add(colour("-terminal-" + i, i));
    }
    colours.add(colour("-terminal-text", NAMED));
    colours.add(colour("-terminal-ground", NAMED + 1));
    colours.add(colour("-terminal-caret", NAMED + 2));
    colours.add(colour("-terminal-selection", NAMED + 3));
    font =
        FACTORY.createStyleableFontProperty(
            this, "font", "-terminal-font", view -> view.font, Font.getDefault());
    ((ObservableValue<?>) font).subscribe(this::restyled);
    getStyleClass().add("terminal-view");
    setAccessibleRole(AccessibleRole.TEXT_AREA);
    setAccessibleText("Terminal");
    setFocusTraversable(true);
    setCursor(Cursor.TEXT);
    bar.setOrientation(Orientation.VERTICAL);
    bar.setCursor(Cursor.DEFAULT);
    bar.valueProperty()
        .subscribe(() -> {
          if (!settingBar) {
            back = (int) Math.round(bar.getMax() - bar.getValue());
            requestLayout();
          }
        });
    getChildren().addAll(canvas, bar);
    model.revision().subscribe(this::requestLayout);
    focusedProperty().subscribe(this::requestLayout);
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::mousePressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::mouseDragged);
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
  }

  private StyleableProperty<Color> colour(String name, int index) {
    StyleableProperty<Color> made =
        FACTORY.createStyleableColorProperty(
            this, name.substring(1), name, view -> view.colours.get(index), Color.GRAY);
    ((ObservableValue<?>) made).subscribe(this::restyled);
    return made;
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return FACTORY.getCssMetaData();
  }

  private void restyled() {
    painter = null;
    requestLayout();
  }

  private TerminalPainter painter() {
    TerminalPainter made = painter;
    if (made == null) {
      TerminalColours named =
          new TerminalColours(
              colours.subList(0, NAMED).stream().map(StyleableProperty::getValue).toList(),
              colours.get(NAMED).getValue(),
              colours.get(NAMED + 1).getValue());
      Font plain = font.getValue();
      Text probe = new Text("W".repeat(20));
      probe.setFont(plain);
      cellWidth = probe.getLayoutBounds().getWidth() / 20;
      cellHeight = Math.ceil(probe.getLayoutBounds().getHeight());
      made =
          new TerminalPainter(
              named,
              colours.get(NAMED + 2).getValue(),
              colours.get(NAMED + 3).getValue(),
              plain,
              Font.font(plain.getFamily(), FontWeight.BOLD, plain.getSize()),
              Font.font(plain.getFamily(), FontPosture.ITALIC, plain.getSize()),
              cellWidth,
              cellHeight);
      painter = made;
    }
    return made;
  }

  // ---- painting ----

  @Override
  protected void layoutChildren() {
    TerminalPainter paint = painter();
    double barWidth = Math.ceil(bar.prefWidth(-1));
    bar.resizeRelocate(getWidth() - barWidth, 0, barWidth, getHeight());
    double width = Math.max(0, snapSizeX(getWidth() - barWidth));
    double height = Math.max(0, snapSizeY(getHeight()));
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      if (width > 0 && height > 0) {
        model.resize(
            (int) ((width - 2 * MARGIN) / cellWidth), (int) ((height - 2 * MARGIN) / cellHeight));
      }
    }
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.setTextBaseline(VPos.TOP);
    graphics.setFill(colours.get(NAMED + 1).getValue());
    graphics.fillRect(0, 0, width, height);
    graphics.save();
    graphics.translate(MARGIN, MARGIN);
    boolean open = model.phase().get() == TerminalModel.Phase.OPEN;
    model.read(emulator -> {
      follow(emulator.screen());
      paint.paint(graphics, emulator, back, selection, isFocused(), open);
      return true;
    });
    graphics.restore();
  }

  /** Keeps in view what the user scrolled back to while more comes. */
  private void follow(TerminalScreen screen) {
    if (back > 0) {
      back += (int) Math.min(Integer.MAX_VALUE / 2, screen.scrolledOff() - seenScrolledOff);
    }
    seenScrolledOff = screen.scrolledOff();
    back = Math.clamp(back, 0, screen.above());
    settingBar = true;
    bar.setMax(screen.above());
    bar.setVisibleAmount(
        screen.above() * (double) screen.rows() / (screen.above() + screen.rows()));
    bar.setUnitIncrement(1);
    bar.setBlockIncrement(screen.rows());
    bar.setValue(screen.above() - (double) back);
    bar.setVisible(screen.above() > 0);
    settingBar = false;
  }

  // ---- keys ----

  @Override
  public boolean takes(KeyEvent event) {
    if (event.isMetaDown()) {
      return false;
    }
    KeyCode code = event.getCode();
    if (event.isControlDown()) {
      // With Shift the window's own shortcuts, and copy and paste, stay within reach.
      return !event.isShiftDown()
          && switch (code) {
            case TAB, PLUS, MINUS, EQUALS, ADD, SUBTRACT, DIGIT0, NUMPAD0, COMMA -> false;
            default -> true;
          };
    }
    return !(event.isAltDown() && code.isFunctionKey());
  }

  private void pressed(KeyEvent event) {
    KeyCode code = event.getCode();
    boolean shifted = event.isShiftDown();
    if ((event.isControlDown() && shifted && (code == KeyCode.C || code == KeyCode.V))
        || (shifted && !event.isControlDown() && code == KeyCode.INSERT)) {
      if (code == KeyCode.C) {
        owner.copy();
      } else {
        owner.paste();
      }
      event.consume();
      return;
    }
    if (shifted
        && !event.isControlDown()
        && (code == KeyCode.PAGE_UP || code == KeyCode.PAGE_DOWN)) {
      int page = Math.max(1, model.read(e -> e.screen().rows()) - 1);
      back += code == KeyCode.PAGE_UP ? page : -page;
      requestLayout();
      event.consume();
      return;
    }
    if (!takes(event)) {
      return;
    }
    byte[] bytes =
        TerminalKeys.pressed(
            code,
            shifted,
            event.isControlDown(),
            event.isAltDown(),
            model.read(Emulator::applicationCursor));
    if (bytes != null) {
      send(bytes);
      event.consume();
    }
  }

  private void typed(KeyEvent event) {
    String text = event.getCharacter();
    // AltGr comes as Control and Alt together, and types a character all the same.
    boolean command = event.isControlDown() != event.isAltDown() && event.isControlDown();
    if (text.isEmpty() || command || event.isMetaDown() || Character.isISOControl(text.charAt(0))) {
      return;
    }
    boolean alt = event.isAltDown() && !event.isControlDown();
    send(((alt ? "\033" : "") + text).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    event.consume();
  }

  private void send(byte[] bytes) {
    selection.clear();
    back = 0;
    model.send(bytes);
    requestLayout();
  }

  // ---- the mouse ----

  private void mousePressed(MouseEvent event) {
    requestFocus();
    if (!event.isPrimaryButtonDown()) {
      return;
    }
    boolean changed =
        model.read(emulator -> {
          TerminalScreen screen = emulator.screen();
          long line = lineAt(screen, event.getY());
          int column = columnAt(event.getX());
          selection.begin(screen, line, column, event.getClickCount());
          return true;
        });
    assert changed;
    requestLayout();
    event.consume();
  }

  private void mouseDragged(MouseEvent event) {
    if (!event.isPrimaryButtonDown()) {
      return;
    }
    if (event.getY() < 0) {
      back++;
    } else if (event.getY() > getHeight()) {
      back--;
    }
    long line = model.read(emulator -> lineAt(emulator.screen(), event.getY()));
    selection.extend(line, columnAt(event.getX()));
    requestLayout();
    event.consume();
  }

  private long lineAt(TerminalScreen screen, double y) {
    int row = Math.clamp((long) Math.floor((y - MARGIN) / cellHeight), 0, screen.rows() - 1);
    int kept = Math.clamp(back, 0, screen.above());
    return TerminalSelection.number(screen, screen.above() - kept + row);
  }

  private int columnAt(double x) {
    return (int) Math.max(0, Math.round((x - MARGIN) / cellWidth));
  }

  private void scrolled(ScrollEvent event) {
    if (event.getDeltaY() == 0 || event.isControlDown()) {
      return;
    }
    boolean up = event.getDeltaY() > 0;
    if (model.read(emulator -> emulator.screen().alternate())) {
      // A program of the full screen has nothing to scroll back to, and knows the arrow keys.
      byte[] key =
          TerminalKeys.pressed(
              up ? KeyCode.UP : KeyCode.DOWN,
              false,
              false,
              false,
              model.read(Emulator::applicationCursor));
      for (int i = 0; i < WHEEL_ROWS && key != null; i++) {
        model.send(key);
      }
    } else {
      back += up ? WHEEL_ROWS : -WHEEL_ROWS;
      requestLayout();
    }
    event.consume();
  }

  /** What is selected, lines that go on in the next row put together; empty when nothing is. */
  String selectedText() {
    return model.read(emulator -> selection.text(emulator.screen()));
  }
}
