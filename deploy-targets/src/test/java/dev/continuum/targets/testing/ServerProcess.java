package dev.continuum.targets.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What the servers of the tests have in common as processes. */
final class ServerProcess {
  private ServerProcess() {}

  /**
   * Waits until a server says that it listens; what it says later is read and dropped.
   *
   * @param started a server whose standard error goes to its standard output
   * @param name what it is called
   * @param sign what the line has that says so
   * @throws IOException with what it said instead; it is ended then
   */
  static void awaitListening(Process started, String name, String sign) throws IOException {
    CompletableFuture<String> listening = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name(name + "-output-" + started.pid())
        .start(() -> drain(started, sign, listening));
    try {
      listening.get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      started.destroyForcibly();
      throw new IOException(name + " does not listen: " + e.getMessage(), e);
    }
  }

  private static void drain(Process of, String sign, CompletableFuture<String> listening) {
    StringBuilder said = new StringBuilder();
    try (BufferedReader reader = of.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = reader.readLine()) != null) {
        if (said.length() < 10_000) {
          said.append(line).append(' ');
        }
        if (line.contains(sign)) {
          listening.complete(line);
        }
      }
    } catch (IOException e) {
      said.append(e.getMessage());
    }
    listening.completeExceptionally(new IOException(said.toString()));
  }

  /**
   * Runs a tool to its end, without input.
   *
   * @return what it printed, standard error too
   * @throws IOException with that when it ends with another status than 0
   */
  static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command.getFirst() + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return output;
  }
}
