package dev.continuum.inspector.text.script;

import dev.continuum.inspector.text.SyntaxTree;
import dev.continuum.inspector.text.TextRange;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import org.jspecify.annotations.Nullable;

/** A module in a script: in text, in bytes, or in text that stands in strings. */
public final class ScriptModule {
  /** How a module is given. */
  public enum Form {
    TEXT,
    BINARY,
    QUOTE
  }

  private final SyntaxTree tree;
  private final int node;
  private final Form form;
  private final boolean definition;
  private final @Nullable String id;

  ScriptModule(SyntaxTree tree, int node, Form form, boolean definition, @Nullable String id) {
    this.tree = tree;
    this.node = node;
    this.form = form;
    this.definition = definition;
    this.id = id;
  }

  /** How the module is given. */
  public Form form() {
    return form;
  }

  /** Whether it is only defined, and instances of it are made by commands of their own. */
  public boolean isDefinition() {
    return definition;
  }

  /** Its identifier with the {@code $}, or null. */
  public @Nullable String id() {
    return id;
  }

  /** Where it stands; for a script of fields without a module around them, the whole script. */
  public TextRange range() {
    return node < 0
        ? new TextRange(0, tree.length())
        : new TextRange(tree.start(node), tree.nodeEnd(node));
  }

  /** Assembles it; a module in bytes gives them as they are, whatever they mean. */
  public Assembly assemble(AssemblyOptions options) {
    return node < 0 ? Assembler.assemble(tree, options) : Assembler.assemble(tree, node, options);
  }
}
