package dev.continuum.ide.editor;

import dev.continuum.inspector.text.Lexer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The colours of WebAssembly text, by the inspector's lexer. */
final class WatTokenizer implements Tokenizer {
  @Override
  public List<Token> tokens(String text) {
    List<Token> found = new ArrayList<>();
    Lexer lexer = new Lexer(text);
    for (var token = lexer.next(); token != null; token = lexer.next()) {
      TokenKind kind = kind(token.kind());
      if (kind != null) {
        found.add(new Token(token.start(), token.end(), kind));
      }
    }
    return found;
  }

  private static @Nullable TokenKind kind(dev.continuum.inspector.text.TokenKind kind) {
    return switch (kind) {
      case WHITESPACE, UNKNOWN_WORD, RESERVED -> null;
      case LINE_COMMENT, BLOCK_COMMENT -> TokenKind.COMMENT;
      case OPEN_PAREN, CLOSE_PAREN -> TokenKind.PUNCTUATION;
      case ANNOTATION -> TokenKind.ANNOTATION;
      case KEYWORD, ATTRIBUTE -> TokenKind.KEYWORD;
      case TYPE -> TokenKind.TYPE;
      case INSTRUCTION -> TokenKind.INSTRUCTION;
      case ID -> TokenKind.NAME;
      case NUMBER -> TokenKind.NUMBER;
      case STRING -> TokenKind.STRING;
      case ERROR -> TokenKind.ERROR;
    };
  }
}
