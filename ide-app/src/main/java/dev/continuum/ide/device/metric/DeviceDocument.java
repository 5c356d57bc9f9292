package dev.continuum.ide.device.metric;

import dev.continuum.ide.shell.Document;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;

/** A device's page among the documents; it measures while its tab is in front. */
final class DeviceDocument implements Document {
  private final PageModel model;
  private final DevicePage page;
  private final ReadOnlyStringWrapper title;
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper(false);

  DeviceDocument(PageModel model) {
    this.model = model;
    page = new DevicePage(model);
    title = new ReadOnlyStringWrapper(model.name());
    page.sceneProperty().subscribe(scene -> model.watch().show(scene != null));
  }

  PageModel model() {
    return model;
  }

  @Override
  public Optional<Path> file() {
    return Optional.empty();
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public String icon() {
    return "fth-server";
  }

  @Override
  public ReadOnlyBooleanProperty modified() {
    return modified.getReadOnlyProperty();
  }

  @Override
  public ReadOnlyStringProperty status() {
    return status.getReadOnlyProperty();
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public void focus() {
    page.focusFirst();
  }

  @Override
  public boolean save() {
    return true;
  }

  @Override
  public void close() {
    page.dispose();
    model.close();
  }
}
