package dev.continuum.inspector.exec.other;

import dev.continuum.inspector.exec.random.RandomProgram;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process with Wasmtime in it; another one is started when it ends. */
public final class WasmtimeProcess implements AutoCloseable {
  private @Nullable Process process;
  private int crashes;

  /** What is executed of a program. */
  record Task(
      byte[] bytes, List<RandomProgram.Call> calls, List<String> state, List<String> memories) {}

  private static Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            WasmtimeRun.class.getName())
        .redirectError(Redirect.DISCARD)
        .start();
  }

  /** How often Wasmtime has ended its process. */
  public int crashes() {
    return crashes;
  }

  /**
   * What the calls of a program have resulted in, and the state behind them; null when Wasmtime
   * cannot compile it.
   */
  public @Nullable List<String> run(RandomProgram program) throws IOException {
    Process running = process;
    if (running == null || !running.isAlive()) {
      running = start();
      process = running;
    }
    try {
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(running.getOutputStream()));
      out.writeBoolean(true);
      write(out, program);
      out.flush();
      return readWords(new DataInputStream(new BufferedInputStream(running.getInputStream())));
    } catch (IOException gone) {
      running.destroyForcibly();
      process = null;
      crashes++;
      return null;
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private static void write(DataOutputStream out, RandomProgram program) throws IOException {
    out.writeInt(program.bytes().length);
    out.write(program.bytes());
    out.writeInt(program.calls().size());
    for (RandomProgram.Call call : program.calls()) {
      out.writeUTF(call.export());
      out.writeInt(call.first());
      out.writeLong(call.second());
    }
    writeWords(out, program.state());
    writeWords(out, program.memories());
  }

  static Task read(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    List<RandomProgram.Call> calls = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      calls.add(new RandomProgram.Call(in.readUTF(), in.readInt(), in.readLong()));
    }
    return new Task(bytes, calls, readWords(in), readWords(in));
  }

  static void writeWords(DataOutputStream out, List<String> words) throws IOException {
    out.writeInt(words.size());
    for (String word : words) {
      out.writeUTF(word);
    }
  }

  private static List<String> readWords(DataInputStream in) throws IOException {
    List<String> words = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      words.add(in.readUTF());
    }
    return words;
  }
}
