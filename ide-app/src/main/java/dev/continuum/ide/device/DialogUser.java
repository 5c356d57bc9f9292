package dev.continuum.ide.device;

import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.shell.Dialogs;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.target.Challenge;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks what a connection needs to know in the window's dialogs; waits on the background thread. */
final class DialogUser implements DeviceUser {
  private static final int MOST_LINES = 12;
  private static final int LONGEST_LINE = 300;

  private final Tasks tasks;
  private final Dialogs dialogs;
  private final SessionSecrets secrets;

  DialogUser(Tasks tasks, Dialogs dialogs, SessionSecrets secrets) {
    this.tasks = tasks;
    this.dialogs = dialogs;
    this.secrets = secrets;
  }

  @Override
  public boolean confirmHostKey(Device device, String keyType, String fingerprint) {
    String message =
        device.name()
            + " ("
            + device.address()
            + ") is contacted for the first time. It identifies itself with this key, "
            + keyType
            + ":\n    "
            + fingerprint
            + "\nCompare it with the key of the device itself, to be sure that nobody stands"
            + " between. On the device this prints it:\n    ssh-keygen -lf "
            + keyFile(keyType)
            + "\nIt is asked only this once: another key later is refused.";
    return ask(
        () ->
            dialogs.choose(
                    "Is this the key of " + device.name() + "?",
                    message,
                    List.of("It is the same: trust it", "Cancel"))
                == 0,
        false);
  }

  private static String keyFile(String keyType) {
    String kind =
        keyType.contains("ed25519") ? "ed25519" : keyType.contains("ecdsa") ? "ecdsa" : "rsa";
    return "/etc/ssh/ssh_host_" + kind + "_key.pub";
  }

  @Override
  public Optional<char[]> password(Device device) {
    return secret(
        device.address() + " password",
        "Password for " + device.name(),
        "The password of " + device.user() + " on " + device.host() + ":");
  }

  @Override
  public Optional<char[]> passphrase(Device device, String keyFile) {
    return secret(
        device.address() + " " + keyFile,
        "Passphrase for " + device.name(),
        "The passphrase of the key " + keyFile + ":");
  }

  private Optional<char[]> secret(String key, String title, String message) {
    Optional<char[]> remembered = secrets.get(key);
    return remembered.isPresent()
        ? remembered
        : ask(() -> askSecret(key, title, message), Optional.empty());
  }

  private Optional<char[]> askSecret(String key, String title, String message) {
    PasswordField field = new PasswordField();
    field.setId("secret");
    CheckBox remember = new CheckBox("Remember until the program is closed, in memory only");
    remember.setId("secret-remember");
    VBox form = new VBox(new Label(message), field, remember);
    form.getStyleClass().add("form");
    if (!dialogs.form(title, form, "OK", new SimpleBooleanProperty(true))) {
      return Optional.empty();
    }
    char[] secret = field.getText().toCharArray();
    field.clear();
    if (remember.isSelected()) {
      secrets.put(key, secret);
    }
    return Optional.of(secret);
  }

  @Override
  public Optional<List<char[]>> answers(Device device, Challenge challenge) {
    return ask(() -> askAll(device, challenge), Optional.empty());
  }

  /** The device's own words are made harmless and cut before they are shown. */
  private Optional<List<char[]>> askAll(Device device, Challenge challenge) {
    VBox form = new VBox();
    form.getStyleClass().add("form");
    for (String words : List.of(challenge.name(), challenge.instruction())) {
      String shown = harmless(words);
      if (!shown.isBlank()) {
        Label label = new Label(shown);
        label.setWrapText(true);
        form.getChildren().add(label);
      }
    }
    List<TextField> fields = new ArrayList<>();
    for (Challenge.Prompt prompt : challenge.prompts()) {
      TextField field = prompt.shown() ? new TextField() : new PasswordField();
      field.setId("answer-" + fields.size());
      Label label = new Label(harmless(prompt.text()).strip());
      label.setWrapText(true);
      label.setLabelFor(field);
      form.getChildren().addAll(label, field);
      fields.add(field);
    }
    boolean accepted =
        dialogs.form(
            PlainText.of(device.name()) + " asks", form, "OK", new SimpleBooleanProperty(true));
    List<char[]> answers = fields.stream().map(f -> f.getText().toCharArray()).toList();
    fields.forEach(TextField::clear);
    if (!accepted) {
      answers.forEach(answer -> Arrays.fill(answer, '\0'));
      return Optional.empty();
    }
    return Optional.of(answers);
  }

  private static String harmless(String words) {
    return words
        .lines()
        .limit(MOST_LINES)
        .map(line -> PlainText.of(line.substring(0, Math.min(line.length(), LONGEST_LINE))))
        .collect(Collectors.joining("\n"));
  }

  private <T> T ask(Supplier<T> question, T otherwise) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    tasks.onScreen(() -> {
      if (answer.isDone()) {
        return;
      }
      try {
        answer.complete(question.get());
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(false);
      Thread.currentThread().interrupt();
      return otherwise;
    } catch (CancellationException e) {
      // The work that wanted to know was given up.
      return otherwise;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
