package dev.continuum.inspector.binary;

import dev.continuum.inspector.SpecSuite;
import dev.continuum.inspector.text.Lexer;
import dev.continuum.inspector.text.LineMap;
import dev.continuum.inspector.text.StringLiterals;
import dev.continuum.inspector.text.Token;
import dev.continuum.inspector.text.TokenKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code (module binary "…")} of the specification's scripts. */
public final class SpecBinaries {
  private SpecBinaries() {}

  /**
   * A binary of a script.
   *
   * @param place script and line
   * @param command {@code module} when it must be taken, or the assertion around it
   * @param message the message the assertion expects, or an empty text
   */
  public record Case(String place, String command, byte[] bytes, String message) {
    @Override
    public String toString() {
      return place + " " + command + " " + message;
    }
  }

  public static List<Case> all() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Path script : SpecSuite.scripts()) {
      String source = Files.readString(script);
      if (source.contains(" binary")) {
        cases.addAll(of(SpecSuite.name(script), source));
      }
    }
    return cases;
  }

  private static List<Case> of(String script, String source) {
    LineMap lines = LineMap.of(source);
    List<Token> tokens =
        Lexer.tokens(source).stream().filter(token -> !token.kind().isTrivia()).toList();
    List<Case> cases = new ArrayList<>();
    List<String> heads = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      switch (token.kind()) {
        case OPEN_PAREN, ANNOTATION -> heads.add(text(source, tokens, i + 1));
        case CLOSE_PAREN -> heads.removeLast();
        case KEYWORD -> {
          boolean isBinary =
              text(source, tokens, i).equals("binary")
                  && heads.getLast().equals("module")
                  && heads.size() <= 2;
          if (isBinary) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int at = i + 1;
            while (tokens.get(at).kind() == TokenKind.STRING) {
              bytes.writeBytes(StringLiterals.bytes(text(source, tokens, at++)));
            }
            boolean asserted = heads.size() == 2;
            boolean says = asserted && tokens.get(at + 1).kind() == TokenKind.STRING;
            cases.add(
                new Case(
                    script + ":" + lines.line(token.start()),
                    heads.getFirst(),
                    bytes.toByteArray(),
                    says ? StringLiterals.text(text(source, tokens, at + 1)) : ""));
          }
        }
        default -> {}
      }
    }
    return cases;
  }

  private static String text(String source, List<Token> tokens, int position) {
    return tokens.get(position).text(source);
  }
}
