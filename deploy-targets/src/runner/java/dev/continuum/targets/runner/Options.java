package dev.continuum.targets.runner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line of a process that runs one module, read. */
public final class Options {
  /** How it is called. */
  public static final String USAGE =
      "usage: java -cp RUNNER.jar dev.continuum.targets.runner.Main [--dir"
          + " HOST::GUEST[::ro|::rw]]... [--env NAME[=VARIABLE]]... [--invoke EXPORT] [--report"
          + " FILE] [--argv0 NAME] [--native FILE] [--parent PID] MODULE [-- ARGS...]";

  /** A folder granted to the guest. */
  public static final class Folder {
    /** Where it is on this computer. */
    public final String host;

    /** What the guest calls it. */
    public final String guest;

    /** Whether the guest may change nothing in it. */
    public final boolean readOnly;

    Folder(String host, String guest, boolean readOnly) {
      this.host = host;
      this.guest = guest;
      this.readOnly = readOnly;
    }
  }

  /** The granted folders. */
  public final List<Folder> folders = new ArrayList<>();

  /** The guest's name of a variable to the name of ours that holds its value. */
  public final Map<String, String> environment = new LinkedHashMap<>();

  /** What stands after {@code --}: the guest's arguments, or those of the export. */
  public final List<String> arguments = new ArrayList<>();

  /** The module's file. */
  public String module = "";

  /** What the guest is told its own name is; empty for the module's file name. */
  public String argv0 = "";

  /** The export to call, or null to run the module as a WASI command. */
  public String invoke;

  /** Where to write what happened, or null to say it on standard error. */
  public String report;

  /** The file to load Wasmtime's library from, made when it is not there; null for a default. */
  String nativeLibrary;

  /** Where compiled code is kept for the next run of the same module; null for nowhere. */
  String cache;

  /** The process that must live for the guest to live; 0 for none. */
  public long parent;

  private Options() {}

  /** Reads the command line; an {@link IllegalArgumentException} says what is wrong with it. */
  public static Options parse(String[] words) {
    Options options = new Options();
    int i = 0;
    for (; i < words.length && options.module.isEmpty(); i++) {
      switch (words[i]) {
        case "--dir":
          options.folders.add(folder(value(words, i++)));
          break;
        case "--env":
          variable(options, value(words, i++));
          break;
        case "--invoke":
          options.invoke = value(words, i++);
          break;
        case "--report":
          options.report = value(words, i++);
          break;
        case "--argv0":
          options.argv0 = value(words, i++);
          break;
        case "--native":
          options.nativeLibrary = value(words, i++);
          break;
        case "--cache":
          options.cache = value(words, i++);
          break;
        case "--parent":
          options.parent = Long.parseLong(value(words, i++));
          break;
        default:
          if (words[i].startsWith("--")) {
            throw new IllegalArgumentException("The runner has no option " + words[i] + ".");
          }
          options.module = words[i];
      }
    }
    if (options.module.isEmpty()) {
      throw new IllegalArgumentException("The runner was given no module. " + USAGE);
    }
    if (i < words.length && !words[i].equals("--")) {
      throw new IllegalArgumentException("The guest's arguments come after --, not " + words[i]);
    }
    for (i++; i < words.length; i++) {
      options.arguments.add(words[i]);
    }
    return options;
  }

  private static String value(String[] words, int option) {
    if (option + 1 >= words.length) {
      throw new IllegalArgumentException(words[option] + " needs a value.");
    }
    return words[option + 1];
  }

  private static Folder folder(String text) {
    String rest = text;
    boolean readOnly = rest.endsWith("::ro");
    if (readOnly || rest.endsWith("::rw")) {
      rest = rest.substring(0, rest.length() - 4);
    }
    int split = rest.lastIndexOf("::");
    if (split <= 0 || split + 2 == rest.length()) {
      throw new IllegalArgumentException("--dir takes HOST::GUEST[::ro], not “" + text + "”.");
    }
    return new Folder(rest.substring(0, split), rest.substring(split + 2), readOnly);
  }

  private static void variable(Options options, String text) {
    int split = text.indexOf('=');
    String name = split < 0 ? text : text.substring(0, split);
    options.environment.put(name, split < 0 ? text : text.substring(split + 1));
  }
}
