package dev.continuum.templates;

import java.nio.file.Path;

/**
 * A clang that can build WASI apps.
 *
 * @param clang the program
 * @param sysroot the folder with the C library's headers and archives for {@code target}
 * @param target the target triple the C library is for: {@code wasm32-wasip1} or, as older ones
 *     call the same thing, {@code wasm32-wasi}
 * @param version clang's
 */
public record WasiClang(Path clang, Path sysroot, String target, String version) {}
