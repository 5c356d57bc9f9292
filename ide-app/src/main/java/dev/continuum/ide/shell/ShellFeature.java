package dev.continuum.ide.shell;

import dev.continuum.ide.settings.UserFolders;

/** The actions every window has: files, view, going about, help. */
public final class ShellFeature implements Feature {
  @Override
  public void install(Workbench workbench, UserFolders folders) {
    if (!(workbench instanceof WorkbenchWindow window)) {
      throw new IllegalArgumentException("The shell's own actions need the shell's window");
    }
    FileActions.register(window);
    ViewActions.register(window);
    GoActions.register(window);
    HelpActions.register(window);
  }
}
