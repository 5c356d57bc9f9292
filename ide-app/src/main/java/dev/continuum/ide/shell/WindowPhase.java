package dev.continuum.ide.shell;

/** How far the start of the window has come. */
public enum WindowPhase {
  /** It exists and has its panels; nobody sees it yet. */
  MADE,
  /** It is on the screen. */
  DRAWN,
  /** The folder and the files that were open, and those the user named, are open again. */
  RESTORED
}
