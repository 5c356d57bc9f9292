package dev.continuum.targets.release;

import dev.continuum.targets.ssh.ExecOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the agent's answer apart as it comes. What a login shell prints before the agent's first
 * line is left out of it. Bounded: what goes beyond any sensible answer ends the command.
 */
final class AnswerReader implements ExecOutput {
  private static final String FIRST = "continuum-agent 1";
  private static final int MAX_LINE = 4 << 20;
  private static final int MAX_LINES = 100_000;
  private static final int MAX_BODY = 16 << 20;
  private static final int MAX_ANSWER = 24 << 20;

  private final Consumer<String> listener;
  private final @Nullable ExecOutput stream;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder noise = new StringBuilder();
  private long received;
  private boolean begun;
  private boolean ok;
  private Optional<String> error = Optional.empty();

  AnswerReader(Consumer<String> listener) {
    this(listener, null);
  }

  /** One that hands on the answer's body as it comes instead of keeping it. */
  AnswerReader(Consumer<String> listener, @Nullable ExecOutput stream) {
    this.listener = listener;
    this.stream = stream;
  }

  @Override
  public synchronized void write(byte[] buffer, int offset, int length) throws IOException {
    received += length;
    if (received > MAX_ANSWER) {
      throw new IOException("an answer without an end");
    }
    int i = offset;
    int end = offset + length;
    while (i < end && !ok) {
      byte b = buffer[i++];
      if (b == '\n') {
        accept(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else if (line.size() < MAX_LINE) {
        line.write(b);
      }
    }
    if (stream != null && i < end) {
      stream.write(buffer, i, end - i);
    } else if (i < end && body.size() + end - i <= MAX_BODY) {
      body.write(buffer, i, end - i);
    }
  }

  private void accept(String text) {
    if (!begun) {
      begun = text.strip().equals(FIRST);
      if (!begun && noise.length() < 2000) {
        noise.append(text).append(' ');
      }
    } else if (text.equals("ok")) {
      ok = true;
    } else if (text.startsWith("error ")) {
      error = Optional.of(text.substring("error ".length()));
    } else if (lines.size() < MAX_LINES) {
      lines.add(text);
      listener.accept(text);
    }
  }

  /** Whether the agent answered at all. */
  synchronized boolean begun() {
    return begun;
  }

  /** Whether it said that all went well. */
  synchronized boolean ok() {
    return ok;
  }

  /** What went wrong: a code, a space and words. */
  synchronized Optional<String> error() {
    return error;
  }

  synchronized AgentAnswer answer() {
    return new AgentAnswer(lines, body.toByteArray());
  }

  /** What came instead of an answer. */
  synchronized String noise() {
    return noise + line.toString(StandardCharsets.UTF_8);
  }
}
