package dev.continuum.inspector.text.print;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.Problem;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the instructions of one function lie, how deep they are nested, and where they branch to:
 * what a list of them needs that prints only those in view. Made in one pass; takes 17 bytes an
 * instruction. Instructions are counted from 0.
 */
public final class FunctionListing {
  /** What is given where there is no instruction. */
  public static final int NONE = -1;

  /** More instructions of one function are not listed. */
  public static final int MOST = 2_000_000;

  private static final byte PLAIN = 0;
  private static final byte BLOCK = 1;
  private static final byte LOOP = 2;
  private static final byte IF = 3;
  private static final byte TRY_TABLE = 4;

  /** {@code else}, and the clauses of {@code try}: from here on, one block less than inside. */
  private static final byte ELSE = 5;

  private static final byte CATCH = 6;
  private static final byte END = 7;

  /** Has one target, the block in its link. */
  private static final byte BRANCH = 8;

  /** Has several targets, the blocks in the list that its link points to. */
  private static final byte BRANCHES = 9;

  private final ByteRange range;
  private int count;
  private int[] offsets;
  private int[] depths;
  private byte[] kinds;

  /** The block around each instruction, or {@link #NONE}. */
  private int[] parents;

  /**
   * Of a block its end; of an {@code if} with an {@code else}, that, and of an {@code else} the
   * end; of a branch the block; where there is a list, its start.
   */
  private int[] links;

  /** For {@code br_table} the number of blocks and they; for {@code try_table} first its end. */
  private int[] lists = {};

  private int listed;
  private @Nullable Problem problem;
  private boolean whole;

  private FunctionListing(ByteRange range) {
    this.range = range;
    int guess = Math.min(range.size() / 2 + 16, MOST + 1);
    offsets = new int[guess];
    depths = new int[guess];
    kinds = new byte[guess];
    parents = new int[guess];
    links = new int[guess];
  }

  /**
   * Lists the instructions of a body, up to the first that is malformed.
   *
   * @param file the whole file, read from its first byte on
   * @param reader is used for it, and free again afterwards
   */
  public static FunctionListing of(ByteBuffer file, Code code, InstructionReader reader) {
    FunctionListing listing = new FunctionListing(code.instructions());
    reader.body(file, code.instructions());
    try {
      listing.read(reader);
    } catch (MalformedException broken) {
      listing.problem = broken.problem();
    }
    listing.trim();
    return listing;
  }

  private void read(InstructionReader in) throws MalformedException {
    int[] open = new int[64];
    int blocks = 0;
    while (in.next()) {
      if (count == MOST) {
        offsets[count] = in.offset();
        return;
      }
      Opcode opcode = in.opcode();
      byte kind = kind(opcode);
      int after = in.depth();
      boolean head = kind >= BLOCK && kind <= TRY_TABLE;
      int at = add(in.offset(), kind, head || kind == ELSE || kind == CATCH ? after - 1 : after);
      parents[at] = blocks == 0 ? NONE : open[blocks - 1];
      links[at] = NONE;
      switch (kind) {
        case BLOCK, LOOP, IF, TRY_TABLE -> {
          if (kind == TRY_TABLE) {
            links[at] = clauses(in, open, blocks);
          }
          if (blocks == open.length) {
            open = Arrays.copyOf(open, blocks * 2);
          }
          open[blocks++] = at;
        }
        case ELSE -> links[open[blocks - 1]] = at;
        case END -> {
          if (blocks > 0) {
            close(open[--blocks], at);
          }
        }
        case BRANCH -> links[at] = block(in.index(), open, blocks);
        case BRANCHES -> branches(at, in, open, blocks);
        default -> {}
      }
      offsets[count] = in.position();
    }
    whole = true;
  }

  private static byte kind(Opcode opcode) {
    return switch (opcode) {
      case BLOCK, TRY -> BLOCK;
      case LOOP -> LOOP;
      case IF -> IF;
      case TRY_TABLE -> TRY_TABLE;
      case ELSE -> ELSE;
      case CATCH, CATCH_ALL -> CATCH;
      case END, DELEGATE -> END;
      case BR, BR_IF, BR_ON_NULL, BR_ON_NON_NULL, BR_ON_CAST, BR_ON_CAST_FAIL -> BRANCH;
      case BR_TABLE -> BRANCHES;
      default -> PLAIN;
    };
  }

  private int add(int offset, byte kind, int depth) {
    if (count + 1 == offsets.length) {
      resize(Math.min(count + (count >> 1) + 16, MOST + 1));
    }
    offsets[count] = offset;
    kinds[count] = kind;
    depths[count] = depth;
    return count++;
  }

  private void resize(int size) {
    offsets = Arrays.copyOf(offsets, size);
    depths = Arrays.copyOf(depths, size);
    kinds = Arrays.copyOf(kinds, size);
    parents = Arrays.copyOf(parents, size);
    links = Arrays.copyOf(links, size);
  }

  private void trim() {
    if (count == 0) {
      offsets[0] = range.start();
    }
    if (offsets.length - count > 64) {
      resize(count + 1);
    }
  }

  private void close(int block, int end) {
    if (kinds[block] == TRY_TABLE) {
      lists[links[block]] = end;
    } else if (kinds[block] == IF && links[block] != NONE) {
      links[links[block]] = end;
    } else {
      links[block] = end;
    }
  }

  /**
   * The block of a label: the function itself is {@link #NONE}, and so is one that is not there.
   */
  private static int block(int label, int[] open, int blocks) {
    return label >= 0 && label < blocks ? open[blocks - 1 - label] : NONE;
  }

  private void branches(int at, InstructionReader in, int[] open, int blocks)
      throws MalformedException {
    // By label and not as they come: a table may have millions, which lead to a few blocks.
    BitSet labels = new BitSet();
    in.rewindList();
    for (int i = 0; i < in.listCount(); i++) {
      add(in.nextLabel(), blocks, labels);
    }
    add(in.index(), blocks, labels);
    links[at] = listed;
    list(0);
    distinct(labels, open, blocks, links[at]);
  }

  private int clauses(InstructionReader in, int[] open, int blocks) throws MalformedException {
    BitSet labels = new BitSet();
    in.rewindList();
    for (int i = 0; i < in.listCount(); i++) {
      in.nextCatch();
      add(in.catchLabel(), blocks, labels);
    }
    int start = listed;
    list(NONE);
    list(0);
    distinct(labels, open, blocks, start + 1);
    return start;
  }

  /** All that leads out of the blocks leads to the end of the function. */
  private static void add(int label, int blocks, BitSet labels) {
    labels.set(label >= 0 && label < blocks ? label : blocks);
  }

  private void distinct(BitSet labels, int[] open, int blocks, int countAt) {
    for (int label = labels.nextSetBit(0); label >= 0; label = labels.nextSetBit(label + 1)) {
      list(block(label, open, blocks));
      lists[countAt]++;
    }
  }

  private void list(int value) {
    if (listed == lists.length) {
      lists = Arrays.copyOf(lists, Math.max(16, listed * 2));
    }
    lists[listed++] = value;
  }

  /** How many instructions are listed. */
  public int count() {
    return count;
  }

  /** Whether these are all instructions of the function. */
  public boolean isWhole() {
    return whole;
  }

  /** What is malformed behind the last instruction, or null. */
  public @Nullable Problem problem() {
    return problem;
  }

  /** Where an instruction starts in the file. */
  public int offset(int instruction) {
    return offsets[instruction];
  }

  /** Where an instruction ends in the file, behind its last byte. */
  public int end(int instruction) {
    return offsets[instruction + 1];
  }

  /**
   * How many blocks an instruction is indented by when it is printed, with the body as the first: 1
   * or more, and 0 for the {@code end} of the function. That and the {@code end} of a block stand
   * where its first line does.
   */
  public int depth(int instruction) {
    return depths[instruction];
  }

  /** The instruction that begins the innermost block around one, or {@link #NONE}. */
  public int block(int instruction) {
    return parents[instruction];
  }

  /** The instruction that has the byte at an offset in the file, or {@link #NONE}. */
  public int at(int offset) {
    if (count == 0 || offset < offsets[0] || offset >= offsets[count]) {
      return NONE;
    }
    int found = Arrays.binarySearch(offsets, 0, count, offset);
    return found >= 0 ? found : -found - 2;
  }

  /**
   * Where an instruction may jump to instead of going on: the start of a loop, what follows the
   * {@code end} of a block, the {@code end} of the function. For {@code if} and {@code else} that
   * is what follows the branch that is not taken; for {@code try_table}, what its clauses go to.
   *
   * @return in rising order, each once; empty for most instructions, and where the end of the block
   *     could not be read
   */
  public int[] targets(int instruction) {
    int link = links[instruction];
    return switch (kinds[instruction]) {
      case IF -> link == NONE ? NOWHERE : new int[] {link + 1};
      case ELSE -> link == NONE ? NOWHERE : new int[] {link + 1};
      case BRANCH -> {
        int target = landing(link);
        yield target == NONE ? NOWHERE : new int[] {target};
      }
      case BRANCHES -> landings(link + 1, lists[link]);
      case TRY_TABLE -> landings(link + 2, lists[link + 1]);
      default -> NOWHERE;
    };
  }

  private static final int[] NOWHERE = {};

  private int[] landings(int from, int number) {
    int[] targets = new int[number];
    int found = 0;
    for (int i = from; i < from + number; i++) {
      int target = landing(lists[i]);
      if (target != NONE) {
        targets[found++] = target;
      }
    }
    Arrays.sort(targets, 0, found);
    int kept = 0;
    for (int i = 0; i < found; i++) {
      if (kept == 0 || targets[kept - 1] != targets[i]) {
        targets[kept++] = targets[i];
      }
    }
    return Arrays.copyOf(targets, kept);
  }

  /** Where a branch to a block goes on. */
  private int landing(int block) {
    if (block == NONE) {
      return whole ? count - 1 : NONE;
    }
    if (kinds[block] == LOOP) {
      return block;
    }
    int link = links[block];
    boolean elsewhere = kinds[block] == IF && link != NONE && kinds[link] == ELSE;
    int end = kinds[block] == TRY_TABLE ? lists[link] : elsewhere ? links[link] : link;
    return end == NONE ? NONE : end + 1;
  }

  /** How many blocks are open in front of an instruction, the body included. */
  int openBefore(int instruction) {
    byte kind = kinds[instruction];
    return depths[instruction] + (kind == ELSE || kind == CATCH || kind == END ? 1 : 0);
  }

  /** Whether an instruction begins a block. */
  boolean isHead(int instruction) {
    return kinds[instruction] >= BLOCK && kinds[instruction] <= TRY_TABLE;
  }

  /** Where the instructions lie. */
  ByteRange range() {
    return range;
  }
}
