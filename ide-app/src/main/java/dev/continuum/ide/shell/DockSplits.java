package dev.continuum.ide.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import javafx.geometry.Orientation;
import software.coley.bentofx.layout.DockContainer;
import software.coley.bentofx.layout.container.DockContainerBranch;

/** Divides the place of one container between it and a new one. */
final class DockSplits {
  private final StudioBento bento;
  private final DockContainerBranch root;

  DockSplits(StudioBento bento, DockContainerBranch root) {
    this.bento = bento;
    this.root = root;
  }

  /** Puts a new container beside another, in their branch or in a new one in the other's place. */
  void putBeside(
      DockContainer beside, DockContainer added, Orientation way, boolean after, double share) {
    DockContainerBranch parent = Objects.requireNonNull(beside.getParentContainer());
    if (parent.getOrientation() == way
        || parent.getChildContainers().size() == 1 && parent != root) {
      parent.setOrientation(way);
      List<Double> before =
          new ArrayList<>(DoubleStream.of(parent.getDividerPositions()).boxed().toList());
      int index = parent.getChildContainers().indexOf(beside);
      double start = index == 0 ? 0 : before.get(index - 1);
      double end = index < before.size() ? before.get(index) : 1;
      double cut = after ? end - (end - start) * share : start + (end - start) * share;
      parent.addContainer(after ? index + 1 : index, added);
      before.add(index, cut);
      parent.setDividerPositions(before.stream().mapToDouble(Double::doubleValue).toArray());
      return;
    }
    DockContainerBranch branch = bento.dockBuilding().branch();
    branch.setOrientation(way);
    parent.replaceContainer(beside, branch);
    branch.addContainers(after ? beside : added, after ? added : beside);
    branch.setDividerPositions(after ? 1 - share : share);
  }
}
