package dev.continuum.inspector.analysis;

/** The parts of the host that WASI functions reach, from the most to the least far-reaching. */
public enum WasiArea {
  SOCKETS("Sockets", "It talks over network connections the host has opened for it."),
  FOLDERS("Files and folders", "It opens, creates, renames or removes files in preopened folders."),
  STREAMS(
      "Standard streams and open files",
      "It reads and writes what is open: standard input, output and error, and files."),
  ARGUMENTS("Arguments", "It reads its command line."),
  ENVIRONMENT("Environment", "It reads its environment variables."),
  CLOCKS("Clocks", "It reads the time."),
  RANDOM("Random numbers", "It asks the host for random bytes."),
  WAITING("Waiting", "It sleeps, waits for input or yields the processor."),
  EXIT("Exit", "It ends itself with an exit status or a signal."),
  OTHER("Other", "It calls WASI functions that this program does not know.");

  private final String title;
  private final String explanation;

  WasiArea(String title, String explanation) {
    this.title = title;
    this.explanation = explanation;
  }

  public String title() {
    return title;
  }

  /** What a module that uses the area does, in a sentence. */
  public String explanation() {
    return explanation;
  }
}
