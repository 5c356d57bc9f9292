package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.text.Keyword;
import dev.continuum.inspector.text.Refusal;
import dev.continuum.inspector.text.TokenReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Parses type uses (specification, text format, "Type Uses") and finds the type they mean. */
final class TypeUse {
  private static final int FUNCTION = 0x60;

  private final TokenReader in;
  private final Space types;
  private final TypeParser parser;
  private final TypeTable table;

  private final BinaryWriter params = new BinaryWriter();
  private final BinaryWriter results = new BinaryWriter();
  private final BinaryWriter signature = new BinaryWriter();

  /** How many parameters are written, and how many results. */
  private int paramCount;

  private int resultCount;

  /** The identifiers of the parameters that are written: their tokens, or -1. */
  private int[] ids = new int[8];

  /** The names they have besides; null for those that have none. */
  private @Nullable String[] names = new String[8];

  TypeUse(TokenReader in, Space types, TypeParser parser, TypeTable table) {
    this.in = in;
    this.types = types;
    this.parser = parser;
    this.table = table;
  }

  /** Takes a type use and returns its type's index. */
  int take(boolean mayName) throws Refusal {
    int list = in.takeList(Keyword.TYPE);
    int type = 0;
    int token = in.at();
    if (list >= 0) {
      type = types.index(in);
      in.leave(list);
    }
    inline(mayName);
    return list >= 0 ? check(type, token) : table.indexOf(signature(), paramCount);
  }

  /**
   * Takes the type of a block: nothing, one result, or a type use (specification, text format,
   * "Control Instructions").
   */
  void block(BinaryWriter out) throws Refusal {
    if (!in.isOpen()) {
      out.u8(0x40);
      return;
    }
    if (in.isList(Keyword.TYPE)) {
      out.signed(take(false) & 0xffff_ffffL);
      return;
    }
    inline(false);
    if (paramCount == 0 && resultCount == 0) {
      out.u8(0x40);
    } else if (paramCount == 0 && resultCount == 1) {
      out.bytes(results.array(), 0, results.size());
    } else {
      out.signed(table.indexOf(signature(), paramCount));
    }
  }

  private void inline(boolean mayName) throws Refusal {
    params.truncate(0);
    results.truncate(0);
    paramCount = 0;
    resultCount = 0;
    for (int list = in.takeList(Keyword.PARAM); list >= 0; ) {
      int first = paramCount;
      if (mayName && in.isId()) {
        int id = in.takeId();
        String name = Annotations.nameBehind(in, id);
        parser.value(params);
        in.leave(list);
        paramCount++;
        remember(first, id, name);
      } else {
        paramCount += parser.values(params, list);
        for (int i = first; i < paramCount; i++) {
          remember(i, -1, null);
        }
      }
      list = in.takeList(Keyword.PARAM);
    }
    for (int list = in.takeList(Keyword.RESULT); list >= 0; ) {
      resultCount += parser.values(results, list);
      list = in.takeList(Keyword.RESULT);
    }
  }

  private void remember(int index, int id, @Nullable String name) {
    if (index >= ids.length) {
      int room = Math.max(index + 1, ids.length * 2);
      ids = Arrays.copyOf(ids, room);
      names = Arrays.copyOf(names, room);
    }
    ids[index] = id;
    names[index] = name;
  }

  /**
   * The identifier of a parameter of the last type use, or -1.
   *
   * @param parameter below {@link #writtenParameters}
   */
  int id(int parameter) {
    return ids[parameter];
  }

  /**
   * The name that a parameter of the last type use has besides its identifier, or null.
   *
   * @param parameter below {@link #writtenParameters}
   */
  @Nullable String name(int parameter) {
    return names[parameter];
  }

  /** How many parameters the last type use wrote out. */
  int writtenParameters() {
    return paramCount;
  }

  /** The parameters and results that are written, as a type. */
  private BinaryWriter signature() {
    signature.truncate(0);
    signature.u8(FUNCTION);
    signature.u32(paramCount);
    signature.bytes(params.array(), 0, params.size());
    signature.u32(resultCount);
    signature.bytes(results.array(), 0, results.size());
    return signature;
  }

  /** Checks the parameters and results that are written beside a type's index. */
  private int check(int type, int token) {
    if (paramCount == 0 && resultCount == 0) {
      return type;
    }
    if (!table.isKnown(type)) {
      in.problem(token, "unknown type " + in.shown(token));
    } else if (!table.isSame(type, signature())) {
      in.problem(
          token,
          "inline function type: the parameters and results are not those of type "
              + in.shown(token));
    }
    return type;
  }
}
