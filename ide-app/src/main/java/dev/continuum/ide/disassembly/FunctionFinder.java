package dev.continuum.ide.disassembly;

import dev.continuum.inspector.syntax.Function;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds places in a module's code by what a user types: a name, an index, an offset. */
final class FunctionFinder {
  /** Of a longer name only the beginning is searched. */
  private static final int SEARCHED = 500;

  /**
   * A place that may be meant.
   *
   * @param label what it is called
   * @param detail where it is
   */
  record Choice(String label, String detail, RowPlace place) {}

  private FunctionFinder() {}

  /**
   * What may be meant, the likeliest first.
   *
   * @param typed a part of a name with or without {@code $}, a function's index, or an offset such
   *     as {@code 0x1a3}
   * @param most how many at most
   */
  static List<Choice> choices(CodeRows rows, String typed, int most) {
    String text = typed.strip();
    List<Choice> found = new ArrayList<>();
    if (text.regionMatches(true, 0, "0x", 0, 2)) {
      RowPlace place = at(rows, text);
      return place == null ? found : List.of(choice(rows, place));
    }
    int index = index(text);
    int named = index < 0 ? -1 : rows.bodyOf(index);
    if (named >= 0) {
      found.add(choice(rows, new RowPlace(named, 0)));
    }
    String part = text.startsWith("$") ? text.substring(1) : text;
    if (part.isEmpty()) {
      return found;
    }
    List<Choice> inside = new ArrayList<>();
    for (int body = 0; body < rows.bodies() && found.size() < most; body++) {
      Function function = rows.module().functions().get(rows.function(body));
      String name = function.name();
      int at = name == null ? -1 : indexOf(name, part);
      if (at == 0 && name != null && name.length() == part.length()) {
        found.addFirst(choice(rows, new RowPlace(body, 0)));
      } else if (at == 0) {
        found.add(choice(rows, new RowPlace(body, 0)));
      } else if (at > 0 && inside.size() < most) {
        inside.add(choice(rows, new RowPlace(body, 0)));
      }
    }
    found.addAll(inside);
    return found.size() > most ? List.copyOf(found.subList(0, most)) : found;
  }

  private static Choice choice(CodeRows rows, RowPlace place) {
    CodeRow row = rows.row(place);
    return new Choice(
        rows.functionName(rows.function(place.body())),
        "0x" + Integer.toHexString(Math.max(0, row.offset())),
        place);
  }

  private static @Nullable RowPlace at(CodeRows rows, String text) {
    try {
      int offset = Integer.parseInt(text, 2, text.length(), 16);
      return offset < 0 ? null : rows.at(offset);
    } catch (NumberFormatException e) {
      // Not typed to its end yet.
      return null;
    }
  }

  private static int index(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      // A name.
      return -1;
    }
  }

  private static int indexOf(String name, String part) {
    int last = Math.min(name.length(), SEARCHED) - part.length();
    for (int at = 0; at <= last; at++) {
      if (name.regionMatches(true, at, part, 0, part.length())) {
        return at;
      }
    }
    return -1;
  }
}
