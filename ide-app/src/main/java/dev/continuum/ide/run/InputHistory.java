package dev.continuum.ide.run;

import java.util.ArrayList;
import java.util.List;

/** The lines typed before, gone through with up and down as in a shell. */
public final class InputHistory {
  private static final int MOST = 500;

  private final List<String> lines = new ArrayList<>();
  private String draft = "";
  private int at;

  /** Adds a line behind the others, and goes there. */
  public void add(String line) {
    if (!line.isEmpty() && (lines.isEmpty() || !lines.getLast().equals(line))) {
      lines.add(line);
      if (lines.size() > MOST) {
        lines.removeFirst();
      }
    }
    at = lines.size();
    draft = "";
  }

  /** The line before; {@code current} is kept to come back to. */
  public String previous(String current) {
    if (at == lines.size()) {
      draft = current;
    }
    if (at > 0) {
      at--;
    }
    return at < lines.size() ? lines.get(at) : current;
  }

  /** The line after, at last the one that was being typed. */
  public String next(String current) {
    if (at >= lines.size()) {
      return current;
    }
    at++;
    return at == lines.size() ? draft : lines.get(at);
  }
}
