package dev.continuum.targets.target;

import java.util.List;

/**
 * Questions a device asks in its own words while a user signs in (RFC 4256), such as for a one-time
 * code. The words are the device's: whoever shows them makes them harmless first.
 *
 * @param name a title; often empty
 * @param instruction what to do; often empty
 * @param prompts what to answer, at least one
 */
public record Challenge(String name, String instruction, List<Prompt> prompts) {
  /**
   * One question.
   *
   * @param text such as {@code Verification code: }
   * @param shown whether the answer may be seen while it is typed
   */
  public record Prompt(String text, boolean shown) {}

  /** Copies the prompts. */
  public Challenge {
    prompts = List.copyOf(prompts);
  }
}
