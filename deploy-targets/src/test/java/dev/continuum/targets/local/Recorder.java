package dev.continuum.targets.local;

import dev.continuum.targets.target.run.OutputListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps a guest's output. */
class Recorder implements OutputListener {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Override
  public void output(Stream stream, byte[] buffer, int length) {
    (stream == Stream.STDOUT ? out : err).write(buffer, 0, length);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
