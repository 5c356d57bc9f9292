package dev.continuum.ide.device.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.settings.JsonFile;
import dev.continuum.ide.task.ImmediateTasks;
import dev.continuum.targets.target.DeviceAccess;
import dev.continuum.targets.target.DeviceFiles;
import dev.continuum.targets.target.DeviceShell;
import dev.continuum.targets.target.ForwardSpec;
import dev.continuum.targets.target.PortForward;
import dev.continuum.targets.target.TargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardsModelTest {
  @TempDir Path folder;
  private @Nullable TargetException failure;
  private boolean listening = true;

  private ForwardsModel model() {
    return new ForwardsModel(
        new ImmediateTasks(),
        device -> new Access(),
        new JsonFile<>(
            folder.resolve("forwards.json"),
            ForwardsModel.Kept.class,
            () -> new ForwardsModel.Kept(List.of())));
  }

  @Test
  void keepsWhatWasAddedAndStartsNothingByItself() {
    ForwardsModel model = model();
    model.add("gateway", "8080:localhost:80");
    model.add("rack", " 9000:[::1]:90 ");
    assertThat(model.rows())
        .extracting(ForwardsModel.Row::state)
        .containsOnly(ForwardsModel.State.LISTENING);
    assertThat(model.rows().getFirst().detail())
        .isEqualTo("1 open, 2 connections so far; 3 B sent, 2.0 KiB received");
    model.close();
    assertThat(listening).isFalse();

    ForwardsModel again = model();
    assertThat(again.rows())
        .extracting(row -> row.device() + " " + row.what() + " " + row.state())
        .containsExactly("gateway 8080:localhost:80 STOPPED", "rack 9000:[::1]:90 STOPPED");
    again.remove(again.rows().getFirst());
    assertThat(model().rows()).hasSize(1);
  }

  @Test
  void saysWhatCannotBeAdded() {
    ForwardsModel model = model();
    assertThat(model.trouble("gateway", "80")).contains("such as 8080:localhost:80");
    assertThat(model.trouble("gateway", "99999:localhost:80")).isNotEmpty();
    assertThat(model.trouble("gateway", "0:localhost:80")).isNotEmpty();
    assertThat(model.trouble("gateway", "8080:a b:80")).isNotEmpty();
    assertThat(model.trouble("gateway", "8080:localhost:80")).isEmpty();
    model.add("gateway", "8080:localhost:80");
    assertThat(model.trouble("gateway", "8080:other:81"))
        .isEqualTo("Port 8080 is in the list already.");
    assertThat(model.trouble("rack", "8080:other:81"))
        .isEqualTo("Port 8080 is set to lead through gateway.");
  }

  @Test
  void saysWhyOneDoesNotStartOrHasEnded() {
    ForwardsModel model = model();
    failure =
        new TargetException(
            TargetException.Problem.BUSY, "Port 8080 is used\u202e.", "Choose another port.");
    model.add("gateway", "8080:localhost:80");
    assertThat(model.rows().getFirst().state()).isEqualTo(ForwardsModel.State.FAILED);
    assertThat(model.rows().getFirst().detail())
        .isEqualTo("Port 8080 is used⟨U+202E⟩. Choose another port.");
    failure = null;
    model.start("gateway", model.rows().getFirst().what());
    assertThat(model.rows().getFirst().state()).isEqualTo(ForwardsModel.State.LISTENING);
    listening = false;
    model.refresh();
    assertThat(model.rows().getFirst().state()).isEqualTo(ForwardsModel.State.FAILED);
  }

  private final class Access implements DeviceAccess {
    @Override
    public DeviceShell shell(int columns, int rows) {
      throw new UnsupportedOperationException();
    }

    @Override
    public DeviceFiles files() {
      throw new UnsupportedOperationException();
    }

    @Override
    public PortForward forward(ForwardSpec what) throws TargetException {
      if (failure != null) {
        throw failure;
      }
      return new PortForward() {
        @Override
        public ForwardSpec what() {
          return what;
        }

        @Override
        public Traffic traffic() {
          return new Traffic(1, 2, 3, 2048, "");
        }

        @Override
        public boolean listening() {
          return listening;
        }

        @Override
        public void close() {
          listening = false;
        }
      };
    }

    @Override
    public String reboot() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void awaitBack(String boot, Duration limit) {
      throw new UnsupportedOperationException();
    }
  }
}
