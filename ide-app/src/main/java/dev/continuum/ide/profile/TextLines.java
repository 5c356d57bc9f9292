package dev.continuum.ide.profile;

import dev.continuum.ide.guest.Program;
import dev.continuum.ide.mark.Coverage;
import dev.continuum.ide.output.PlainText;
import dev.continuum.inspector.profile.Profile;
import dev.continuum.inspector.profile.ProfiledFunction;
import java.util.ArrayList;
import java.util.List;

/** The lines of a text that hold instructions, with their counts. */
final class TextLines {
  private TextLines() {}

  static List<LineRow> of(Program program, Profile profile, Coverage coverage) {
    int size = program.text().size();
    long[] executed = new long[size + 1];
    String[] functions = new String[size + 1];
    for (ProfiledFunction function : profile.functions()) {
      String name = PlainText.of(function.name());
      for (int i = 0; i < function.size(); i++) {
        int line = program.lines().line(function.offset(i));
        if (line > 0 && line <= size) {
          executed[line] += function.count(i);
          functions[line] = name;
        }
      }
    }
    List<LineRow> rows = new ArrayList<>();
    for (int line = 1; line <= size; line++) {
      long count = coverage.ofLine(line);
      if (count != Coverage.NO_CODE) {
        rows.add(
            new LineRow(
                line,
                count,
                executed[line],
                ProfileData.share(executed[line], profile.ticks()),
                functions[line] == null ? "" : functions[line],
                ProfileData.shortText(program.line(line)),
                line + ":1"));
      }
    }
    return List.copyOf(rows);
  }
}
