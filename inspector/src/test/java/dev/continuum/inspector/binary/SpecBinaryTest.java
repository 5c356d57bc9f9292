package dev.continuum.inspector.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.syntax.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every binary of the specification's scripts, taken or refused as the scripts say. */
class SpecBinaryTest {
  /** What is wrong in these lies within a function body, and bodies are not decoded yet. */
  private static final Map<String, String> IN_BODIES =
      Map.ofEntries(
          Map.entry("align.wast:968", "the flags of a load"),
          Map.entry("align.wast:987", "the flags of a load"),
          Map.entry("binary-leb128.wast:424", "the offset of a load"),
          Map.entry("binary-leb128.wast:443", "the offset of a store"),
          Map.entry("binary-leb128.wast:769", "the offset of a load"),
          Map.entry("binary-leb128.wast:787", "the offset of a load"),
          Map.entry("binary-leb128.wast:806", "the offset of a store"),
          Map.entry("binary-leb128.wast:825", "the offset of a store"),
          Map.entry("binary-leb128.wast:985", "the second byte of an opcode"),
          Map.entry("binary.wast:303", "memory.init without a data count section"),
          Map.entry("binary.wast:326", "data.drop without a data count section"),
          Map.entry("binary.wast:923", "the labels of a br_table"),
          Map.entry("binary.wast:1219", "an opcode that does not exist"),
          Map.entry("binary_leb128_64.wast:17", "the offset of a load"));

  /** This proposal brings a copy of the script, with the same lines. */
  private static final String COPY = "proposals/custom-page-sizes/binary.wast";

  private static @Nullable MalformedException refusal(SpecBinaries.Case each) {
    try {
      ModuleDecoder.decode(each.bytes());
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
      assertThat(ModuleDecoder.inspect(each.bytes()).error()).as(each.toString()).isNull();
    }
  }

  @Test
  void refusesEveryMalformedModuleButThoseWithABadBody() throws Exception {
    Set<String> taken = new TreeSet<>();
    int refused = 0;
    int inOtherWords = 0;
    for (SpecBinaries.Case each : SpecBinaries.all()) {
      if (!each.command().equals("assert_malformed")) {
        continue;
      }
      MalformedException problem = refusal(each);
      if (problem == null) {
        taken.add(each.place().replace(COPY, "binary.wast"));
      } else {
        refused++;
        inOtherWords += problem.problem().message().startsWith(each.message()) ? 0 : 1;
        assertThat(problem.offset()).isBetween(0, each.bytes().length);
      }
    }
    assertThat(taken).containsExactlyInAnyOrderElementsOf(IN_BODIES.keySet());
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
      assertThat(ModuleDecoder.inspect(each.bytes()).problems())
          .as(each.toString())
          .anyMatch(problem ->
              problem.stage() == Problem.Stage.INVALID
                  && problem.message().startsWith(each.message()));
    }
  }
}
