package dev.continuum.ide;

import dev.continuum.ide.settings.Preferences;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Session;

/** What the program remembers from the last time: what the user chose, and what was open. */
record Remembered(Preferences preferences, Session session) {
  /** Reads the files it is kept in. */
  static Remembered read(UserFolders folders) {
    return new Remembered(Preferences.file(folders).read(), Session.file(folders).read());
  }
}
