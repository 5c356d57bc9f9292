package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.text.Keyword;
import dev.continuum.inspector.text.Refusal;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parses instruction sequences, flat and folded (specification, text format, "Instructions"), and
 * writes them. What is open is kept on a stack of its own, so that no nesting is too deep.
 *
 * <p>A folded instruction is written when its list closes: then its immediates are read, which were
 * passed over before.
 */
final class CodeParser {
  /** Blocks that an {@code end} closes. */
  private static final byte FLAT_BLOCK = 0;

  private static final byte FLAT_IF = 1;
  private static final byte FLAT_ELSE = 2;
  private static final byte FLAT_TRY = 3;
  private static final byte FLAT_CATCH = 4;
  private static final byte FLAT_CATCH_ALL = 5;

  /** Lists. */
  private static final byte FOLDED = 8;

  private static final byte FOLDED_BLOCK = 9;
  private static final byte FOLDED_IF = 10;
  private static final byte FOLDED_IF_THEN = 11;
  private static final byte FOLDED_IF_ELSE = 12;
  private static final byte FOLDED_TRY = 13;
  private static final byte FOLDED_TRY_DO = 14;
  private static final byte FOLDED_TRY_CATCH = 15;
  private static final byte FOLDED_TRY_CATCH_ALL = 16;
  private static final byte FOLDED_TRY_DELEGATED = 17;

  /** A {@code (then …)}, {@code (else …)}, {@code (do …)} or {@code (catch …)}. */
  private static final byte PART = 18;

  private final TokenReader in;
  private final ImmediateParser immediates;
  private final BlockStack blocks;
  private final CodeNames names;
  private final CodeMetadata metadata;
  private SectionSink out;
  private boolean usesData;

  private byte[] frames = new byte[32];

  /** For each frame the token of its mnemonic. */
  private int[] mnemonics = new int[32];

  /** For each frame the list around its instructions, which may be an outer frame's; -1: none. */
  private int[] lists = new int[32];

  /** For each folded instruction the token its immediates must end before. */
  private int[] children = new int[32];

  private int depth;

  /** The index at which the innermost list, or the whole sequence, ends. */
  private int limit;

  private int end;

  CodeParser(Scope scope, SectionSink out, Locals locals, CodeNames names, CodeMetadata metadata) {
    this.in = scope.in;
    this.blocks = new BlockStack(in.tree().symbols());
    this.names = names;
    this.metadata = metadata;
    this.out = out;
    this.immediates = new ImmediateParser(scope, out.bytes, locals, blocks);
  }

  /** Whether an instruction in a function has named a data segment: then their count is needed. */
  boolean usesData() {
    return usesData;
  }

  /** The body of a function, up to the end of its list; writes its {@code end} too. */
  void body(SectionSink section, int list) {
    sequence(section, in.close(list));
    usesData |= immediates.usesData();
    mark(list);
    if (in.tree().isClosed(list)) {
      section.mark(in.start(in.close(list)), in.end(in.close(list)));
    }
    section.bytes.u8(Opcode.END.code());
  }

  /** An expression up to an index; writes its {@code end} too. */
  void expression(SectionSink section, int end) {
    sequence(section, end);
    section.bytes.u8(Opcode.END.code());
  }

  /** One folded instruction as an expression. */
  void foldedExpression(SectionSink section) {
    expression(section, in.tree().next(in.at()));
  }

  private void mark(int list) {
    if (!in.tree().isClosed(list)) {
      out.mark(in.start(list), in.end(list));
    }
  }

  private void sequence(SectionSink section, int end) {
    out = section;
    immediates.writeTo(section.bytes);
    depth = 0;
    this.end = end;
    limit = end;
    // The block of the function itself, which a label may mean too.
    blocks.clear();
    blocks.push(-1);
    while (!in.isFull()) {
      int token = in.at();
      try {
        if (in.hasAnnotations()) {
          metadata.keep(in, in.takeAnnotations(), token);
        } else if (token >= limit) {
          if (depth == 0) {
            break;
          }
          close();
        } else {
          next(token);
        }
      } catch (Refusal noted) {
        recover(token);
      }
    }
    if (in.at() < end) {
      in.moveTo(end);
    }
  }

  private void next(int token) throws Refusal {
    if (in.is(token, TokenKind.OPEN_PAREN)) {
      list(token);
      return;
    }
    if (!in.isWord(token)) {
      throw in.unexpected("an instruction");
    }
    byte frame = depth == 0 ? PART : frames[depth - 1];
    if (frame >= FOLDED && frame != FOLDED_BLOCK && frame != PART) {
      throw in.unexpected("a list or a closing parenthesis");
    }
    Opcode opcode = in.opcode(token);
    if (opcode == null) {
      continuation(token);
      return;
    }
    in.advance();
    if (opcode.opensBlock()) {
      byte kind = opcode == Opcode.IF ? FLAT_IF : opcode == Opcode.TRY ? FLAT_TRY : FLAT_BLOCK;
      push(kind, token, depth == 0 ? -1 : lists[depth - 1]);
      header(opcode, token);
    } else {
      write(opcode, token);
    }
  }

  /** Writes an instruction that opens no block, whose immediates come next. */
  private void write(Opcode opcode, int token) throws Refusal {
    out.mark(in.start(token), in.end(token));
    metadata.attach(in, token, opcode, out.bytes.size());
    immediates.instruction(opcode);
    out.extendMark(in.end(in.at() - 1));
  }

  /** Takes the label and the type of a block, writes them, and enters the block. */
  private void header(Opcode opcode, int token) throws Refusal {
    int id = in.takeId();
    try {
      out.mark(in.start(token), in.end(token));
      metadata.attach(in, token, opcode, out.bytes.size());
      immediates.blockHeader(opcode);
      out.extendMark(in.end(in.at() - 1));
    } finally {
      int symbol = id < 0 ? -1 : in.symbol(id);
      names.label(symbol);
      blocks.push(symbol);
    }
  }

  /** A word that goes on with the flat block that is open, or ends it. */
  private void continuation(int token) throws Refusal {
    Keyword keyword = in.keyword(token);
    byte frame = depth == 0 ? PART : frames[depth - 1];
    if (keyword == null || frame >= FOLDED) {
      throw in.unexpected("an instruction");
    }
    switch (keyword) {
      case END -> {
        in.advance();
        checkLabel();
        single(Opcode.END, token);
        leaveBlock();
      }
      case ELSE -> {
        if (frame != FLAT_IF) {
          throw in.unexpected("an instruction");
        }
        in.advance();
        checkLabel();
        single(Opcode.ELSE, token);
        frames[depth - 1] = FLAT_ELSE;
      }
      case CATCH, CATCH_ALL -> {
        if (frame != FLAT_TRY && frame != FLAT_CATCH) {
          throw in.unexpected("an instruction");
        }
        in.advance();
        if (keyword == Keyword.CATCH) {
          frames[depth - 1] = FLAT_CATCH;
          write(Opcode.CATCH, token);
        } else {
          frames[depth - 1] = FLAT_CATCH_ALL;
          single(Opcode.CATCH_ALL, token);
        }
      }
      case DELEGATE -> {
        if (frame != FLAT_TRY) {
          throw in.unexpected("an instruction");
        }
        in.advance();
        leaveBlock();
        write(Opcode.DELEGATE, token);
      }
      default -> throw in.unexpected("an instruction");
    }
  }

  private void single(Opcode opcode, int token) {
    out.mark(in.start(token), in.end(token));
    out.bytes.u8(opcode.code());
  }

  private void leaveBlock() {
    blocks.pop();
    depth--;
  }

  /** Takes the label that may be repeated behind {@code else} and {@code end}. */
  private void checkLabel() {
    int id = in.takeId();
    if (id >= 0 && in.symbol(id) != blocks.symbol()) {
      in.problem(id, "mismatching label: the block has not the label " + in.shown(id));
    }
  }

  /** A list within a sequence or a folded instruction. */
  private void list(int list) throws Refusal {
    int head = in.head(list);
    byte frame = depth == 0 ? PART : frames[depth - 1];
    Opcode opcode = in.opcode(head);
    if (opcode == null) {
      part(list, head, in.keyword(head), frame);
      return;
    }
    if (frame >= FOLDED_IF_THEN && frame <= FOLDED_TRY_DELEGATED) {
      throw in.unexpected("a part of the folded instruction, or a closing parenthesis");
    }
    in.moveTo(head + 1);
    metadata.move(list, head);
    if (opcode == Opcode.IF) {
      push(FOLDED_IF, head, list);
      in.takeId();
      passImmediates();
      children[depth - 1] = in.at();
    } else if (opcode.opensBlock()) {
      push(opcode == Opcode.TRY ? FOLDED_TRY : FOLDED_BLOCK, head, list);
      header(opcode, head);
    } else {
      push(FOLDED, head, list);
      passImmediates();
      children[depth - 1] = in.at();
    }
  }

  /** Goes to the first list that is an instruction or a part of one. */
  private void passImmediates() {
    while (in.at() < limit) {
      if (in.is(in.at(), TokenKind.OPEN_PAREN)) {
        int head = in.head(in.at());
        Keyword keyword = in.keyword(head);
        if (keyword != Keyword.TYPE
            && keyword != Keyword.PARAM
            && keyword != Keyword.RESULT
            && keyword != Keyword.REF) {
          return;
        }
        in.skip(in.at());
      } else {
        in.advance();
      }
    }
  }

  /** A list that is a part of the folded instruction around it. */
  private void part(int list, int head, @Nullable Keyword keyword, byte frame) throws Refusal {
    if (keyword == Keyword.THEN && frame == FOLDED_IF) {
      int token = mnemonics[depth - 1];
      in.moveTo(token + 1);
      frames[depth - 1] = FOLDED_IF_THEN;
      int first = children[depth - 1];
      try {
        header(Opcode.IF, token);
        if (in.at() != first) {
          throw in.unexpected("an instruction in parentheses");
        }
      } finally {
        in.moveTo(head + 1);
        push(PART, head, list);
      }
    } else if (keyword == Keyword.ELSE && frame == FOLDED_IF_THEN) {
      frames[depth - 1] = FOLDED_IF_ELSE;
      in.moveTo(head + 1);
      single(Opcode.ELSE, head);
      push(PART, head, list);
    } else if (keyword == Keyword.DO && frame == FOLDED_TRY) {
      frames[depth - 1] = FOLDED_TRY_DO;
      in.moveTo(head + 1);
      push(PART, head, list);
    } else if (keyword == Keyword.CATCH && (frame == FOLDED_TRY_DO || frame == FOLDED_TRY_CATCH)) {
      frames[depth - 1] = FOLDED_TRY_CATCH;
      in.moveTo(head + 1);
      push(PART, head, list);
      write(Opcode.CATCH, head);
    } else if (keyword == Keyword.CATCH_ALL
        && (frame == FOLDED_TRY_DO || frame == FOLDED_TRY_CATCH)) {
      frames[depth - 1] = FOLDED_TRY_CATCH_ALL;
      in.moveTo(head + 1);
      push(PART, head, list);
      single(Opcode.CATCH_ALL, head);
    } else if (keyword == Keyword.DELEGATE && frame == FOLDED_TRY_DO) {
      frames[depth - 1] = FOLDED_TRY_DELEGATED;
      blocks.pop();
      in.moveTo(head + 1);
      write(Opcode.DELEGATE, head);
      in.leave(list);
    } else if (in.is(head, TokenKind.CLOSE_PAREN) || head >= in.tree().size()) {
      throw in.unexpected("an instruction");
    } else {
      in.moveTo(head);
      throw in.unexpected(expectedPart(frame));
    }
  }

  private static String expectedPart(byte frame) {
    return switch (frame) {
      case FOLDED_IF -> "an instruction or \"then\"";
      case FOLDED_IF_THEN -> "\"else\"";
      case FOLDED_TRY -> "\"do\"";
      case FOLDED_TRY_DO -> "\"catch\", \"catch_all\" or \"delegate\"";
      case FOLDED_TRY_CATCH -> "\"catch\" or \"catch_all\"";
      default -> "an instruction";
    };
  }

  private void push(byte kind, int mnemonic, int list) {
    if (depth == frames.length) {
      frames = Arrays.copyOf(frames, depth * 2);
      mnemonics = Arrays.copyOf(mnemonics, depth * 2);
      lists = Arrays.copyOf(lists, depth * 2);
      children = Arrays.copyOf(children, depth * 2);
    }
    frames[depth] = kind;
    mnemonics[depth] = mnemonic;
    lists[depth++] = list;
    if (kind >= FOLDED) {
      limit = in.close(list);
    }
  }

  /** Leaves what is innermost, at the end of its list or of the sequence. */
  private void close() throws Refusal {
    int top = depth - 1;
    byte frame = frames[top];
    int mnemonic = mnemonics[top];
    if (frame < FOLDED) {
      String word = in.shown(mnemonic);
      leaveBlock();
      throw in.refuse(mnemonic, "unexpected token: the \"" + word + "\" has no \"end\"");
    }
    int list = lists[top];
    depth--;
    limit = depth == 0 ? end : lists[depth - 1] < 0 ? end : in.close(lists[depth - 1]);
    try {
      switch (frame) {
        case FOLDED -> {
          Opcode opcode = in.opcode(mnemonic);
          in.moveTo(mnemonic + 1);
          write(opcode == null ? Opcode.NOP : opcode, mnemonic);
          if (in.at() != children[top]) {
            throw in.unexpected("an instruction in parentheses or a closing parenthesis");
          }
        }
        case FOLDED_IF -> throw in.refuse(list, "unexpected token: the \"if\" has no \"then\"");
        case FOLDED_TRY -> {
          blocks.pop();
          throw in.refuse(list, "unexpected token: the \"try\" has no \"do\"");
        }
        case FOLDED_BLOCK,
            FOLDED_IF_THEN,
            FOLDED_IF_ELSE,
            FOLDED_TRY_DO,
            FOLDED_TRY_CATCH,
            FOLDED_TRY_CATCH_ALL -> {
          int close = in.tree().isClosed(list) ? in.close(list) : list;
          single(Opcode.END, close);
          blocks.pop();
        }
        default -> {}
      }
    } finally {
      in.skip(list);
    }
  }

  /** Goes to the next thing that looks like an instruction, or to the end of the list. */
  private void recover(int failed) {
    int at = Math.max(in.at(), failed);
    boolean entered = in.is(failed, TokenKind.OPEN_PAREN) && limit == in.close(failed);
    if (failed < limit && !entered) {
      at = Math.max(at, in.tree().next(failed));
    }
    while (at < limit) {
      if (in.is(at, TokenKind.INSTRUCTION)) {
        break;
      }
      if (in.is(at, TokenKind.OPEN_PAREN)) {
        int head = in.head(at);
        boolean isPart = in.is(head, TokenKind.INSTRUCTION) || in.keyword(head) == Keyword.CATCH;
        if (isPart) {
          break;
        }
      }
      at = in.tree().next(at);
    }
    in.moveTo(Math.min(at, Math.max(limit, in.at())));
  }
}
