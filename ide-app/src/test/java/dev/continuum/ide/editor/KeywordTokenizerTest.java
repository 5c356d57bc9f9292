package dev.continuum.ide.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KeywordTokenizerTest {
  private static String colours(String file, String text) {
    return Language.of(Path.of(file)).tokenizer().tokens(text).stream()
        .filter(token -> token.kind() != TokenKind.PUNCTUATION)
        .map(token -> token.kind() + ":" + text.substring(token.start(), token.end()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void colours() {
    assertThat(colours("a.c", "#include <x>\nint f(void) { return 0x1f; } // \"no\""))
        .isEqualTo(
            "KEYWORD:#include TYPE:int TYPE:void KEYWORD:return NUMBER:0x1f COMMENT:// \"no\"");
    assertThat(colours("a.c", "/* a\nb */ \"x\\\"y\" \"open\nif"))
        .isEqualTo("COMMENT:/* a\nb */ STRING:\"x\\\"y\" STRING:\"open KEYWORD:if");
    assertThat(colours("a.rs", "fn f<'a>(x: &'a u8)")).isEqualTo("KEYWORD:fn TYPE:u8");
    assertThat(colours("a.toml", "[run]\nname = \"x\" # c"))
        .isEqualTo("NAME:name STRING:\"x\" COMMENT:# c");
    assertThat(colours("a.json", "{\"a\": \"b\", \"c\" : 1.5e-3}"))
        .isEqualTo("NAME:\"a\" STRING:\"b\" NAME:\"c\" NUMBER:1.5e-3");
    assertThat(colours("run.sh", "if [ $# -gt 1 ]; then echo ${x} # c"))
        .isEqualTo("KEYWORD:if NAME:$# NUMBER:1 KEYWORD:then NAME:${x} COMMENT:# c");
    assertThat(colours("Makefile", "all: $(OBJ)\nendif")).isEqualTo("NAME:$(OBJ) KEYWORD:endif");
    assertThat(colours("notes.txt", "if then")).isEmpty();
  }

  @Test
  void endsAtTheEndOfAnyText() {
    for (String file : new String[] {"a.c", "a.rs", "a.toml", "a.json", "a.sh", "a.wat"}) {
      for (String text :
          new String[] {"\"", "\"\\", "/*", "$", "${", "#", "'", "1e", "(;", "\uD800"}) {
        Language.of(Path.of(file)).tokenizer().tokens(text).stream()
            .forEach(token -> assertThat(token.end()).isBetween(1, text.length()));
      }
    }
  }
}
