/**
 * WASI preview 1 for guests of the stepping engine: all functions of {@code
 * wasi_snapshot_preview1}, nothing of the host granted but what a {@link
 * dev.continuum.inspector.exec.wasi.WasiConfig} names. Uses {@code exec}, and function types of
 * {@code syntax}.
 *
 * <h2>How files are confined</h2>
 *
 * <p>A guest names files by a descriptor of a directory and a path beneath it. {@code PathResolver}
 * walks the path itself, a component at a time, from directory handle to directory handle; no
 * component is ever followed by the host as a symbolic link. Targets of links are walked in the
 * same way, so they cannot lead above the directory the walk began at. Where the platform has
 * {@link java.nio.file.SecureDirectoryStream} (Linux, macOS), every step is relative to a handle
 * that is held open, and whoever renames directories or puts links in their place meanwhile changes
 * nothing: {@code SecureFolder} says how the operations that such a stream lacks are done.
 * Elsewhere {@code PlainFolder} checks real paths around each operation, which such a race can
 * beat.
 *
 * <h2>How the guest is touched</h2>
 *
 * <p>Functions reach the guest through its {@link dev.continuum.inspector.exec.GuestMemory} and the
 * result alone, so that a recording of both replays a call. Addresses are checked before the host
 * does anything; memory is written only when a call succeeds. No number of the guest decides how
 * much the host allocates.
 */
@NullMarked
package dev.continuum.inspector.exec.wasi;

import org.jspecify.annotations.NullMarked;
