package dev.continuum.inspector.exec.wasi;

/**
 * Standard input. It says it is a terminal, as the outputs do, since a person may well be at the
 * other end.
 */
final class InputDescriptor extends Descriptor {
  private final WasiInput input;

  InputDescriptor(WasiInput input) {
    super(FileType.CHARACTER_DEVICE, Rights.INPUT, 0, 0);
    this.input = input;
  }

  WasiInput input() {
    return input;
  }

  @Override
  void close() {
    // The input is the embedder's, and may be read by the next guest.
  }
}
