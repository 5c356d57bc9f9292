package dev.continuum.inspector.debug;

import java.util.List;

/**
 * A call that is open.
 *
 * @param level 0 is the innermost
 * @param function the index of the function
 * @param name its name as the text format writes it, or its index with an export: {@code func[3]
 *     "run"}
 * @param offset where the instruction lies in the file that is next, or that has made the call
 * @param locals the parameters and locals
 */
public record FrameInfo(int level, int function, String name, int offset, List<LocalInfo> locals) {
  public FrameInfo {
    locals = List.copyOf(locals);
  }

  /**
   * A parameter or local.
   *
   * @param name without the {@code $}; empty when it has none
   * @param type in the text format
   */
  public record LocalInfo(int index, String name, String type, boolean parameter) {}
}
