package dev.continuum.inspector.valid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.binary.SpecBinaries;
import dev.continuum.inspector.syntax.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every binary of the specification's scripts is valid, invalid or malformed as they say. */
class SpecBinaryValidationTest {
  private static List<SpecBinaries.Case> cases(String command) throws Exception {
    return SpecBinaries.all().stream().filter(each -> each.command().equals(command)).toList();
  }

  @Test
  void takesGoodModules() throws Exception {
    for (SpecBinaries.Case each : cases("module")) {
      assertThat(Inspector.inspect(each.bytes()).error()).as(each.toString()).isNull();
    }
  }

  @Test
  void refusesOthersAtTheirStage() throws Exception {
    for (SpecBinaries.Case each : cases("assert_malformed")) {
      assertThat(stage(each)).as(each.toString()).isEqualTo(Problem.Stage.MALFORMED);
    }
    List<SpecBinaries.Case> invalid = cases("assert_invalid");
    assertThat(invalid).isNotEmpty();
    for (SpecBinaries.Case each : invalid) {
      assertThat(stage(each)).as(each.toString()).isEqualTo(Problem.Stage.INVALID);
    }
  }

  private static Problem.Stage stage(SpecBinaries.Case each) {
    Inspection inspection = Inspector.inspect(each.bytes());
    Problem error = inspection.error();
    return error == null ? Problem.Stage.NOTE : error.stage();
  }
}
