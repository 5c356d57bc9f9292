package dev.continuum.targets.log;

import dev.continuum.targets.target.app.LogLine;
import java.time.Instant;

/**
 * A line among those of several logs.
 *
 * @param source which log, as it was numbered when merging began
 * @param line the line, with its device's time
 * @param time when it was written by this computer's clock, as far as the device's is known
 * @param late whether lines of later times went before it: it came when they could wait no longer
 */
public record MergedLine(int source, LogLine line, Instant time, boolean late) {}
