package dev.continuum.ide.device.runtime;

import dev.continuum.targets.provision.Publisher;
import dev.continuum.targets.provision.RuntimeSource;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.target.Probe;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;

/** What the user says about a runtime to be put on a device. Used on the JavaFX thread. */
public final class ProvisionFormModel {
  /** Where it comes from. */
  public enum From {
    PUBLISHER("Its makers' releases"),
    ADDRESS("Another address"),
    FILE("A file of this computer");

    private final String title;

    From(String title) {
      this.title = title;
    }

    @Override
    public String toString() {
      return title;
    }
  }

  /** A runtime to choose. */
  public record Choice(String id, String title) {
    @Override
    public String toString() {
      return title;
    }
  }

  private static final Pattern DIGEST = Pattern.compile("\\s*[0-9A-Fa-f]{64}\\s*");

  private final Probe device;

  /** Which runtime. */
  public final ObjectProperty<Choice> runtime = new SimpleObjectProperty<>(choices().getFirst());

  /** Where from. */
  public final ObjectProperty<From> from = new SimpleObjectProperty<>(From.PUBLISHER);

  /** The version of the makers' release. */
  public final StringProperty version = new SimpleStringProperty("");

  /** The address. */
  public final StringProperty address = new SimpleStringProperty("");

  /** The file. */
  public final StringProperty file = new SimpleStringProperty("");

  /** The digest. */
  public final StringProperty sha256 = new SimpleStringProperty("");

  private final StringBinding note;
  private final BooleanBinding valid;

  /**
   * A form for a device.
   *
   * @param wanted the runtime chosen first; empty: any
   */
  public ProvisionFormModel(Probe device, Optional<String> wanted) {
    this.device = device;
    runtime.addListener((p, was, is) -> suggest(is));
    choices().stream()
        .filter(choice -> wanted.filter(choice.id()::equals).isPresent())
        .findFirst()
        .ifPresent(runtime::set);
    suggest(runtime.get());
    note = Bindings.createStringBinding(this::say, runtime, from, version, address, file, sha256);
    valid =
        Bindings.createBooleanBinding(
            () -> source().isPresent(), runtime, from, version, address, file, sha256);
  }

  /** The runtimes there are to choose from. */
  public static List<Choice> choices() {
    return RuntimeAdapters.provisionable().stream().map(ProvisionFormModel::choice).toList();
  }

  private static Choice choice(RuntimeAdapter adapter) {
    return new Choice(adapter.id(), adapter.title());
  }

  private void suggest(Choice choice) {
    version.set(Publisher.of(choice.id()).map(Publisher::version).orElse(""));
  }

  /** What will be fetched, or what is lacking, as a sentence. */
  public ObservableStringValue note() {
    return note;
  }

  /** Whether all is said. */
  public ObservableBooleanValue valid() {
    return valid;
  }

  private Optional<Publisher.Offer> offer() {
    return Publisher.of(runtime.get().id())
        .flatMap(publisher ->
            publisher.offer(version.get().strip(), device.architecture(), device.cLibrary()));
  }

  private Optional<String> digest() {
    String text = sha256.get();
    return DIGEST.matcher(text).matches() ? Optional.of(text.strip()) : Optional.empty();
  }

  /** What was said; empty while something is lacking. */
  public Optional<RuntimeSource> source() {
    if (!sha256.get().isBlank() && digest().isEmpty()) {
      return Optional.empty();
    }
    return switch (from.get()) {
      case FILE ->
          file.get().isBlank()
              ? Optional.empty()
              : Optional.of(new RuntimeSource.Archive(Path.of(file.get().strip()), digest()));
      case ADDRESS ->
          uri().isEmpty() || digest().isEmpty()
              ? Optional.empty()
              : Optional.of(new RuntimeSource.Address(uri().get(), digest(), Optional.empty()));
      case PUBLISHER ->
          offer()
              .filter(offer -> offer.checksums().isPresent() || digest().isPresent())
              .map(
                  offer -> new RuntimeSource.Address(offer.archive(), digest(), offer.checksums()));
    };
  }

  private Optional<URI> uri() {
    try {
      URI uri = new URI(address.get().strip());
      return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
    } catch (java.net.URISyntaxException e) {
      return Optional.empty();
    }
  }

  private String say() {
    if (!sha256.get().isBlank() && digest().isEmpty()) {
      return "A SHA-256 digest has 64 hexadecimal digits.";
    }
    return switch (from.get()) {
      case FILE ->
          file.get().isBlank()
              ? "Choose an archive (.tar.gz, .tar.xz, .zip) or the program itself."
              : digest().isPresent()
                  ? "The file must have this digest."
                  : "Without a digest it is taken as it is.";
      case ADDRESS ->
          uri().isEmpty()
              ? "Give the whole address, beginning with https://."
              : digest().isEmpty()
                  ? "Give the digest its publisher says, so that nothing else is taken for it."
                  : "It will be fetched to this computer, compared, and unpacked here.";
      case PUBLISHER ->
          offer()
              .map(offer ->
                  "From "
                      + offer.archive()
                      + (digest().isPresent()
                          ? ", with this digest."
                          : offer.checksums().isPresent()
                              ? ", with the digest of the checksum file beside it."
                              : ". No checksum file is shipped beside it: give the digest that the"
                                  + " release's page says."))
              .orElse(
                  "Its makers publish no such build for "
                      + (device.architecture() + " " + device.cLibrary()).strip()
                      + " that this program knows.");
    };
  }
}
