package dev.continuum.targets.target.app;

/** Told how a deployment goes, step by step and in order. Called on a background thread. */
public interface DeployListener {
  /** The steps of a deployment. */
  enum Step {
    CONNECT("Connect"),
    CHECK("Check fit"),
    UPLOAD("Upload"),
    VERIFY("Verify"),
    SWITCH("Switch"),
    HEALTH("Health");

    private final String title;

    Step(String title) {
      this.title = title;
    }

    /** What the user reads. */
    public String title() {
      return title;
    }
  }

  /** A step began. */
  void started(Step step);

  /** Bytes sent so far of those to send, in the current step. */
  void progress(Step step, long done, long total);

  /** A step was done; {@code detail} says what with, such as {@code 4.2 KiB, already there}. */
  void finished(Step step, String detail);

  /** The app has a current release, whose place the new one is about to take. */
  default void replaces(int release) {}

  /** Hears nothing. */
  DeployListener NONE =
      new DeployListener() {
        @Override
        public void started(Step step) {}

        @Override
        public void progress(Step step, long done, long total) {}

        @Override
        public void finished(Step step, String detail) {}
      };
}
