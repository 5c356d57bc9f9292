package dev.continuum.inspector.exec.wasi;

import static dev.continuum.inspector.syntax.NumberType.I32;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Arguments and environment. */
final class WasiArguments {
  private final List<byte[]> arguments;
  private final List<byte[]> environment;

  WasiArguments(List<String> arguments, Map<String, String> environment) {
    this.arguments = arguments.stream().map(WasiArguments::bytes).toList();
    this.environment =
        environment.entrySet().stream()
            .map(variable -> bytes(variable.getKey() + "=" + variable.getValue()))
            .toList();
  }

  void addTo(FunctionTable table) {
    table.add("args_get", guest -> write(guest, arguments), I32, I32);
    table.add("args_sizes_get", guest -> writeSizes(guest, arguments), I32, I32);
    table.add("environ_get", guest -> write(guest, environment), I32, I32);
    table.add("environ_sizes_get", guest -> writeSizes(guest, environment), I32, I32);
  }

  private static byte[] bytes(String text) {
    return (text + '\0').getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Guest guest, List<byte[]> texts) throws ErrnoException {
    long pointers = guest.u32(0);
    long text = guest.u32(1);
    guest.require(pointers, 4L * texts.size());
    guest.require(text, size(texts));
    for (byte[] bytes : texts) {
      guest.writeInt(pointers, (int) text);
      guest.write(text, bytes, 0, bytes.length);
      pointers += 4;
      text += bytes.length;
    }
  }

  private static void writeSizes(Guest guest, List<byte[]> texts) throws ErrnoException {
    long count = guest.u32(0);
    long size = guest.u32(1);
    guest.require(count, 4);
    guest.require(size, 4);
    guest.writeInt(count, texts.size());
    guest.writeInt(size, (int) size(texts));
  }

  private static long size(List<byte[]> texts) {
    return texts.stream().mapToLong(bytes -> bytes.length).sum();
  }
}
