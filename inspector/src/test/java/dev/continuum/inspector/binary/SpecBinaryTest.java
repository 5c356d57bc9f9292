package dev.continuum.inspector.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every binary of the specification's scripts, taken or refused as the scripts say. */
class SpecBinaryTest {
  /** What the scripts of a folder are about, beside the standard. */
  private static Features features(SpecBinaries.Case each) {
    String place = each.place();
    return new Features(
        place.startsWith("proposals/threads/"),
        place.startsWith("legacy/"),
        place.startsWith("proposals/custom-page-sizes/"),
        place.startsWith("proposals/wide-arithmetic/"));
  }

  private static @Nullable MalformedException refusal(SpecBinaries.Case each) {
    try {
      ModuleDecoder.decodeFully(ByteBuffer.wrap(each.bytes()), features(each));
      return null;
    } catch (MalformedException refused) {
      return refused;
    }
  }

  @Test
  void takesEveryGoodModule() throws Exception {
    List<SpecBinaries.Case> good =
        SpecBinaries.all().stream().filter(each -> each.command().equals("module")).toList();
    assertThat(good).hasSizeGreaterThan(100);
    for (SpecBinaries.Case each : good) {
      assertThat(refusal(each)).as(each.toString()).isNull();
      assertThat(Inspector.inspect(each.bytes()).error()).as(each.toString()).isNull();
    }
  }

  @Test
  void refusesEveryMalformedModule() throws Exception {
    Set<String> taken = new TreeSet<>();
    int refused = 0;
    int inOtherWords = 0;
    for (SpecBinaries.Case each : SpecBinaries.all()) {
      if (!each.command().equals("assert_malformed")) {
        continue;
      }
      MalformedException problem = refusal(each);
      if (problem == null) {
        taken.add(each.place());
      } else {
        refused++;
        boolean same = problem.problem().message().startsWith(each.message());
        inOtherWords += same ? 0 : 1;
        assertThat(problem.offset()).isBetween(0, each.bytes().length);
      }
    }
    assertThat(taken).isEmpty();
    assertThat(refused).isGreaterThan(800);
    // The suite's words follow an interpreter that lets a section run over its end.
    assertThat(inOtherWords).isLessThan(refused / 25);
  }

  @Test
  void reportsUnknownIndicesAsInvalid() throws Exception {
    List<SpecBinaries.Case> unknown =
        SpecBinaries.all().stream()
            .filter(each -> each.command().equals("assert_invalid"))
            .filter(each -> each.message().startsWith("unknown"))
            .toList();
    assertThat(unknown).isNotEmpty();
    for (SpecBinaries.Case each : unknown) {
      assertThat(Inspector.inspect(each.bytes()).problems())
          .as(each.toString())
          .anyMatch(problem ->
              problem.stage() == Problem.Stage.INVALID
                  && problem.message().startsWith(each.message()));
    }
  }
}
