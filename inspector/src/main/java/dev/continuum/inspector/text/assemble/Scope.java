package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.text.Symbols;
import dev.continuum.inspector.text.TokenReader;

/** What the parts of a module refer to by index or identifier. */
final class Scope {
  final TokenReader in;
  final Space types;
  final Space functions;
  final Space tables;
  final Space memories;
  final Space globals;
  final Space tags;
  final Space elements;
  final Space data;
  final TypeParser typeParser;
  final TypeTable typeTable;
  final TypeUse typeUse;

  Scope(TokenReader in, SectionSink typeSection) {
    this.in = in;
    Symbols symbols = in.tree().symbols();
    types = new Space("type", symbols);
    functions = new Space("func", symbols);
    tables = new Space("table", symbols);
    memories = new Space("memory", symbols);
    globals = new Space("global", symbols);
    tags = new Space("tag", symbols);
    elements = new Space("elem segment", symbols);
    data = new Space("data segment", symbols);
    typeParser = new TypeParser(in, types);
    typeTable = new TypeTable(in, types, typeParser, typeSection);
    typeUse = new TypeUse(in, types, typeParser, typeTable);
  }
}
