package dev.continuum.ide.editor;

import java.util.List;

final class WatTokenizer implements Tokenizer {
  @Override
  public List<Token> tokens(String text) {
    return KeywordTokenizer.with(";;", "(;", ";)", "\"", "module func", "i32").tokens(text);
  }
}
