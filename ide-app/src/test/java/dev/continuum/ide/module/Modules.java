package dev.continuum.ide.module;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Small modules for tests, written by hand: the binary format is the contract. */
final class Modules {
  private Modules() {}

  /** Imports {@code fd_write}, has a memory, exports {@code _start} and the memory. */
  static byte[] command() {
    return module(
        section(1, bytes(2, 0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f, 0x60, 0, 0)),
        section(2, concat(bytes(1), text("wasi_snapshot_preview1"), text("fd_write"), bytes(0, 0))),
        section(3, bytes(1, 1)),
        section(5, bytes(1, 1, 2, 4)),
        section(7, concat(bytes(2), text("_start"), bytes(0, 1), text("memory"), bytes(2, 0))),
        section(10, bytes(1, 2, 0, 0x0b)),
        section(0, concat(text("name"), bytes(1, 9, 1, 1), text("start!"))));
  }

  /** A module of this many functions, each of them empty. */
  static byte[] functions(int count) {
    return functions(count, 0);
  }

  /** A module of this many functions, each with a body of about this many bytes. */
  static byte[] functions(int count, int size) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(0);
    while (body.size() < size) {
      // i32.const 7, drop
      body.writeBytes(bytes(0x41, 7, 0x1a));
    }
    body.write(0x0b);
    ByteArrayOutputStream types = new ByteArrayOutputStream();
    ByteArrayOutputStream bodies = new ByteArrayOutputStream();
    types.writeBytes(number(count));
    bodies.writeBytes(number(count));
    for (int i = 0; i < count; i++) {
      types.write(0);
      bodies.writeBytes(number(body.size()));
      bodies.writeBytes(body.toByteArray());
    }
    return module(
        section(1, bytes(1, 0x60, 0, 0)),
        section(3, types.toByteArray()),
        section(10, bodies.toByteArray()));
  }

  /** The first bytes of a component. */
  static byte[] component() {
    return bytes(0, 'a', 's', 'm', 0x0d, 0, 1, 0);
  }

  private static byte[] module(byte[]... sections) {
    return concat(bytes(0, 'a', 's', 'm', 1, 0, 0, 0), concat(sections));
  }

  private static byte[] section(int id, byte[] content) {
    return concat(bytes(id), number(content.length), content);
  }

  private static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return concat(number(bytes.length), bytes);
  }

  private static byte[] number(int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int rest = value;
    while (rest >= 0x80) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
    return out.toByteArray();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
