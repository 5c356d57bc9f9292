package dev.continuum.inspector.debug;

import dev.continuum.inspector.syntax.Identifiers;

/** Which function a breakpoint means. */
public sealed interface FunctionRef {
  /** By the name of the name section, without the {@code $}. */
  record Named(String name) implements FunctionRef {
    public Named {
      Checks.notEmpty(name, "name");
    }

    @Override
    public String toString() {
      return Identifiers.of(name);
    }
  }

  record Indexed(int index) implements FunctionRef {
    public Indexed {
      Checks.notNegative(index, "index");
    }

    @Override
    public String toString() {
      return "func[" + index + "]";
    }
  }

  /** By the name it is exported under; an export may have an empty name. */
  record Exported(String name) implements FunctionRef {
    @Override
    public String toString() {
      return BreakpointWords.export(name);
    }
  }
}
