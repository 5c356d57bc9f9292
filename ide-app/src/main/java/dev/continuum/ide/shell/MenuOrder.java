package dev.continuum.ide.shell;

import dev.continuum.ide.action.Action;
import java.util.List;

/** The order of a menu's entries where it is not that of their registration. */
final class MenuOrder {
  /** Entries of one menu that different features add, group by group. */
  private static final List<List<String>> GROUPS =
      List.of(
          List.of("deploy.deploy", "deploy.fleet", "deploy.settings"),
          List.of("deploy.log", "deploy.releases"),
          List.of("deploy.addDevice", "deploy.refreshDevices", "deploy.deviceDetails"),
          List.of("deploy.openShell", "deploy.browseFiles", "deploy.forwardPorts"),
          List.of("deploy.deviceNotes", "deploy.restartDevice"));

  private static final int FIRST = 0;
  private static final int AS_REGISTERED = 100;
  private static final int LAST = 200;

  private MenuOrder() {}

  /** What an action is sorted by in its menu; those with the same number stay as registered. */
  static int of(Action action) {
    int group = group(action);
    int inGroup = group < GROUPS.size() ? Math.max(0, GROUPS.get(group).indexOf(action.id())) : 0;
    return group * 100 + inGroup;
  }

  /** A line stands between an action and the next of another group. */
  static int group(Action action) {
    String id = action.id();
    // What makes something new stands first and what ends the program last, whoever adds them.
    if (id.startsWith("file.new")) {
      return FIRST;
    }
    if (id.equals("file.exit")) {
      return LAST;
    }
    for (int i = 0; i < GROUPS.size(); i++) {
      if (GROUPS.get(i).contains(id)) {
        return i;
      }
    }
    return AS_REGISTERED;
  }
}
