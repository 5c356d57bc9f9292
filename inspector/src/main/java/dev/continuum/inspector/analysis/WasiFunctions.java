package dev.continuum.inspector.analysis;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of WASI preview 1 in words (WASI, "wasi_snapshot_preview1"). */
public final class WasiFunctions {
  /** What a function is for. */
  public record WasiFunction(WasiArea area, String meaning) {}

  private static final Map<String, WasiFunction> FUNCTIONS =
      Map.ofEntries(
          entry("args_get", WasiArea.ARGUMENTS, "reads the command-line arguments"),
          entry("args_sizes_get", WasiArea.ARGUMENTS, "asks how many arguments there are"),
          entry("environ_get", WasiArea.ENVIRONMENT, "reads the environment variables"),
          entry("environ_sizes_get", WasiArea.ENVIRONMENT, "asks how many variables there are"),
          entry("clock_res_get", WasiArea.CLOCKS, "asks how fine a clock is"),
          entry("clock_time_get", WasiArea.CLOCKS, "reads a clock"),
          entry("fd_advise", WasiArea.STREAMS, "tells how a file will be used"),
          entry("fd_allocate", WasiArea.STREAMS, "reserves space in a file"),
          entry("fd_close", WasiArea.STREAMS, "closes a file"),
          entry("fd_datasync", WasiArea.STREAMS, "makes the content of a file durable"),
          entry("fd_fdstat_get", WasiArea.STREAMS, "asks what kind of file is open"),
          entry("fd_fdstat_set_flags", WasiArea.STREAMS, "changes the mode of an open file"),
          entry("fd_fdstat_set_rights", WasiArea.STREAMS, "gives up rights on an open file"),
          entry("fd_filestat_get", WasiArea.STREAMS, "asks for size and times of an open file"),
          entry("fd_filestat_set_size", WasiArea.STREAMS, "cuts or extends an open file"),
          entry("fd_filestat_set_times", WasiArea.STREAMS, "changes the times of an open file"),
          entry("fd_pread", WasiArea.STREAMS, "reads at a position of a file"),
          entry("fd_prestat_get", WasiArea.FOLDERS, "asks which folders are preopened"),
          entry("fd_prestat_dir_name", WasiArea.FOLDERS, "asks for a preopened folder's name"),
          entry("fd_pwrite", WasiArea.STREAMS, "writes at a position of a file"),
          entry("fd_read", WasiArea.STREAMS, "reads from an open file or standard input"),
          entry("fd_readdir", WasiArea.FOLDERS, "lists a folder"),
          entry("fd_renumber", WasiArea.STREAMS, "gives an open file another number"),
          entry("fd_seek", WasiArea.STREAMS, "moves within a file"),
          entry("fd_sync", WasiArea.STREAMS, "makes a file durable"),
          entry("fd_tell", WasiArea.STREAMS, "asks for the position in a file"),
          entry("fd_write", WasiArea.STREAMS, "writes to an open file or standard output"),
          entry("path_create_directory", WasiArea.FOLDERS, "creates a folder"),
          entry("path_filestat_get", WasiArea.FOLDERS, "asks for size and times of a file"),
          entry("path_filestat_set_times", WasiArea.FOLDERS, "changes the times of a file"),
          entry("path_link", WasiArea.FOLDERS, "creates a hard link"),
          entry("path_open", WasiArea.FOLDERS, "opens or creates a file"),
          entry("path_readlink", WasiArea.FOLDERS, "reads a symbolic link"),
          entry("path_remove_directory", WasiArea.FOLDERS, "removes a folder"),
          entry("path_rename", WasiArea.FOLDERS, "renames a file or folder"),
          entry("path_symlink", WasiArea.FOLDERS, "creates a symbolic link"),
          entry("path_unlink_file", WasiArea.FOLDERS, "removes a file"),
          entry("poll_oneoff", WasiArea.WAITING, "waits for time to pass or for input"),
          entry("proc_exit", WasiArea.EXIT, "ends with an exit status"),
          entry("proc_raise", WasiArea.EXIT, "sends itself a signal"),
          entry("sched_yield", WasiArea.WAITING, "yields the processor"),
          entry("random_get", WasiArea.RANDOM, "asks for random bytes"),
          entry("sock_accept", WasiArea.SOCKETS, "accepts a connection"),
          entry("sock_recv", WasiArea.SOCKETS, "receives from a connection"),
          entry("sock_send", WasiArea.SOCKETS, "sends over a connection"),
          entry("sock_shutdown", WasiArea.SOCKETS, "closes a direction of a connection"));

  private WasiFunctions() {}

  private static Map.Entry<String, WasiFunction> entry(String name, WasiArea area, String meaning) {
    return Map.entry(name, new WasiFunction(area, meaning));
  }

  /** What a function is for, or null when preview 1 has none of that name. */
  public static @Nullable WasiFunction of(String name) {
    return FUNCTIONS.get(name);
  }

  /** Whether an import module is WASI preview 1, or the older preview with other numbers. */
  public static boolean isPreview1(String module) {
    return module.equals("wasi_snapshot_preview1") || module.equals("wasi_unstable");
  }
}
