package dev.continuum.inspector.valid;

import dev.continuum.inspector.syntax.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What validation knows about the stack at one place of a function body.
 *
 * @param operands the types of the operands of the whole function, the top last; null stands for
 *     one of any type, which there is only where code is never reached
 * @param depth how many blocks are open, the body itself included; 0 behind its end
 * @param unreachable whether the code here is never reached, so that any operands may be taken
 */
public record StackState(List<@Nullable ValueType> operands, int depth, boolean unreachable) {
  public StackState {
    operands = Collections.unmodifiableList(new ArrayList<>(operands));
  }
}
