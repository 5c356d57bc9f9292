/**
 * The bundled runner: a small program on Wasmtime-Java that runs one module under WASI. A child
 * process on this computer, an uploaded jar on a device that has Java. Compiled for Java 17, uses
 * nothing of ours, and nothing of ours uses it: the two sides speak through its command line.
 */
package dev.continuum.targets.runner;
