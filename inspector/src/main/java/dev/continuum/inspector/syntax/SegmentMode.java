package dev.continuum.inspector.syntax;

/** What happens to a segment when the module is instantiated. */
public enum SegmentMode {
  /** It is copied into a table or memory. */
  ACTIVE,
  /** It waits for an instruction to copy it. */
  PASSIVE,
  /** It only declares that its functions are referred to. */
  DECLARATIVE
}
