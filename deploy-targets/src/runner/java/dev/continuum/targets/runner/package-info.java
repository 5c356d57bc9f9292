/**
 * The bundled runner: a small program on Wasmtime-Java that runs one module under WASI. A child
 * process on this computer, an uploaded jar on a device that has Java. Compiled for Java 17, uses
 * nothing of ours. Of ours only {@code stepping}, the other such program, uses it: both take the
 * same command line and give the same report.
 */
package dev.continuum.targets.runner;
