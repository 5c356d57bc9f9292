package dev.continuum.ide.shell;

import dev.continuum.ide.settings.JsonFile;
import dev.continuum.ide.settings.UserFolders;
import java.util.List;
import java.util.Map;
import javafx.geometry.Rectangle2D;
import org.jspecify.annotations.Nullable;

/**
 * What comes back after a restart.
 *
 * @param window where the window stood, or null for the first run
 * @param layout how the panels stood, or null for the first run
 * @param closedPanels ids of panels the user closed
 * @param panelStates what each panel wants to be told, by id
 * @param files what was open, in the order of the tabs
 * @param active the file in front, or null
 * @param folder the open folder, or null
 * @param recentFiles newest first
 * @param recentFolders newest first
 * @param welcome whether the welcome page was open
 */
public record Session(
    @Nullable Bounds window,
    @Nullable LayoutNode layout,
    List<String> closedPanels,
    Map<String, String> panelStates,
    List<OpenFile> files,
    @Nullable String active,
    @Nullable String folder,
    List<String> recentFiles,
    List<String> recentFolders,
    boolean welcome) {

  /** The smallest window, in pixels of the screen. */
  static final double MIN_WIDTH = 640;

  static final double MIN_HEIGHT = 400;

  /** Where a window stands, in pixels of the screen. */
  public record Bounds(double x, double y, double width, double height, boolean maximized) {
    /** The same on a screen that may be smaller than it was: all of the window is on it. */
    Bounds within(Rectangle2D screen) {
      double w = Math.max(1, Math.min(Math.max(width, MIN_WIDTH), screen.getWidth()));
      double h = Math.max(1, Math.min(Math.max(height, MIN_HEIGHT), screen.getHeight()));
      return new Bounds(
          Math.clamp(x, screen.getMinX(), screen.getMaxX() - w),
          Math.clamp(y, screen.getMinY(), screen.getMaxY() - h),
          w,
          h,
          maximized);
    }
  }

  /** An open file, and what its document wants to be told. */
  public record OpenFile(String file, @Nullable String state) {}

  /** A first run. */
  static final Session INITIAL =
      new Session(
          null, null, List.of(), Map.of(), List.of(), null, null, List.of(), List.of(), true);

  // A file of another version may leave some out.
  public Session {
    closedPanels = closedPanels == null ? List.of() : List.copyOf(closedPanels);
    panelStates = panelStates == null ? Map.of() : Map.copyOf(panelStates);
    files = files == null ? List.of() : List.copyOf(files);
    recentFiles = recentFiles == null ? List.of() : List.copyOf(recentFiles);
    recentFolders = recentFolders == null ? List.of() : List.copyOf(recentFolders);
  }

  /** The file it is kept in. */
  public static JsonFile<Session> file(UserFolders folders) {
    return new JsonFile<>(folders.state().resolve("session.json"), Session.class, () -> INITIAL);
  }
}
