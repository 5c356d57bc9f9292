package dev.continuum.ide.shell;

import dev.continuum.ide.settings.UserFolders;

/**
 * A part of the program that can be left out: it adds its panels, kinds of documents and actions.
 * What two features share is given to their constructors where the program is composed.
 */
@FunctionalInterface
public interface Feature extends AutoCloseable {
  /** Adds what it has to the window, before that is shown. Must not wait for anything. */
  void install(Workbench workbench, UserFolders folders);

  /** Ends what it started: the window is closing and every document is closed. */
  @Override
  default void close() {}
}
