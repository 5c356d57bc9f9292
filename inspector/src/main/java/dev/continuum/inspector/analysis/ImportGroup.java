package dev.continuum.inspector.analysis;

import dev.continuum.inspector.syntax.Import;
import java.util.List;

/**
 * The imports from one module name.
 *
 * @param explanation who usually provides them, in a sentence
 */
public record ImportGroup(String module, String explanation, List<Import> imports) {
  public ImportGroup {
    imports = List.copyOf(imports);
  }
}
