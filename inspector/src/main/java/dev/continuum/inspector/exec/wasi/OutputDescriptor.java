package dev.continuum.inspector.exec.wasi;

/**
 * Standard output or standard error. It says it is a terminal, so that C libraries write each line
 * at once instead of keeping it until the end.
 */
final class OutputDescriptor extends Descriptor {
  private final WasiOutput output;

  OutputDescriptor(WasiOutput output) {
    super(FileType.CHARACTER_DEVICE, Rights.OUTPUT, 0, APPEND);
    this.output = output;
  }

  WasiOutput output() {
    return output;
  }

  @Override
  void close() {
    // The output is the embedder's, and may be written by the next guest.
  }
}
