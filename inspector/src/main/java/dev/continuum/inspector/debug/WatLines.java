package dev.continuum.inspector.debug;

import dev.continuum.inspector.text.LineMap;
import dev.continuum.inspector.text.TextRange;
import dev.continuum.inspector.text.assemble.SourceMap;
import java.util.ArrayList;
import java.util.List;

/** The lines of a text that was assembled. */
public final class WatLines implements CodeLines {
  private final LineMap lines;
  private final SourceMap map;

  public WatLines(CharSequence source, SourceMap map) {
    lines = LineMap.of(source);
    this.map = map;
  }

  @Override
  public int line(int offset) {
    TextRange range = map.textAt(offset);
    return range == null ? 0 : lines.line(range.start());
  }

  @Override
  public List<Integer> offsets(int line) {
    List<Integer> offsets = new ArrayList<>();
    for (int entry = 0; entry < map.size(); entry++) {
      if (lines.line(map.range(entry).start()) == line) {
        offsets.add(map.offset(entry));
      }
    }
    return offsets;
  }
}
