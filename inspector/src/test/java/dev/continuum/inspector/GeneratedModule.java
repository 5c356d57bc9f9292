package dev.continuum.inspector;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A module of any size, made without tools: a WASI command with many functions, names, exports,
 * data and a table, spread like those of compiled programs.
 */
public final class GeneratedModule {
  private final Random random = new Random(1);
  private final Bytes module = new Bytes();

  private GeneratedModule() {}

  private static final class Bytes extends ByteArrayOutputStream {
    Bytes u8(int... values) {
      for (int value : values) {
        write(value);
      }
      return this;
    }

    Bytes u32(int value) {
      int rest = value;
      while (rest >>> 7 != 0) {
        write(rest & 0x7f | 0x80);
        rest >>>= 7;
      }
      write(rest);
      return this;
    }

    Bytes name(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      u32(bytes.length).writeBytes(bytes);
      return this;
    }

    Bytes sized(Bytes content) {
      u32(content.size()).writeBytes(content.toByteArray());
      return this;
    }
  }

  /** A module of about the given number of bytes, the same one each time. */
  public static byte[] ofSize(int size) {
    return new GeneratedModule().build(size);
  }

  private byte[] build(int size) {
    Bytes bodies = new Bytes();
    int functions = 0;
    while (bodies.size() < size * 3 / 4) {
      bodies.sized(body());
      functions++;
    }
    module.u8(0, 'a', 's', 'm', 1, 0, 0, 0);
    section(1, types());
    section(2, imports());
    Bytes declared = new Bytes().u32(functions);
    for (int i = 0; i < functions; i++) {
      declared.u32(random.nextInt(16));
    }
    section(3, declared);
    section(4, new Bytes().u8(1, 0x70, 1).u32(functions).u32(functions));
    section(5, new Bytes().u8(1, 1).u32(17).u32(512));
    section(6, new Bytes().u8(2, 0x7f, 1, 0x41).u32(16).u8(0x0b, 0x7e, 0, 0x42, 5, 0x0b));
    Bytes exports = new Bytes().u32(2 + functions / 20);
    exports.name("memory").u8(2, 0).name("_start").u8(0).u32(2);
    for (int i = 0; i < functions / 20; i++) {
      exports.name("exported_" + i).u8(0).u32(2 + i * 20);
    }
    section(7, exports);
    Bytes elements = new Bytes().u8(1, 0, 0x41, 1, 0x0b).u32(functions / 4);
    for (int i = 0; i < functions / 4; i++) {
      elements.u32(2 + i);
    }
    section(9, elements);
    section(10, joined(new Bytes().u32(functions), bodies));
    section(11, data(size / 10));
    section(0, names(functions));
    Bytes producers = new Bytes().name("producers").u8(1).name("language");
    section(0, producers.u8(1).name("C11").name(""));
    return module.toByteArray();
  }

  private void section(int id, Bytes content) {
    module.u8(id).sized(content);
  }

  private static Bytes joined(Bytes first, Bytes second) {
    first.writeBytes(second.toByteArray());
    return first;
  }

  private Bytes body() {
    Bytes body = new Bytes().u8(2, 3, 0x7f, 1, 0x7c);
    for (int i = 20 + (int) Math.abs(random.nextGaussian() * 150); i > 0; i--) {
      body.u8(0x41).u32(random.nextInt(60)).u8(0x1a); // i32.const, drop
    }
    return body.u8(0x00, 0x0b);
  }

  private Bytes types() {
    Bytes types = new Bytes().u8(16);
    for (int i = 0; i < 16; i++) {
      types.u8(0x60).u32(i % 5);
      for (int j = 0; j < i % 5; j++) {
        types.u8(0x7f - j % 4);
      }
      types.u8(1, 0x7f);
    }
    return types;
  }

  private static Bytes imports() {
    Bytes imports = new Bytes().u8(2);
    for (String name : new String[] {"fd_write", "proc_exit"}) {
      imports.name("wasi_snapshot_preview1").name(name).u8(0, 1);
    }
    return imports;
  }

  private Bytes data(int size) {
    byte[] content = new byte[size];
    random.nextBytes(content);
    Bytes data = new Bytes().u8(1, 0, 0x41, 8, 0x0b).u32(size);
    data.writeBytes(content);
    return data;
  }

  private static Bytes names(int functions) {
    Bytes map = new Bytes().u32(functions);
    for (int i = 0; i < functions; i++) {
      map.u32(2 + i).name("generated::module_" + i % 97 + "::function_" + i);
    }
    Bytes module = new Bytes().name("generated");
    return new Bytes().name("name").u8(0).sized(module).u8(1).sized(map);
  }
}
