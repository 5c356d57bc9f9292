package dev.continuum.ide.prompt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command answers.
 *
 * @param text for people; may have several lines, or none. Names and text of the guest in it are
 *     not yet made harmless for a terminal
 * @param json for programs: maps, lists, texts, numbers, truth values, null. The key {@code
 *     answer}, or {@code event} for what no command asked for, says which kind it is; {@code
 *     docs/debug-command.md} describes them all
 * @param failed whether the command could not be carried out
 */
public record Answer(String text, Map<String, @Nullable Object> json, boolean failed) {
  static Answer of(String kind, String text, @Nullable Object... keysAndValues) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("answer", kind);
    json.putAll(object(keysAndValues));
    return new Answer(text, json, false);
  }

  static Answer of(String kind, List<String> lines, @Nullable Object... keysAndValues) {
    return of(kind, String.join("\n", lines), keysAndValues);
  }

  /** Something that happened while no command waited for it. */
  static Answer event(String kind, String text, @Nullable Object... keysAndValues) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("event", kind);
    json.putAll(object(keysAndValues));
    return new Answer(text, json, false);
  }

  /** Nothing more to say than that it is done. */
  static Answer done(String text) {
    return of("done", text, "message", text);
  }

  static Answer failure(String message) {
    Answer answer = of("error", message, "message", message);
    return new Answer(answer.text, answer.json, true);
  }

  /** An object with its keys in order. */
  static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
    }
    return object;
  }
}
