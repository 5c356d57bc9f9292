package dev.continuum.ide.shell;

import dev.continuum.ide.shell.Panel.Side;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import org.jspecify.annotations.Nullable;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.layout.DockContainer;
import software.coley.bentofx.layout.container.DockContainerLeaf;
import software.coley.bentofx.layout.container.DockContainerRootBranch;

/** Where a panel goes that is opened: to those of its side, in the order they were added. */
final class PanelPlaces {
  private final StudioBento bento;
  private final DockContainerRootBranch root;
  private final DockSplits splits;
  private final Collection<Panel> panels;
  private final ObservableList<String> open;
  private final Function<Panel, Dockable> tabs;

  PanelPlaces(
      StudioBento bento,
      DockContainerRootBranch root,
      Collection<Panel> panels,
      ObservableList<String> open,
      Function<Panel, Dockable> tabs) {
    this.bento = bento;
    this.root = root;
    this.panels = panels;
    this.open = open;
    this.tabs = tabs;
    splits = new DockSplits(bento, root);
  }

  /** Opens a panel where those of its side stand. */
  void place(Panel panel, DockContainerLeaf documentArea) {
    List<Panel> sameSide =
        panels.stream().filter(p -> p.side() == panel.side() && open.contains(p.id())).toList();
    Panel host =
        sameSide.stream()
            .filter(p -> p.id().equals(panel.sharesPlaceWith()))
            .findFirst()
            .orElse(null);
    if (host != null) {
      leafOf(host).addDockable(tabs.apply(panel));
      return;
    }
    if (panel.side() == Side.BOTTOM) {
      if (!sameSide.isEmpty()) {
        DockContainerLeaf leaf = leafOf(sameSide.getFirst());
        leaf.addDockable(orderIn(leaf, panel), tabs.apply(panel));
        return;
      }
      DockContainerLeaf leaf = bento.dockBuilding().leaf();
      leaf.addDockable(0, tabs.apply(panel));
      splits.putBeside(documentArea, leaf, Orientation.VERTICAL, true, DefaultLayout.BOTTOM);
    } else if (!sameSide.isEmpty()) {
      Panel neighbour =
          sameSide.stream()
              .filter(p -> orderOf(p) < orderOf(panel))
              .reduce((first, second) -> second)
              .orElse(sameSide.getFirst());
      boolean after = orderOf(neighbour) < orderOf(panel);
      DockContainerLeaf leaf = bento.dockBuilding().leaf();
      leaf.addDockable(0, tabs.apply(panel));
      splits.putBeside(leafOf(neighbour), leaf, Orientation.VERTICAL, after, 0.5);
    } else {
      DockContainerLeaf leaf = bento.dockBuilding().leaf();
      leaf.addDockable(0, tabs.apply(panel));
      boolean right = panel.side() == Side.RIGHT;
      DockContainer beside =
          right ? root.getChildContainers().getLast() : root.getChildContainers().getFirst();
      splits.putBeside(
          beside,
          leaf,
          Orientation.HORIZONTAL,
          right,
          right ? DefaultLayout.RIGHT : DefaultLayout.LEFT);
    }
  }

  private int orderIn(DockContainerLeaf leaf, Panel panel) {
    int index = 0;
    for (Dockable tab : leaf.getDockables()) {
      Panel other = panelOf(tab);
      if (other != null && orderOf(other) > orderOf(panel)) {
        break;
      }
      index++;
    }
    return index;
  }

  private int orderOf(Panel panel) {
    return List.copyOf(panels).indexOf(panel);
  }

  private DockContainerLeaf leafOf(Panel panel) {
    return Objects.requireNonNull(tabs.apply(panel).getContainer());
  }

  private @Nullable Panel panelOf(Dockable tab) {
    return panels.stream().filter(p -> p.id().equals(tab.getIdentifier())).findFirst().orElse(null);
  }
}
