package dev.continuum.ide.prompt;

import java.io.IOException;

/** Where answers and the guest's output go; from any thread. */
public interface PromptOutput {
  /** Shows a command of a script before it is carried out. */
  void command(String line);

  /** Shows an answer, or something that happened meanwhile. */
  void answer(Answer answer);

  /**
   * Takes what the guest writes.
   *
   * @param error whether it wrote to standard error
   * @throws IOException when nobody reads any more
   */
  void guest(boolean error, byte[] bytes, int from, int length) throws IOException;
}
