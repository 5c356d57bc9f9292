package dev.continuum.targets.target.run;

import java.nio.file.Path;

/**
 * What became of a run's recording, or of its profile.
 *
 * @param file where it is
 * @param bytes its size
 * @param problem why there is none, as a sentence; empty when there is one
 */
public record Recording(Path file, long bytes, String problem) {}
