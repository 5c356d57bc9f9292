package dev.continuum.inspector.exec.wasi;

import dev.continuum.inspector.exec.HostFunction;
import dev.continuum.inspector.exec.HostModule;
import dev.continuum.inspector.syntax.FunctionType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * WASI preview 1 for one guest. Its functions are called by one thread at a time; it is closed when
 * none of them runs, and holds then nothing of the host any more.
 */
public final class Wasi implements HostModule, AutoCloseable {
  /** The name that guests import from. */
  public static final String MODULE = "wasi_snapshot_preview1";

  private final FunctionTable functions = new FunctionTable();
  private final DescriptorTable descriptors = new DescriptorTable();
  private final FileWorker worker = new FileWorker();
  private final List<Folder> preopens = new ArrayList<>();

  private Wasi(WasiConfig config) {
    new WasiArguments(config.arguments(), config.environment()).addTo(functions);
    new WasiClocks(config.clock()).addTo(functions);
    new WasiFiles(descriptors).addTo(functions);
    new WasiStatus(descriptors, config.clock()).addTo(functions);
    new WasiDirectories(descriptors).addTo(functions);
    new WasiPaths(descriptors, config.clock()).addTo(functions);
    new WasiOpening(descriptors, worker).addTo(functions);
    new WasiPolling(descriptors, config.clock()).addTo(functions);
    new WasiProcess().addTo(functions);
    new WasiRandomNumbers(config.random()).addTo(functions);
    new WasiSockets(descriptors).addTo(functions);
    descriptors.put(0, new InputDescriptor(config.input()));
    descriptors.put(1, new OutputDescriptor(config.output()));
    descriptors.put(2, new OutputDescriptor(config.error()));
  }

  /**
   * Opens what a guest is granted.
   *
   * @throws IOException when a directory that is granted cannot be opened
   */
  public static Wasi open(WasiConfig config) throws IOException {
    return open(config, Folder::open);
  }

  /** How a directory is opened, and whether it may be changed. */
  @FunctionalInterface
  interface FolderOpener {
    Folder open(Path host, boolean writable) throws IOException;
  }

  static Wasi open(WasiConfig config, FolderOpener opener) throws IOException {
    var wasi = new Wasi(config);
    try {
      wasi.openPreopens(config.preopens(), opener);
    } catch (IOException e) {
      try {
        wasi.close();
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
    return wasi;
  }

  private void openPreopens(List<WasiConfig.Preopen> granted, FolderOpener opener)
      throws IOException {
    int number = 3;
    for (WasiConfig.Preopen preopen : granted) {
      Folder folder = opener.open(preopen.host(), preopen.access() == WasiConfig.Access.READ_WRITE);
      preopens.add(folder);
      descriptors.put(number, OpenDirectory.preopened(folder, worker, preopen.guest()));
      number++;
    }
  }

  @Override
  public @Nullable HostFunction function(String name) {
    return functions.function(name);
  }

  @Override
  public @Nullable FunctionType type(String name) {
    return functions.type(name);
  }

  /** The names of all functions. */
  public Set<String> names() {
    return functions.names();
  }

  /** Closes all that the guest has left open. The streams are the embedder's and stay open. */
  @Override
  public void close() throws IOException {
    try {
      descriptors.closeAll();
    } finally {
      worker.close();
      List<Folder> open = List.copyOf(preopens);
      preopens.clear();
      for (Folder folder : open) {
        folder.close();
      }
    }
  }
}
