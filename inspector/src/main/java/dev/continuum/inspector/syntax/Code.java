package dev.continuum.inspector.syntax;

/**
 * Where the body of a function lies. The instructions themselves are not decoded.
 *
 * @param range the whole entry of the code section, with its size
 * @param instructions the instructions, after the declarations of locals
 * @param locals how many locals the body declares, besides the parameters: 0 to 2³²-1
 */
public record Code(ByteRange range, ByteRange instructions, long locals) {
  /** The size in bytes of the whole entry. */
  public int size() {
    return range.size();
  }
}
