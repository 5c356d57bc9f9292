package dev.continuum.ide.shell;

import java.util.List;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import software.coley.bentofx.control.HeaderPane;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.layout.container.DockContainerLeaf;

/**
 * Tabs with the small buttons of the one in front at their right. A panel that stands alone gets a
 * plain title instead of a tab, by the pseudo class {@code single}.
 */
final class ToolHeaderPane extends HeaderPane {
  private static final PseudoClass SINGLE = PseudoClass.getPseudoClass("single");
  private static final PseudoClass DOCUMENTS = PseudoClass.getPseudoClass("documents");
  private static final PseudoClass EMPTY = PseudoClass.getPseudoClass("empty");

  ToolHeaderPane(DockContainerLeaf container, Function<Dockable, List<Node>> buttonsOf) {
    super(container);
    HBox buttons = new HBox();
    buttons.getStyleClass().add("header-buttons");
    InvalidationListener update =
        observable -> {
          Dockable front = container.getSelectedDockable();
          List<Node> own = front == null ? List.of() : buttonsOf.apply(front);
          if (!own.equals(buttons.getChildren())) {
            buttons.getChildren().setAll(own);
          }
          List<Dockable> tabs = container.getDockables();
          boolean documents = container.getIdentifier().equals("documents") || isDocument(tabs);
          pseudoClassStateChanged(DOCUMENTS, documents);
          pseudoClassStateChanged(SINGLE, !documents && tabs.size() == 1);
          pseudoClassStateChanged(EMPTY, tabs.isEmpty());
        };
    container.selectedDockableProperty().addListener((property, was, is) -> letGo(is));
    container.selectedDockableProperty().addListener(update);
    container.getDockables().addListener(update);
    if (getTop() instanceof BorderPane wrapper) {
      Node corner = wrapper.getRight();
      wrapper.setRight(null);
      wrapper.setRight(corner == null ? buttons : new HBox(corner, buttons));
    }
    update.invalidated(container.selectedDockableProperty());
  }

  /**
   * A property keeps the value it had before it was bound, here the node that was shown before.
   * Bound once more it keeps the present one.
   */
  private void letGo(@Nullable Dockable front) {
    if (front != null) {
      ObjectProperty<@Nullable Node> center = getContentWrapper().centerProperty();
      center.unbind();
      center.bind(front.nodeProperty());
    }
  }

  private static boolean isDocument(List<Dockable> tabs) {
    return !tabs.isEmpty() && tabs.getFirst().getDragGroupMask() == BentoDocking.DOCUMENT_GROUP;
  }
}
