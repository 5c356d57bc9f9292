package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which operands the instructions of valid functions take and give. An operand is known by its
 * position on the stack of its function, 0 for the lowest. A function is read whenever something is
 * asked about it. Not for use by several threads at once.
 */
public final class OperandFlow {
  private final WasmModule module;
  private final ByteBuffer bytes;
  private final InstructionReader in;
  private final Arity arity;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Landing> landings = new ArrayList<>();

  /**
   * Prepares to look into the functions of a module.
   *
   * @param bytes what remains of the buffer is the whole file
   */
  public OperandFlow(WasmModule module, ByteBuffer bytes) {
    this.module = module;
    this.bytes = bytes.slice();
    in = InstructionReader.of(module, Features.ALL);
    arity = new Arity(module);
  }

  /**
   * What an instruction does with the stack.
   *
   * @param offset where the instruction lies in the file
   * @param index its first index, see {@link InstructionReader#index}; where it has none, anything
   * @param index2 its second index
   * @param constant its number or memory offset
   * @param before how many operands there are in front of it
   * @param taken how many of them, from the top, it takes; what stays as it is does not count
   * @param given how many it puts there where it goes on to the next instruction
   * @param carries the ways it branches with operands; of {@code br_table} one for each label
   */
  public record Use(
      int offset,
      Opcode opcode,
      int index,
      int index2,
      long constant,
      int before,
      int taken,
      int given,
      List<Carry> carries) {
    public Use {
      carries = List.copyOf(carries);
    }

    /** The position of the first operand it takes, or gives. */
    public int base() {
      return before - taken;
    }

    /** Whether it gives the operand at a position where it goes on to the next instruction. */
    public boolean gives(int position) {
      return position >= base() && position < base() + given;
    }
  }

  /**
   * What a branch takes along.
   *
   * @param from the position of the first operand in front of the branch
   * @param to its position where the branch leads
   */
  public record Carry(int from, int to, int count) {
    /** Whether another operand comes to a position. */
    public boolean moves(int position) {
      return from != to && position >= to && position < to + count;
    }
  }

  /**
   * Where a handler of exceptions begins.
   *
   * @param offset of the first instruction behind the place it leads to
   * @param position of the first value of an exception
   * @param count how many values are put there
   */
  public record Landing(int offset, int position, int count) {
    /** Whether an exception gives the operand at a position. */
    public boolean gives(int at) {
      return at >= position && at < position + count;
    }
  }

  /**
   * What may put an operand where it is.
   *
   * @param uses the instructions that give it, or branch with it
   */
  public record Sources(List<Use> uses, List<Landing> landings) {
    public Sources {
      uses = List.copyOf(uses);
      landings = List.copyOf(landings);
    }
  }

  /** Is shown instructions in order. */
  @FunctionalInterface
  private interface Visitor {
    /** Whether to go on. */
    boolean see(Use use);
  }

  private static final class Block {
    final Opcode opcode;
    final int height;
    final int parameters;
    final int results;
    final int start;
    final List<int[]> landings = new ArrayList<>();

    Block(Opcode opcode, int height, int parameters, int results, int start) {
      this.opcode = opcode;
      this.height = height;
      this.parameters = parameters;
      this.results = results;
      this.start = start;
    }

    int branchArity() {
      return opcode == Opcode.LOOP ? parameters : results;
    }
  }

  /** What the instruction at an offset does; null when none that can be reached starts there. */
  public @Nullable Use use(int function, int offset) {
    Use[] found = new Use[1];
    walk(
        function,
        use -> {
          if (use.offset() == offset) {
            found[0] = use;
          }
          return use.offset() < offset;
        });
    return found[0];
  }

  /** What may put the operand at a position where it is. */
  public Sources sources(int function, int position) {
    List<Use> uses = new ArrayList<>();
    walk(
        function,
        use -> {
          if (use.gives(position)
              || use.carries().stream().anyMatch(carry -> carry.moves(position))) {
            uses.add(use);
          }
          return true;
        });
    return new Sources(uses, landings.stream().filter(landing -> landing.gives(position)).toList());
  }

  /**
   * Shows the instructions of a function that can be reached, in order.
   *
   * @param next is shown each; false ends it
   */
  private void walk(int function, Visitor next) {
    Function declared = module.functions().get(function);
    Code code = declared.code();
    blocks.clear();
    landings.clear();
    if (code == null) {
      return;
    }
    FunctionType type = module.functionType(declared.typeIndex());
    int results = type == null ? 0 : type.results().size();
    blocks.add(new Block(Opcode.BLOCK, 0, 0, results, 0));
    in.body(bytes, code.instructions());
    try {
      walk(next);
    } catch (MalformedException impossible) {
      throw new IllegalStateException("a valid function cannot be read", impossible);
    }
  }

  private void walk(Visitor next) throws MalformedException {
    int height = 0;
    int dead = 0;
    boolean alive = true;
    while (in.next()) {
      Opcode opcode = in.opcode();
      boolean ends = opcode == Opcode.END || opcode == Opcode.DELEGATE;
      if (!alive && opcode.opensBlock()) {
        dead++;
        continue;
      }
      if (!alive && (dead > 0 || !ends && !isPart(opcode))) {
        dead -= dead > 0 && ends ? 1 : 0;
        continue;
      }
      if (in.depth() == 0) {
        int left = alive ? height : blocks.getLast().results;
        next.see(use(left, 0, 0, List.of()));
        return;
      }
      if (alive && !next.see(look(height))) {
        return;
      }
      if (opcode.opensBlock()) {
        open(opcode, height);
        height -= opcode == Opcode.IF ? 1 : 0;
      } else if (isPart(opcode)) {
        height = part(opcode);
        alive = true;
      } else if (ends) {
        height = end();
        alive = true;
      } else {
        Use last = look(height);
        height = last.base() + last.given();
        alive = !opcode.neverContinues();
      }
    }
  }

  private static boolean isPart(Opcode opcode) {
    return opcode == Opcode.ELSE || opcode == Opcode.CATCH || opcode == Opcode.CATCH_ALL;
  }

  private Use use(int before, int taken, int given, List<Carry> carries) {
    return new Use(
        in.offset(),
        in.opcode(),
        in.index(),
        in.index2(),
        in.constant(),
        before,
        taken,
        given,
        carries);
  }

  private Use look(int before) throws MalformedException {
    return switch (in.opcode()) {
      case BLOCK, LOOP, TRY, TRY_TABLE, ELSE, CATCH, CATCH_ALL, END, DELEGATE, NOP ->
          use(before, 0, 0, List.of());
      case IF -> use(before, 1, 0, List.of());
      // These leave the operand as it is.
      case LOCAL_TEE, REF_AS_NON_NULL, REF_CAST, REF_CAST_NULL -> use(before, 0, 0, List.of());
      case BR -> use(before, 0, 0, List.of(carry(in.index(), before, 0)));
      case BR_IF -> use(before, 1, 0, List.of(carry(in.index(), before, 1)));
      case BR_ON_NULL -> use(before, 0, 0, List.of(carry(in.index(), before, 1)));
      case BR_ON_NON_NULL -> use(before, 1, 0, List.of(carry(in.index(), before, 0)));
      case BR_ON_CAST, BR_ON_CAST_FAIL -> use(before, 0, 0, List.of(carry(in.index(), before, 0)));
      case BR_TABLE -> {
        List<Carry> carries = new ArrayList<>();
        in.rewindList();
        for (int i = in.listCount(); i > 0; i--) {
          carries.add(carry(in.nextLabel(), before, 1));
        }
        carries.add(carry(in.index(), before, 1));
        yield use(before, 1, 0, carries);
      }
      case RETURN, UNREACHABLE, THROW_REF, RETHROW -> use(before, 0, 0, List.of());
      default -> {
        arity.look(in);
        yield use(before, arity.taken(), arity.given(), List.of());
      }
    };
  }

  /** A branch to a label with so many operands above those that it takes along. */
  private Carry carry(int label, int before, int above) {
    Block target = blocks.get(blocks.size() - 1 - label);
    int count = target.branchArity();
    return new Carry(before - above - count, target.height, count);
  }

  private void open(Opcode opcode, int before) throws MalformedException {
    int parameters = 0;
    int results = in.blockResult() == null ? 0 : 1;
    if (in.blockType() >= 0) {
      FunctionType type = module.functionType((int) in.blockType());
      parameters = type == null ? 0 : type.parameters().size();
      results = type == null ? 0 : type.results().size();
    }
    int height = before - (opcode == Opcode.IF ? 1 : 0) - parameters;
    if (opcode == Opcode.TRY_TABLE) {
      catches();
    }
    blocks.add(new Block(opcode, height, parameters, results, in.position()));
  }

  /** Notes where the clauses of the {@code try_table} lead to, whose labels are those around it. */
  private void catches() throws MalformedException {
    in.rewindList();
    for (int i = in.listCount(); i > 0; i--) {
      in.nextCatch();
      int count = in.catchKind() % 2 + (in.catchKind() < 2 ? tagParameters(in.catchTag()) : 0);
      Block target = blocks.get(blocks.size() - 1 - in.catchLabel());
      if (target.opcode == Opcode.LOOP) {
        landings.add(new Landing(target.start, target.height, count));
      } else {
        target.landings.add(new int[] {target.height, count});
      }
    }
  }

  private int tagParameters(int tag) {
    FunctionType type = module.functionType(module.tags().get(tag).type().typeIndex());
    return type == null ? 0 : type.parameters().size();
  }

  private int part(Opcode opcode) {
    Block block = blocks.getLast();
    if (opcode == Opcode.ELSE) {
      return block.height + block.parameters;
    }
    int values = opcode == Opcode.CATCH ? tagParameters(in.index()) : 0;
    landings.add(new Landing(in.position(), block.height, values));
    return block.height + values;
  }

  private int end() {
    Block block = blocks.removeLast();
    for (int[] landing : block.landings) {
      landings.add(new Landing(in.position(), landing[0], landing[1]));
    }
    return block.height + block.results;
  }
}
