package dev.continuum.ide.shell;

import dev.continuum.ide.theme.Icons;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import org.jspecify.annotations.Nullable;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.event.DockEvent;
import software.coley.bentofx.layout.DockContainer;
import software.coley.bentofx.layout.container.DockContainerBranch;
import software.coley.bentofx.layout.container.DockContainerLeaf;
import software.coley.bentofx.layout.container.DockContainerRootBranch;

/** Docking with bento-fx. */
final class BentoDocking implements Docking {
  static final int DOCUMENT_GROUP = 1;
  private static final int PANEL_GROUP = 2;

  private final StudioBento bento;
  private final DockContainerRootBranch root;
  private final Map<String, Panel> panels = new LinkedHashMap<>();
  private final Map<Panel, Dockable> panelTabs = new LinkedHashMap<>();
  private final Map<Document, Dockable> documentTabs = new LinkedHashMap<>();
  private final ObservableList<String> open = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable Document> active = new ReadOnlyObjectWrapper<>();
  private Consumer<Document> closeRequest = document -> {};
  private Function<Document, List<MenuItem>> documentMenu = document -> List.of();
  private DockContainerLeaf documentArea;
  private final PanelPlaces places;
  private final DividerKeeper dividers = new DividerKeeper();
  private boolean arranged;

  /**
   * @param headerButtons makes the buttons of a panel's header
   * @param placeholder makes what stands where no document is open
   */
  BentoDocking(
      Function<Panel, List<Node>> headerButtons, Function<DockContainerLeaf, Node> placeholder) {
    bento =
        new StudioBento(
            tab -> {
              Panel panel = panelOf(tab);
              return panel == null ? List.of() : headerButtons.apply(panel);
            },
            placeholder);
    root = bento.dockBuilding().root("root");
    root.setOrientation(Orientation.HORIZONTAL);
    root.setPruneWhenEmpty(false);
    bento.registerRoot(root);
    places = new PanelPlaces(bento, root, panels.values(), open, this::tabOf);
    documentArea = newDocumentArea();
    bento.events().addEventListener(this::onEvent);
    root.sceneProperty()
        .addListener((property, was, is) -> {
          if (is != null) {
            is.focusOwnerProperty().addListener((p, old, owner) -> followFocus(owner));
          }
        });
  }

  @Override
  public Node node() {
    return root;
  }

  // --- arranging -------------------------------------------------------------------------------

  @Override
  public void arrange(@Nullable LayoutNode layout, Collection<String> closed) {
    arranged = true;
    LayoutNode usable =
        layout != null && layout.documentAreas() >= 1
            ? layout
            : DefaultLayout.of(panels.values(), closed);
    DockContainer top = build(usable, new HashSet<>());
    if (top instanceof DockContainerBranch branch
        && branch.getOrientation() == Orientation.HORIZONTAL) {
      double[] positions = branch.getDividerPositions();
      for (DockContainer child : List.copyOf(branch.getChildContainers())) {
        branch.removeContainer(child);
        root.addContainer(child);
      }
      dividers.forget(branch);
      dividers.keep(root, positions);
    } else {
      root.addContainer(top == null ? documentArea : top);
    }
    for (Panel panel : panels.values()) {
      if (!open.contains(panel.id()) && !closed.contains(panel.id()) && panel.startsOpen()) {
        place(panel);
      }
    }
  }

  @Override
  public void settled() {
    dividers.settled();
    keepSideWidths();
  }

  /** Makes the containers of a saved layout; null where nothing is left of it. */
  private @Nullable DockContainer build(LayoutNode node, Set<String> seen) {
    switch (node.kind()) {
      case LayoutNode.DOCUMENTS -> {
        return documentArea.getParentContainer() == null && seen.add("\0documents")
            ? documentArea
            : null;
      }
      case LayoutNode.TOOLS -> {
        List<Panel> present =
            node.panels().stream()
                .filter(seen::add)
                .map(panels::get)
                .filter(Objects::nonNull)
                .toList();
        if (present.isEmpty()) {
          return null;
        }
        DockContainerLeaf leaf = bento.dockBuilding().leaf();
        present.forEach(panel -> leaf.addDockable(tabOf(panel)));
        Panel selected = node.selected() == null ? null : panels.get(node.selected());
        if (selected != null && panelTabs.containsKey(selected)) {
          leaf.selectDockable(panelTabs.get(selected));
        }
        return leaf;
      }
      default -> {
        List<DockContainer> children = new ArrayList<>();
        for (LayoutNode child : node.children()) {
          DockContainer built = build(child, seen);
          if (built != null) {
            children.add(built);
          }
        }
        if (children.size() < 2) {
          return children.isEmpty() ? null : children.getFirst();
        }
        DockContainerBranch branch = bento.dockBuilding().branch();
        branch.setOrientation(
            node.kind().equals(LayoutNode.ROW) ? Orientation.HORIZONTAL : Orientation.VERTICAL);
        branch.addContainers(children.toArray(DockContainer[]::new));
        if (node.dividers().size() == children.size() - 1) {
          dividers.keep(
              branch, node.dividers().stream().mapToDouble(d -> Math.clamp(d, 0, 1)).toArray());
        }
        return branch;
      }
    }
  }

  /** When the window grows, the documents grow, not the panels beside them. */
  private void keepSideWidths() {
    for (DockContainer child : root.getChildContainers()) {
      SplitPane.setResizableWithParent(child.asRegion(), holdsDocuments(child));
    }
    DockContainerBranch column = documentArea.getParentContainer();
    if (column != null && column != root) {
      for (DockContainer child : column.getChildContainers()) {
        SplitPane.setResizableWithParent(child.asRegion(), holdsDocuments(child));
      }
    }
  }

  private boolean holdsDocuments(DockContainer container) {
    return container == documentArea
        || container.getDockables().stream().anyMatch(d -> documentOf(d) != null)
        || (container instanceof DockContainerBranch branch
            && branch.getChildContainers().stream().anyMatch(this::holdsDocuments));
  }

  @Override
  public LayoutNode layout() {
    return describe(root);
  }

  private LayoutNode describe(DockContainer container) {
    if (container instanceof DockContainerBranch branch) {
      return new LayoutNode(
          branch.getOrientation() == Orientation.HORIZONTAL ? LayoutNode.ROW : LayoutNode.COLUMN,
          DoubleStream.of(branch.getDividerPositions()).boxed().toList(),
          branch.getChildContainers().stream().map(this::describe).toList(),
          List.of(),
          null);
    }
    if (holdsDocuments(container)) {
      return LayoutNode.documents();
    }
    Dockable front = ((DockContainerLeaf) container).getSelectedDockable();
    return LayoutNode.tools(
        container.getDockables().stream().map(Dockable::getIdentifier).toList(),
        front == null ? null : front.getIdentifier());
  }

  // --- panels ----------------------------------------------------------------------------------

  @Override
  public void addPanel(Panel panel) {
    if (panels.putIfAbsent(panel.id(), panel) != null) {
      throw new IllegalArgumentException("There is a panel " + panel.id() + " already");
    }
    if (arranged && panel.startsOpen()) {
      place(panel);
    }
  }

  @Override
  public List<Panel> panels() {
    return List.copyOf(panels.values());
  }

  @Override
  public ObservableList<String> openPanels() {
    return open;
  }

  @Override
  public void showPanel(Panel panel) {
    if (!open.contains(panel.id())) {
      place(panel);
    }
    Dockable tab = tabOf(panel);
    tab.inContainer(leaf -> leaf.selectDockable(tab));
  }

  @Override
  public void hidePanel(Panel panel) {
    Dockable tab = tabOf(panel);
    tab.inContainer(leaf -> leaf.removeDockable(tab));
  }

  @Override
  public boolean isInFront(Panel panel) {
    Dockable tab = tabOf(panel);
    return tab.getContainer() != null && tab.getContainer().getSelectedDockable() == tab;
  }

  private void place(Panel panel) {
    places.place(panel, documentArea);
    keepSideWidths();
  }

  private Dockable tabOf(Panel panel) {
    return panelTabs.computeIfAbsent(
        panel,
        p -> {
          Dockable tab = bento.dockBuilding().dockable(p.id());
          tab.titleProperty().bind(p.title());
          tab.setIconFactory(d -> Icons.of(p.icon()));
          tab.setNode(p.node());
          tab.setContextMenuFactory(
              d -> ActionViews.contextMenu(List.of(ActionViews.item("Hide", () -> hidePanel(p)))));
          tab.setDragGroupMask(PANEL_GROUP);
          tab.setCanBeDroppedToNewWindow(false);
          tab.setClosable(true);
          return tab;
        });
  }

  private @Nullable Panel panelOf(Dockable tab) {
    return panels.get(tab.getIdentifier());
  }

  // --- documents -------------------------------------------------------------------------------

  private DockContainerLeaf newDocumentArea() {
    DockContainerLeaf leaf = bento.dockBuilding().leaf("documents");
    leaf.setPruneWhenEmpty(false);
    return leaf;
  }

  @Override
  public void addDocument(Document document) {
    Dockable tab = bento.dockBuilding().dockable();
    documentTabs.put(document, tab);
    tab.titleProperty()
        .bind(
            Bindings.createStringBinding(
                () -> document.title().get() + (document.modified().get() ? " •" : ""),
                document.title(),
                document.modified()));
    tab.setIconFactory(d -> Icons.of(document.icon()));
    tab.setNode(document.node());
    tab.setContextMenuFactory(d -> ActionViews.contextMenu(documentMenu.apply(document)));
    tab.setDragGroupMask(DOCUMENT_GROUP);
    tab.setCanBeDroppedToNewWindow(false);
    DockContainerLeaf area = documentArea;
    Document current = active.get();
    if (current != null) {
      DockContainerLeaf now = tab(current).getContainer();
      area = now == null ? area : now;
    }
    area.addDockable(tab);
  }

  @Override
  public void selectDocument(Document document) {
    Dockable tab = tab(document);
    tab.inContainer(leaf -> leaf.selectDockable(tab));
    active.set(document);
  }

  @Override
  public void removeDocument(Document document) {
    Dockable tab = documentTabs.remove(document);
    if (tab == null) {
      return;
    }
    // Before it leaves its container, which would keep it.
    tab.setNode(null);
    tab.inContainer(leaf -> leaf.removeDockable(tab));
    tab.titleProperty().unbind();
    if (active.get() == document) {
      Dockable next = documentArea.getSelectedDockable();
      active.set(next == null ? documents().stream().findFirst().orElse(null) : documentOf(next));
    }
  }

  @Override
  public List<Document> documents() {
    return root.getDockables().stream()
        .map(this::documentOf)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  @Override
  public ReadOnlyObjectProperty<@Nullable Document> activeDocument() {
    return active.getReadOnlyProperty();
  }

  @Override
  public void documentMenu(Function<Document, List<MenuItem>> menu) {
    documentMenu = menu;
  }

  @Override
  public void onCloseRequest(Consumer<Document> listener) {
    closeRequest = listener;
  }

  private Dockable tab(Document document) {
    return Objects.requireNonNull(documentTabs.get(document), "not open");
  }

  private @Nullable Document documentOf(Dockable tab) {
    for (Map.Entry<Document, Dockable> entry : documentTabs.entrySet()) {
      if (entry.getValue() == tab) {
        return entry.getKey();
      }
    }
    return null;
  }

  // --- what bento tells ------------------------------------------------------------------------

  private void onEvent(DockEvent event) {
    switch (event) {
      case DockEvent.DockableClosing closing -> {
        Document document = documentOf(closing.dockable());
        if (document != null) {
          closing.cancel();
          closeRequest.accept(document);
        }
      }
      case DockEvent.DockableSelected selected -> {
        Document document = documentOf(selected.dockable());
        if (document != null) {
          active.set(document);
        }
      }
      case DockEvent.DockableAdded added -> {
        Panel panel = panelOf(added.dockable());
        if (panel != null && !open.contains(panel.id())) {
          open.add(panel.id());
        }
      }
      case DockEvent.DockableRemoved removed -> {
        Panel panel = panelOf(removed.dockable());
        if (panel != null) {
          open.remove(panel.id());
        }
        adoptDocumentArea();
      }
      default -> {
        // The other events change nothing that is kept here.
      }
    }
  }

  /** When the place for documents is emptied while another holds some, that one takes its part. */
  private void adoptDocumentArea() {
    if (!documentArea.getDockables().isEmpty()) {
      return;
    }
    documentTabs.values().stream()
        .map(Dockable::getContainer)
        .filter(leaf -> leaf != null && leaf != documentArea)
        .findFirst()
        .ifPresent(leaf -> {
          DockContainerLeaf empty = documentArea;
          documentArea = leaf;
          leaf.setPruneWhenEmpty(false);
          empty.setPruneWhenEmpty(true);
          empty.removeFromParent();
        });
  }

  /** A click into a document's text makes it the active one. */
  private void followFocus(@Nullable Node owner) {
    Parent parent = owner == null ? null : owner.getParent();
    while (parent != null) {
      if (parent instanceof DockContainerLeaf leaf) {
        Dockable front = leaf.getSelectedDockable();
        Document document = front == null ? null : documentOf(front);
        if (document != null) {
          active.set(document);
        }
        return;
      }
      parent = parent.getParent();
    }
  }
}
