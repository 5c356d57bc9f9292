package dev.continuum.ide.device.log;

import dev.continuum.ide.output.OutputLine;
import dev.continuum.ide.output.OutputLines;
import dev.continuum.ide.output.OutputModel;
import dev.continuum.ide.output.OutputModel.Match;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The lines of logs that are in memory: bounded by their number and characters. Which of them are
 * shown, and which of those hold what is searched for, is kept up as they come and go. A line is
 * made for showing only when it is asked for. On the JavaFX thread.
 */
final class LogStore implements OutputLines {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd ");

  private final int maxLines;
  private final long maxChars;
  private final ZoneId zone;
  private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();

  /** Numbers of the entries that are shown. */
  private final NumberRing shown = new NumberRing();

  /** Numbers of the shown entries that hold what is searched for. */
  private final NumberRing hits = new NumberRing();

  private @Nullable LogEntry[] slots = new LogEntry[64];
  private int head;
  private int size;
  private long firstNumber;
  private long firstShown;
  private long chars;
  private Predicate<LogEntry> filter = entry -> true;
  private @Nullable Pattern wanted;
  private Map<LogSource, Label> labels = Map.of();
  private LocalDate today = LocalDate.EPOCH;

  LogStore(int maxLines, long maxChars, ZoneId zone) {
    this.maxLines = maxLines;
    this.maxChars = maxChars;
    this.zone = zone;
  }

  private LogEntry at(long number) {
    LogEntry entry = slots[(head + (int) (number - firstNumber)) % slots.length];
    if (number < firstNumber || number >= firstNumber + size || entry == null) {
      throw new IndexOutOfBoundsException("entry " + number);
    }
    return entry;
  }

  /** How many lines there are, shown or not. */
  int total() {
    return size;
  }

  /** How many more lines there is room for. */
  int room() {
    return chars >= maxChars ? 0 : maxLines - size;
  }

  /** All lines, shown or not, oldest first. */
  List<LogEntry> entries() {
    List<LogEntry> all = new ArrayList<>(size);
    for (long n = firstNumber; n < firstNumber + size; n++) {
      all.add(at(n));
    }
    return all;
  }

  /** The lines that are shown. */
  List<LogEntry> shownEntries() {
    List<LogEntry> all = new ArrayList<>(shown.size());
    for (int i = 0; i < shown.size(); i++) {
      all.add(at(shown.get(i)));
    }
    return all;
  }

  /** Adds lines at the end; drops the oldest where there are too many. */
  void append(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      grow();
      long number = firstNumber + size;
      slots[(head + size++) % slots.length] = entry;
      chars += entry.weight();
      if (filter.test(entry)) {
        shown.addLast(number);
        if (holdsWanted(entry)) {
          hits.addLast(number);
        }
      }
      while (tooMuch()) {
        removeFirst();
      }
    }
    changed();
  }

  /** Adds lines before all others; drops the newest where there are too many: whether it did. */
  boolean prepend(List<LogEntry> entries) {
    boolean dropped = false;
    for (LogEntry entry : entries.reversed()) {
      grow();
      head = Math.floorMod(head - 1, slots.length);
      slots[head] = entry;
      firstNumber--;
      size++;
      chars += entry.weight();
      if (filter.test(entry)) {
        shown.addFirst(firstNumber);
        firstShown--;
        if (holdsWanted(entry)) {
          hits.addFirst(firstNumber);
        }
      }
      while (tooMuch()) {
        removeLast();
        dropped = true;
      }
    }
    changed();
    return dropped;
  }

  private boolean tooMuch() {
    return size > maxLines || (chars > maxChars && size > 1);
  }

  private void removeFirst() {
    chars -= at(firstNumber).weight();
    slots[head] = null;
    head = (head + 1) % slots.length;
    if (shown.size() > 0 && shown.get(0) == firstNumber) {
      shown.removeFirst();
      firstShown++;
    }
    if (hits.size() > 0 && hits.get(0) == firstNumber) {
      hits.removeFirst();
    }
    firstNumber++;
    size--;
  }

  private void removeLast() {
    long last = firstNumber + size - 1;
    chars -= at(last).weight();
    size--;
    slots[(head + size) % slots.length] = null;
    if (shown.size() > 0 && shown.get(shown.size() - 1) == last) {
      shown.removeLast();
    }
    if (hits.size() > 0 && hits.get(hits.size() - 1) == last) {
      hits.removeLast();
    }
  }

  private void grow() {
    if (size == slots.length) {
      @Nullable LogEntry[] larger = new LogEntry[slots.length * 2];
      for (int i = 0; i < size; i++) {
        larger[i] = slots[(head + i) % slots.length];
      }
      slots = larger;
      head = 0;
    }
  }

  /** Forgets all lines. */
  void clear() {
    firstNumber += size;
    firstShown += shown.size();
    slots = new LogEntry[64];
    head = 0;
    size = 0;
    chars = 0;
    shown.clear();
    hits.clear();
    changed();
  }

  /** Shows other lines of those there are. */
  void setFilter(Predicate<LogEntry> passes) {
    filter = passes;
    shown.clear();
    // Another list: numbers of the old one mean nothing in it.
    firstShown = 0;
    for (long n = firstNumber; n < firstNumber + size; n++) {
      if (filter.test(at(n))) {
        shown.addLast(n);
      }
    }
    searchAgain();
  }

  /** What a line's log is called in its second column, and which colour that has. */
  record Label(String name, int tint) {
    private static final int MOST_CHARS = 40;

    /**
     * Devices by name, and apps too where a device has more than one of them; all equally wide, so
     * that texts stand below each other.
     */
    static Map<LogSource, Label> of(List<LogSource> sources) {
      boolean devicesOnly =
          sources.stream().map(LogSource::device).distinct().count() == sources.size();
      Function<LogSource, String> name =
          source -> devicesOnly ? source.device() : source.device() + "/" + source.app();
      int width = sources.stream().map(name).mapToInt(String::length).max().orElse(0);
      Map<LogSource, Label> labels = new HashMap<>();
      for (LogSource source : sources) {
        String padded =
            String.format(
                "%-" + Math.max(1, Math.min(width, MOST_CHARS)) + "s", name.apply(source));
        labels.put(source, new Label(padded, labels.size()));
      }
      return labels;
    }
  }

  /** What the logs are called. */
  void setLabels(Map<LogSource, Label> names) {
    labels = Map.copyOf(names);
    changed();
  }

  private void changed() {
    today = LocalDate.now(zone);
    revision.set(revision.get() + 1);
  }

  // Searching.

  /** Marks what holds a text, whatever its case; empty: nothing. */
  void setWanted(String text) {
    wanted = pattern(text).orElse(null);
    searchAgain();
  }

  private static Optional<Pattern> pattern(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Pattern.compile(
                text, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
  }

  private void searchAgain() {
    hits.clear();
    for (int i = 0; i < shown.size() && wanted != null; i++) {
      if (holdsWanted(at(shown.get(i)))) {
        hits.addLast(shown.get(i));
      }
    }
    changed();
  }

  private boolean holdsWanted(LogEntry entry) {
    return wanted != null && wanted.matcher(entry.text()).find();
  }

  /** How many shown lines hold what is searched for. */
  int hits() {
    return hits.size();
  }

  /** How many of them stand before a shown line. */
  int hitsBefore(long line) {
    return hits.below(numberOf(line));
  }

  private long numberOf(long line) {
    int index = (int) Math.clamp(line - firstShown, 0, shown.size());
    return index < shown.size() ? shown.get(index) : Long.MAX_VALUE;
  }

  @Override
  public Optional<Match> find(String text, long line, int offset, boolean forward) {
    Pattern pattern = pattern(text).orElse(null);
    if (pattern == null || size() == 0) {
      return Optional.empty();
    }
    if (wanted == null || !wanted.pattern().equals(text)) {
      setWanted(text);
    }
    if (hits.size() == 0) {
      return Optional.empty();
    }
    long from = numberOf(line);
    int index = hits.below(from);
    // The line begun in may hold it behind or before the offset; else the next or the one before.
    if (index < hits.size() && hits.get(index) == from) {
      Optional<Match> here = in(from, pattern, offset, forward);
      if (here.isPresent()) {
        return here;
      }
      index += forward ? 1 : -1;
    } else if (!forward) {
      index--;
    }
    long number = hits.get(Math.floorMod(index, hits.size()));
    return in(number, pattern, forward ? 0 : Integer.MAX_VALUE, forward);
  }

  private Optional<Match> in(long number, Pattern pattern, int offset, boolean forward) {
    LogEntry entry = at(number);
    int before = line(entry).display().length() - entry.text().length();
    Matcher matcher = pattern.matcher(entry.text());
    long line = firstShown + shown.below(number);
    Match last = null;
    while (matcher.find()) {
      int start = before + matcher.start();
      Match match = new Match(line, start, before + matcher.end());
      if (forward && start >= offset) {
        return Optional.of(match);
      }
      if (!forward && start <= offset) {
        last = match;
      }
    }
    return Optional.ofNullable(last);
  }

  // Showing.

  @Override
  public ReadOnlyLongProperty revision() {
    return revision.getReadOnlyProperty();
  }

  @Override
  public long first() {
    return firstShown;
  }

  @Override
  public long end() {
    return firstShown + shown.size();
  }

  @Override
  public int size() {
    return shown.size();
  }

  @Override
  public OutputLine get(long number) {
    return line(at(shown.get((int) (number - firstShown))));
  }

  private OutputLine line(LogEntry entry) {
    var time = Instant.ofEpochMilli(entry.millis()).atZone(zone);
    String text = (entry.millis() % 1000 == 0 ? SECONDS : MILLIS).format(time);
    Label known = labels.get(entry.source());
    Label label = known == null ? new Label(entry.source().device(), 0) : known;
    return new OutputLine(
        kind(entry),
        time.toLocalDate().equals(today) ? text : DATE.format(time) + text,
        entry.late() ? label.name() + " late" : label.name(),
        entry.text(),
        entry.continued(),
        label.tint());
  }

  private static OutputLine.Kind kind(LogEntry entry) {
    return switch (entry.kind()) {
      case STDOUT -> OutputLine.Kind.STDOUT;
      case STDERR -> OutputLine.Kind.STDERR;
      case SUPERVISOR -> OutputLine.Kind.NOTE;
      case null -> OutputLine.Kind.HEADING;
    };
  }

  @Override
  public String text(long fromLine, int fromOffset, long toLine, int toOffset) {
    return OutputModel.joined(this, fromLine, fromOffset, toLine, toOffset);
  }
}
