package dev.continuum.ide.mark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakpointsTest {
  private static final Path FILE = Path.of("/home/somebody/a.wat");

  private final List<Map<String, List<String>>> saved = new ArrayList<>();
  private final Breakpoints breakpoints = new Breakpoints(saved::add);

  private List<String> commands() {
    return breakpoints.all().stream().map(each -> each.spec().toString()).toList();
  }

  @Test
  void comesBackAsItWas() throws Exception {
    breakpoints.load(Map.of());
    breakpoints.add(FILE, BreakpointParser.parse("break line 3 if $x == 2 count >= 4"));
    breakpoints.add(FILE, BreakpointParser.parse("break memory.grow log \"grows\" disabled"));
    Breakpoints later = new Breakpoints(saved::add);
    later.load(saved.getLast());
    assertThat(later.all()).isEqualTo(breakpoints.all());
  }

  @Test
  void leavesOutWhatItCannotRead() {
    breakpoints.load(Map.of(FILE.toString(), List.of("break somewhere odd", "break line 2")));
    assertThat(commands()).containsExactly("break line 2");
  }

  @Test
  void savesNothingBeforeItHasLoaded() {
    breakpoints.toggle(FILE, new Location.WatLine(5));
    assertThat(saved).isEmpty();
    breakpoints.load(Map.of(FILE.toString(), List.of("break line 2")));
    assertThat(saved.getLast())
        .containsEntry(FILE.toString(), List.of("break line 5", "break line 2"));
  }

  @Test
  void togglesAtAPlace() {
    Location place = new Location.Instruction(0x1a3);
    breakpoints.toggle(FILE, place);
    assertThat(breakpoints.at(FILE, place)).isPresent();
    breakpoints.toggle(FILE, place);
    assertThat(breakpoints.all()).isEmpty();
  }

  @Test
  void followsLines() {
    breakpoints.load(Map.of());
    for (int line : new int[] {1, 4, 5, 6, 9}) {
      breakpoints.toggle(FILE, new Location.WatLine(line));
    }
    breakpoints.moveLines(
        FILE, line -> line < 4 ? line : line < 7 ? (line == 5 ? 0 : 4) : line + 2);
    assertThat(commands()).containsExactly("break line 1", "break line 4", "break line 11");
    assertThat(saved.getLast()).containsValue(commands());
  }
}
