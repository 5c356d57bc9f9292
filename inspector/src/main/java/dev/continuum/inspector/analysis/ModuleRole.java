package dev.continuum.inspector.analysis;

/** What a binary is, as its imports and exports tell. */
public enum ModuleRole {
  WASI_COMMAND("WASI command", "It runs once, from _start, like a program."),
  WASI_REACTOR("WASI reactor", "It is initialised once, then its exports are called."),
  JAVASCRIPT_MODULE("Module for JavaScript", "It needs the JavaScript that was made with it."),
  SHARED_LIBRARY("Shared library", "It is linked into another module when that is loaded."),
  OBJECT_FILE("Object file", "It is one part of a module and has still to be linked."),
  LIBRARY("Library", "Its exports are called by a host."),
  COMPONENT("Component", "It follows the component model; only its outline is shown."),
  UNKNOWN("Module", "It exports nothing that could be called.");

  private final String title;
  private final String explanation;

  ModuleRole(String title, String explanation) {
    this.title = title;
    this.explanation = explanation;
  }

  public String title() {
    return title;
  }

  /** What that means for running it, in a sentence. */
  public String explanation() {
    return explanation;
  }
}
