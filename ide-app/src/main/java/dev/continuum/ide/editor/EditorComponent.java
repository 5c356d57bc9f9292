package dev.continuum.ide.editor;

/** A part of an editor that can be put in and taken out: gutter, colours, marks, keys. */
interface EditorComponent {
  /** Starts; called once. */
  void install(SourceEditor editor);

  /** Ends and lets go of the editor. */
  void uninstall();
}
