package dev.continuum.ide.profile;

import dev.continuum.ide.guest.Program;
import dev.continuum.ide.output.PlainText;
import dev.continuum.inspector.profile.Profile;
import dev.continuum.inspector.profile.ProfiledFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The instructions of a binary that were executed most often. */
final class HotInstructions {
  /** How many are shown. */
  static final int MOST = 1000;

  private record Counted(ProfiledFunction function, int instruction) {
    long count() {
      return function.count(instruction);
    }

    int offset() {
      return function.offset(instruction);
    }
  }

  private HotInstructions() {}

  static List<LineRow> of(Program program, Profile profile) {
    // The least first; of equal ones the last in the file.
    Comparator<Counted> order =
        Comparator.comparingLong(Counted::count)
            .thenComparing(Counted::offset, Comparator.reverseOrder());
    PriorityQueue<Counted> most = new PriorityQueue<>(order);
    for (ProfiledFunction function : profile.functions()) {
      for (int i = 0; i < function.size(); i++) {
        if (function.count(i) == 0
            || most.size() == MOST && function.count(i) < most.element().count()) {
          continue;
        }
        most.add(new Counted(function, i));
        if (most.size() > MOST) {
          most.remove();
        }
      }
    }
    List<Counted> sorted = new ArrayList<>(most);
    sorted.sort(order.reversed());
    Map<Integer, String> names = names(program, sorted);
    return sorted.stream()
        .map(each ->
            new LineRow(
                each.offset(),
                each.count(),
                each.count(),
                ProfileData.share(each.count(), profile.ticks()),
                PlainText.of(each.function.name()),
                names.getOrDefault(each.offset(), ""),
                "0x" + Integer.toHexString(each.offset())))
        .toList();
  }

  /** What the instructions are called, by their offsets. */
  private static Map<Integer, String> names(Program program, List<Counted> wanted) {
    Map<Integer, String> names = new HashMap<>();
    wanted.forEach(each -> names.put(each.offset(), ""));
    wanted.stream()
        .map(Counted::function)
        .distinct()
        .forEach(function ->
            CountedCode.visit(
                program,
                program.module().functions().get(function.index()),
                function,
                (in, offset, opcode, count) ->
                    names.computeIfPresent(offset, (key, name) -> opcode.mnemonic())));
    return names;
  }
}
