package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.text.Keyword;
import dev.continuum.inspector.text.Refusal;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of a module: those it defines, and behind them those that only its type uses imply
 * (specification, text format, "Type Uses").
 */
final class TypeTable {
  private static final int FUNCTION = 0x60;
  private static final int STRUCT = 0x5f;
  private static final int ARRAY = 0x5e;
  private static final int SUB = 0x50;
  private static final int SUB_FINAL = 0x4f;
  private static final int RECURSIVE = 0x4e;

  private final TokenReader in;
  private final Space types;
  private final TypeParser parser;
  final SectionSink section;

  /** Where in the section each type lies, without its supertypes. */
  private int[] starts = new int[16];

  private int[] ends = new int[16];

  /** How many parameters each function type has; -1 for other types. */
  private int[] parameters = new int[16];

  /** How many types there are so far in the section. */
  private int written;

  /** A hash table of function types that stand alone, by their bytes: indices plus one. */
  private int[] alone = new int[64];

  private int aloneCount;

  /** Indices of fields by type and symbol. */
  private final Map<Long, Integer> fields = new HashMap<>();

  /** Pairs of field index and symbol for each type that names fields. */
  private final Map<Integer, int[]> fieldNames = new HashMap<>();

  /** Names of fields that are not what the identifier says, by type and index. */
  private final Map<Long, String> givenNames = new HashMap<>();

  private final BinaryWriter scratch = new BinaryWriter();

  TypeTable(TokenReader in, Space types, TypeParser parser, SectionSink section) {
    this.in = in;
    this.types = types;
    this.parser = parser;
    this.section = section;
  }

  Map<Integer, int[]> fieldNames() {
    return fieldNames;
  }

  /** The name of a field that is not what its identifier says, or null. */
  @Nullable String givenName(int type, int field) {
    return givenNames.get((long) type << 32 | field);
  }

  /** The index of the field of a type with a symbol, or -1. */
  int field(int type, int symbol) {
    return fields.getOrDefault((long) type << 32 | symbol, -1);
  }

  /** How many parameters a function type has; 0 for any other index. */
  int parameters(int type) {
    return type >= 0 && type < written ? Math.max(0, parameters[type]) : 0;
  }

  /** Parses a {@code (rec …)} whose parenthesis comes next. */
  void group() throws Refusal {
    int list = in.takeList(Keyword.REC);
    section.mark(in.start(list), in.end(in.head(list)));
    section.bytes.u8(RECURSIVE);
    int members = 0;
    for (int at = in.at(); at < in.close(list); at = in.tree().next(at)) {
      members += in.is(at, TokenKind.OPEN_PAREN) ? 1 : 0;
    }
    section.bytes.u32(members);
    section.count++;
    while (in.isList(Keyword.TYPE)) {
      definition(false);
    }
    in.leave(list);
  }

  /** Parses a {@code (type …)} whose parenthesis comes next, outside of groups. */
  void single() throws Refusal {
    section.count++;
    definition(true);
  }

  private void definition(boolean single) throws Refusal {
    int type = written++;
    if (type == starts.length) {
      starts = Arrays.copyOf(starts, type * 2);
      ends = Arrays.copyOf(ends, type * 2);
      parameters = Arrays.copyOf(parameters, type * 2);
    }
    int list = in.takeList(Keyword.TYPE);
    int id = in.takeId();
    section.mark(in.start(list), in.end(id >= 0 ? id : in.head(list)));
    starts[type] = section.bytes.size();
    ends[type] = section.bytes.size();
    parameters[type] = -1;
    int sub = in.takeList(Keyword.SUB);
    boolean plain = sub < 0 || supertypes(in.take(Keyword.FINAL));
    starts[type] = section.bytes.size();
    ends[type] = starts[type];
    composite(type);
    ends[type] = section.bytes.size();
    if (sub >= 0) {
      in.leave(sub);
    }
    in.leave(list);
    if (single && plain && parameters[type] >= 0) {
      remember(type);
    }
  }

  /** Writes what stands before a type in a {@code (sub …)}; whether it says no more than none. */
  private boolean supertypes(boolean isFinal) throws Refusal {
    BinaryWriter indices = new BinaryWriter();
    int count = 0;
    while (in.isIndex()) {
      indices.u32(types.index(in));
      count++;
    }
    section.bytes.u8(isFinal ? SUB_FINAL : SUB);
    section.bytes.u32(count);
    section.bytes.bytes(indices.array(), 0, indices.size());
    return isFinal && count == 0;
  }

  private void composite(int type) throws Refusal {
    Keyword keyword = in.listKeyword();
    int list = in.at();
    if (keyword == Keyword.FUNC) {
      in.takeList(Keyword.FUNC);
      parameters[type] = signature(list);
    } else if (keyword == Keyword.STRUCT) {
      in.takeList(Keyword.STRUCT);
      structure(type);
    } else if (keyword == Keyword.ARRAY) {
      in.takeList(Keyword.ARRAY);
      section.bytes.u8(ARRAY);
      parser.field(section.bytes);
    } else {
      throw in.unexpected("a type: (func …), (struct …) or (array …)");
    }
    in.leave(list);
  }

  private int signature(int list) throws Refusal {
    section.bytes.u8(FUNCTION);
    scratch.truncate(0);
    int params = 0;
    for (int param = in.takeList(Keyword.PARAM); param >= 0; ) {
      boolean named = in.takeId() >= 0;
      if (named) {
        parser.value(scratch);
        in.leave(param);
        params++;
      } else {
        params += parser.values(scratch, param);
      }
      param = in.takeList(Keyword.PARAM);
    }
    section.bytes.u32(params);
    section.bytes.bytes(scratch.array(), 0, scratch.size());
    scratch.truncate(0);
    int results = 0;
    for (int result = in.takeList(Keyword.RESULT); result >= 0; ) {
      results += parser.values(scratch, result);
      result = in.takeList(Keyword.RESULT);
    }
    section.bytes.u32(results);
    section.bytes.bytes(scratch.array(), 0, scratch.size());
    return params;
  }

  private void structure(int type) throws Refusal {
    section.bytes.u8(STRUCT);
    BinaryWriter types = new BinaryWriter();
    int count = 0;
    int[] names = new int[0];
    for (int list = in.takeList(Keyword.FIELD); list >= 0; ) {
      int id = in.takeId();
      if (id >= 0) {
        if (fields.putIfAbsent((long) type << 32 | in.symbol(id), count) != null) {
          in.problem(id, "duplicate field " + in.shown(id));
        }
        names = Arrays.copyOf(names, names.length + 2);
        names[names.length - 2] = count;
        names[names.length - 1] = in.symbol(id);
        String name = Annotations.nameBehind(in, id);
        if (name != null) {
          givenNames.put((long) type << 32 | count, name);
        }
        parser.field(types);
        count++;
      } else {
        while (in.at() != in.close(list)) {
          parser.field(types);
          count++;
        }
      }
      in.leave(list);
      list = in.takeList(Keyword.FIELD);
    }
    if (names.length > 0) {
      fieldNames.put(type, names);
    }
    section.bytes.u32(count);
    section.bytes.bytes(types.array(), 0, types.size());
  }

  /** Counts the definitions that could not be parsed too, so that the indices of others fit. */
  void missed(int next) {
    while (written < next) {
      if (written == starts.length) {
        starts = Arrays.copyOf(starts, written * 2);
        ends = Arrays.copyOf(ends, written * 2);
        parameters = Arrays.copyOf(parameters, written * 2);
      }
      starts[written] = section.bytes.size();
      ends[written] = section.bytes.size();
      parameters[written++] = -1;
    }
  }

  /** Whether a function type is the one that the bytes say. */
  boolean isSame(int type, BinaryWriter signature) {
    return Arrays.equals(
        section.bytes.array(), starts[type], ends[type], signature.array(), 0, signature.size());
  }

  boolean isKnown(int type) {
    return type >= 0 && type < written;
  }

  /** The first function type that the bytes say, added behind all others if there is none. */
  int indexOf(BinaryWriter signature, int params) {
    int hash = hash(signature.array(), 0, signature.size());
    for (int slot = hash & alone.length - 1; alone[slot] != 0; slot = slot + 1 & alone.length - 1) {
      if (isSame(alone[slot] - 1, signature)) {
        return alone[slot] - 1;
      }
    }
    int type = types.count++;
    missed(type + 1);
    section.count++;
    starts[type] = section.bytes.size();
    section.bytes.bytes(signature.array(), 0, signature.size());
    ends[type] = section.bytes.size();
    parameters[type] = params;
    remember(type);
    return type;
  }

  private void remember(int type) {
    if (++aloneCount * 2 > alone.length) {
      int[] old = alone;
      alone = new int[old.length * 2];
      for (int entry : old) {
        if (entry != 0) {
          insert(entry - 1);
        }
      }
    }
    insert(type);
  }

  /** Adds a type unless there is an equal one; types come in the order of their indices. */
  private void insert(int type) {
    byte[] bytes = section.bytes.array();
    int slot = hash(bytes, starts[type], ends[type]) & alone.length - 1;
    while (alone[slot] != 0) {
      int other = alone[slot] - 1;
      if (Arrays.equals(bytes, starts[type], ends[type], bytes, starts[other], ends[other])) {
        alone[slot] = Math.min(alone[slot], type + 1);
        return;
      }
      slot = slot + 1 & alone.length - 1;
    }
    alone[slot] = type + 1;
  }

  private static int hash(byte[] bytes, int start, int end) {
    int hash = 1;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + bytes[i];
    }
    return hash ^ hash >>> 15;
  }
}
