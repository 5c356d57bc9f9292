package dev.continuum.ide.disassembly;

import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.task.Tasks;
import dev.continuum.inspector.syntax.TypeNames;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.StackState;
import dev.continuum.inspector.valid.StackTypes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What lies on the value stack behind instructions, in words; found out in the background, a
 * function at a time, when it is asked for. Used on the JavaFX thread.
 */
final class StackColumn implements AutoCloseable {
  /** Of longer functions nothing is said behind this many instructions. */
  private static final int MOST_INSTRUCTIONS = 200_000;

  private static final int SHOWN_TYPES = 6;
  private static final int LONGEST = 80;
  private static final int KEPT_TEXTS = 1_000_000;

  private final WasmModule module;
  private final ByteBuffer buffer;
  private final Tasks tasks;
  private final Runnable changed;
  private final Object lock = new Object();

  /** Made and used in the background, under the lock: it takes a look at the whole module. */
  private @Nullable StackTypes types;

  private final Map<Integer, String[]> known = new LinkedHashMap<>(16, 0.75f, true);
  private int kept;
  private int wanted = -1;
  private int working = -1;
  private Tasks.@Nullable Job job;

  /**
   * @param changed called when there is more to show
   */
  StackColumn(CodeRows rows, Tasks tasks, Runnable changed) {
    this.module = rows.module();
    this.buffer = rows.buffer();
    this.tasks = tasks;
    this.changed = changed;
  }

  /**
   * What lies on the stack behind an instruction: {@code [i32 f64]}. Empty while it is not known,
   * which this then looks after, and where it cannot be told.
   */
  String behind(int function, int instruction) {
    String[] found = known.get(function);
    if (found == null) {
      want(function);
      return "";
    }
    return instruction < found.length ? found[instruction] : "";
  }

  private void want(int function) {
    if (working >= 0) {
      // One at a time; of those asked for meanwhile, the last.
      wanted = function;
      return;
    }
    working = function;
    job =
        tasks.start(
            "Looking at the value stack",
            progress -> find(function),
            found -> done(function, found),
            failure -> done(function, new String[0]));
  }

  private void done(int function, String[] found) {
    known.put(function, found);
    kept += found.length;
    while (kept > KEPT_TEXTS && known.size() > 2) {
      var eldest = known.entrySet().iterator();
      kept -= eldest.next().getValue().length;
      eldest.remove();
    }
    int next = wanted;
    working = -1;
    wanted = -1;
    changed.run();
    if (next >= 0 && working < 0 && !known.containsKey(next)) {
      want(next);
    }
  }

  private String[] find(int function) {
    synchronized (lock) {
      StackTypes at = types;
      if (at == null) {
        at = new StackTypes(module, buffer);
        types = at;
      }
      TypeNames names = module.typeNames();
      Map<String, String> once = new HashMap<>();
      Found found = new Found();
      at.walk(
          function,
          (offset, after) -> {
            String text = text(after, names);
            String same = once.putIfAbsent(text, text);
            return found.add(same == null ? text : same) && !Thread.currentThread().isInterrupted();
          });
      return Arrays.copyOf(found.texts, found.count);
    }
  }

  private static final class Found {
    String[] texts = new String[256];
    int count;

    boolean add(String text) {
      if (count == texts.length) {
        texts = Arrays.copyOf(texts, count * 2);
      }
      texts[count++] = text;
      return count < MOST_INSTRUCTIONS;
    }
  }

  private static String text(StackState state, TypeNames names) {
    if (state.depth() == 0) {
      return "";
    }
    List<@Nullable ValueType> operands = state.operands();
    StringBuilder text = new StringBuilder("[");
    if (state.unreachable()) {
      text.append("never reached");
    }
    int shown = Math.min(operands.size(), SHOWN_TYPES);
    if (shown < operands.size()) {
      text.append(text.length() > 1 ? " " : "").append(operands.size() - shown).append(" more");
    }
    for (ValueType type : operands.subList(operands.size() - shown, operands.size())) {
      text.append(text.length() > 1 ? " " : "").append(type == null ? "any" : type.wat(names));
    }
    String whole = PlainText.of(text.toString());
    return (whole.length() > LONGEST ? whole.substring(0, LONGEST) + "…" : whole) + "]";
  }

  @Override
  public void close() {
    if (job != null) {
      job.cancel();
    }
  }
}
