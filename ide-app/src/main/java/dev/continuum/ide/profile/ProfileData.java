package dev.continuum.ide.profile;

import dev.continuum.ide.guest.Program;
import dev.continuum.ide.output.PlainText;
import dev.continuum.inspector.profile.HostCalls;
import dev.continuum.inspector.profile.MemoryGrowth;
import dev.continuum.inspector.profile.Profile;
import dev.continuum.inspector.profile.ProfiledFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A profile of a program, made ready to be shown. Making it may take long.
 *
 * @param file the program's, absolute
 * @param isText whether it is a text, whose lines have numbers
 * @param lines those that hold instructions, or the instructions that were executed most often
 */
record ProfileData(
    Path file,
    Profile profile,
    boolean isText,
    List<FunctionRow> functions,
    List<LineRow> lines,
    List<GrowthRow> growth,
    List<HostCalls> hostCalls,
    ProfileCoverage coverage) {
  /** How many characters of a line are shown. */
  static final int MOST_TEXT = 200;

  /**
   * Makes a profile ready.
   *
   * @param file the program's, absolute
   * @param program what is known of it; null when it could not be read
   */
  static ProfileData of(Path file, @Nullable Program program, Profile profile) {
    Places places = new Places(program);
    boolean isText = program != null && !program.text().isEmpty();
    ProfileCoverage coverage = ProfileCoverage.of(file, program, profile);
    return new ProfileData(
        file,
        profile,
        isText,
        functions(profile, places),
        program == null
            ? List.of()
            : isText
                ? TextLines.of(program, profile, coverage)
                : HotInstructions.of(program, profile),
        growth(profile, places),
        profile.hostCalls().stream()
            .map(calls ->
                new HostCalls(
                    PlainText.of(calls.name()), calls.calls(), calls.nanos(), calls.longest()))
            .sorted(Comparator.comparingLong(HostCalls::nanos).reversed())
            .toList(),
        coverage);
  }

  /** Where instructions are, for the window. */
  private record Places(@Nullable Program program) {
    String of(int offset) {
      int line = program == null ? 0 : program.lines().line(offset);
      return line > 0 ? line + ":1" : "0x" + Integer.toHexString(offset);
    }
  }

  private static List<FunctionRow> functions(Profile profile, Places places) {
    long[] calls = profile.calls();
    long[] totals = profile.totals();
    List<FunctionRow> rows = new ArrayList<>();
    for (int i = 0; i < calls.length; i++) {
      ProfiledFunction function = profile.functions().get(i);
      rows.add(
          new FunctionRow(
              i,
              PlainText.of(function.name()),
              function.instructions(),
              share(function.instructions(), profile.ticks()),
              totals[i],
              calls[i],
              share(function.covered(), function.size()),
              function.size() == 0 ? "" : places.of(function.offset(0))));
    }
    rows.sort(Comparator.comparingLong(FunctionRow::own).reversed());
    return List.copyOf(rows);
  }

  private static List<GrowthRow> growth(Profile profile, Places places) {
    List<GrowthRow> rows = new ArrayList<>();
    for (MemoryGrowth each : profile.growth()) {
      boolean first = each.offset() < 0;
      rows.add(
          new GrowthRow(
              each.tick(),
              each.memory(),
              each.bytes(),
              first ? "" : name(profile, each.function()),
              first ? "" : places.of(each.offset())));
    }
    return List.copyOf(rows);
  }

  private static String name(Profile profile, int index) {
    return profile.functions().stream()
        .filter(function -> function.index() == index)
        .findFirst()
        .map(function -> PlainText.of(function.name()))
        .orElse("func[" + index + "]");
  }

  /** A part of a whole that may be 0. */
  static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /** A line of the guest's that is harmless and not long. */
  static String shortText(String line) {
    String text = line.strip();
    if (text.length() > MOST_TEXT) {
      int end = Character.isHighSurrogate(text.charAt(MOST_TEXT - 1)) ? MOST_TEXT - 1 : MOST_TEXT;
      return PlainText.of(text.substring(0, end)) + "…";
    }
    return PlainText.of(text);
  }
}
