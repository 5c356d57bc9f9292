package dev.continuum.ide.profile;

import dev.continuum.ide.guest.Program;
import dev.continuum.ide.mark.Coverage;
import dev.continuum.inspector.profile.Profile;
import dev.continuum.inspector.profile.ProfiledFunction;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Function;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The counts of a profile by lines of the text and by offsets in the binary. */
final class ProfileCoverage implements Coverage {
  private final Path program;

  /** By line, from 1; empty for a binary. */
  private final long[] lines;

  /** By where their code starts. */
  private final NavigableMap<Integer, Body> bodies = new TreeMap<>();

  private long most = 1;

  /**
   * The code of a function.
   *
   * @param end the offset behind it
   * @param counts null when it was never called
   */
  private record Body(int end, @Nullable ProfiledFunction counts) {}

  private ProfileCoverage(Path program, int lines) {
    this.program = program;
    this.lines = new long[lines + 1];
    Arrays.fill(this.lines, NO_CODE);
  }

  /** The counts of a program; of one that could not be read nothing is known. */
  static ProfileCoverage of(Path file, @Nullable Program program, Profile profile) {
    ProfileCoverage made = new ProfileCoverage(file, program == null ? 0 : program.text().size());
    for (ProfiledFunction function : profile.functions()) {
      for (int i = 0; i < function.size(); i++) {
        made.most = Math.max(made.most, function.count(i));
      }
    }
    if (program == null) {
      return made;
    }
    Map<Integer, ProfiledFunction> counts = CountedCode.byIndex(profile);
    for (Function function : program.module().functions()) {
      Code code = function.code();
      if (code != null) {
        ProfiledFunction counted = counts.get(function.index());
        made.bodies.put(code.instructions().start(), new Body(code.instructions().end(), counted));
        if (!program.text().isEmpty()) {
          CountedCode.visit(
              program,
              function,
              counted,
              (in, offset, opcode, count) -> made.add(program.lines().line(offset), count));
        }
      }
    }
    return made;
  }

  private void add(int line, long count) {
    if (line > 0 && line < lines.length) {
      lines[line] = Math.max(lines[line], count);
    }
  }

  @Override
  public Path program() {
    return program;
  }

  @Override
  public long ofLine(int line) {
    return line > 0 && line < lines.length ? lines[line] : NO_CODE;
  }

  /**
   * {@inheritDoc} In a function that was never called this is 0 for every byte; in one that was,
   * {@link #NO_CODE} for instructions that only mark a place or cannot be reached.
   */
  @Override
  public long ofOffset(int offset) {
    Map.Entry<Integer, Body> at = bodies.floorEntry(offset);
    if (at == null || offset >= at.getValue().end()) {
      return NO_CODE;
    }
    ProfiledFunction counts = at.getValue().counts();
    if (counts == null) {
      return 0;
    }
    int instruction = counts.find(offset);
    return instruction < 0 ? NO_CODE : counts.count(instruction);
  }

  @Override
  public long most() {
    return most;
  }
}
