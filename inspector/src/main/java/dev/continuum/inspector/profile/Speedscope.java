package dev.continuum.inspector.profile;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Writes the file format of speedscope ({@code
 * https://www.speedscope.app/file-format-schema.json}). The tree of calls becomes openings and
 * closings of frames, with the count of instructions for the clock: each path is there once,
 * whenever it was taken.
 */
final class Speedscope {
  private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";

  private final Profile profile;
  private final Writer out;
  private long clock;
  private boolean first = true;

  private Speedscope(Profile profile, Writer out) {
    this.profile = profile;
    this.out = out;
  }

  static void write(Profile profile, String name, Writer out) throws IOException {
    out.append("{\"$schema\":\"" + SCHEMA + "\",\"exporter\":\"Continuum Studio\",\"name\":");
    string(name, out);
    out.append(",\"activeProfileIndex\":0,\"shared\":{\"frames\":[");
    List<ProfiledFunction> functions = profile.functions();
    for (ProfiledFunction function : functions) {
      out.append("{\"name\":");
      string(function.name(), out);
      out.append("},\n");
    }
    out.append("{\"name\":\"…\"}]},\n");
    out.append("\"profiles\":[{\"type\":\"evented\",\"name\":\"Instructions\",\"unit\":\"none\"");
    out.append(",\"startValue\":0,\"endValue\":").append(Long.toString(profile.tree().total(0)));
    out.append(",\"events\":[\n");
    new Speedscope(profile, out).events();
    out.append("]}]}\n");
  }

  private void events() throws IOException {
    CallTree tree = profile.tree();
    int[] open = new int[tree.size()];
    int depth = 0;
    for (int node = 1; node <= tree.size(); node++) {
      while (depth > 0 && tree.end(open[depth - 1]) <= node) {
        event('C', open[--depth]);
      }
      if (node < tree.size()) {
        open[depth++] = node;
        event('O', node);
        clock += tree.own(node);
      }
    }
  }

  private void event(char kind, int node) throws IOException {
    int function = profile.tree().function(node);
    out.append(first ? "" : ",\n").append("{\"type\":\"").append(kind).append("\",\"frame\":");
    out.append(Integer.toString(function >= 0 ? function : profile.functions().size()));
    out.append(",\"at\":").append(Long.toString(clock)).append('}');
    first = false;
  }

  private static void string(String text, Writer out) throws IOException {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
