package dev.continuum.ide.shell;

import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import software.coley.bentofx.Bento;
import software.coley.bentofx.building.DockBuilding;
import software.coley.bentofx.control.Header;
import software.coley.bentofx.control.HeaderPane;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.layout.container.DockContainerLeaf;

/** Bento with our headers, our hint of where a dragged tab would land, and our empty place. */
final class StudioBento extends Bento {
  /**
   * @param headerButtons makes the buttons shown while a tab is in front
   * @param placeholder makes what an empty container shows
   */
  StudioBento(
      Function<Dockable, List<Node>> headerButtons, Function<DockContainerLeaf, Node> placeholder) {
    controlsBuilding().setHeaderPaneFactory(leaf -> new ToolHeaderPane(leaf, headerButtons));
    controlsBuilding().setHeaderFactory(StudioBento::header);
    placeholderBuilding().setContainerPlaceholderFactory(placeholder::apply);
  }

  /**
   * A tab that takes the keyboard with Tab only while it is in front, for a tab shows its content
   * as soon as it has the keyboard. The arrow keys go from tab to tab.
   */
  private static Header header(Dockable tab, HeaderPane pane) {
    Header header = new Header(tab, pane).withDragDrop();
    DockContainerLeaf leaf = pane.getContainer();
    header
        .focusTraversableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> leaf.getSelectedDockable() == tab, leaf.selectedDockableProperty()));
    return header;
  }

  @Override
  protected DockBuilding newDockBuilding() {
    return new DockBuilding(this) {
      @Override
      public DockContainerLeaf leaf(String identifier) {
        return new HintingLeaf(StudioBento.this, identifier);
      }
    };
  }

  /**
   * Draws the landing place as a region the theme colours; bento's own is red whatever the theme.
   */
  private static final class HintingLeaf extends DockContainerLeaf {
    private final Region hint = new Region();

    HintingLeaf(Bento bento, String identifier) {
      super(bento, identifier);
      hint.getStyleClass().add("drop-hint");
      hint.setManaged(false);
      hint.setMouseTransparent(true);
      hint.setVisible(false);
      getChildren().add(hint);
    }

    @Override
    public void drawCanvasHint(Region target) {
      drawCanvasHint(target, null);
    }

    @Override
    public void drawCanvasHint(Region target, @Nullable Side side) {
      double x = target.getLayoutX();
      double y = target.getLayoutY();
      Parent parent = target.getParent();
      while (parent != null && parent != this) {
        x += parent.getLayoutX();
        y += parent.getLayoutY();
        parent = parent.getParent();
      }
      double width = target.getWidth();
      double height = target.getHeight();
      if (side == Side.LEFT || side == Side.RIGHT) {
        width /= 2;
        x += side == Side.RIGHT ? width : 0;
      } else if (side != null) {
        height /= 2;
        y += side == Side.BOTTOM ? height : 0;
      }
      hint.resizeRelocate(x, y, width, height);
      hint.setVisible(true);
    }

    @Override
    public void clearCanvas() {
      hint.setVisible(false);
    }
  }
}
