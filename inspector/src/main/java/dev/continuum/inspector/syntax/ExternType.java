package dev.continuum.inspector.syntax;

/** The type of an import or an export (specification, "External Types"). */
public sealed interface ExternType permits FunctionUse, TableType, MemoryType, GlobalType, TagType {
  ExternKind kind();

  /** The type in the text format, without the parentheses and keyword around it. */
  String wat(TypeNames names);
}
