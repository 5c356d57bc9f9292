package dev.continuum.ide.editor;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the editor knows of a language.
 *
 * @param id short and lasting, such as {@code wat}
 * @param title as people call it
 * @param endings of its file names, in lower case: {@code .c}, or a whole name such as {@code
 *     makefile}
 * @param lineComment what starts a comment to the end of the line, or null
 * @param indent how many spaces a step is; 0 for a tab
 * @param opening the characters after which the next line is a step further in
 * @param tokenizer its colours
 */
public record Language(
    String id,
    String title,
    List<String> endings,
    @Nullable String lineComment,
    int indent,
    String opening,
    Tokenizer tokenizer) {
  /** WebAssembly text. */
  public static final Language WAT =
      new Language(
          "wat", "WebAssembly text", List.of(".wat", ".wast"), ";;", 2, "(", new WatTokenizer());

  private static final String C_KEYWORDS =
      "alignas alignof asm auto break case catch class const constexpr const_cast continue decltype"
          + " default delete do dynamic_cast else enum explicit export extern for friend goto if"
          + " inline mutable namespace new noexcept operator private protected public register"
          + " reinterpret_cast requires restrict return sizeof static static_assert static_cast"
          + " struct switch template this throw try typedef typename union using virtual volatile"
          + " while true false nullptr NULL _Alignas _Static_assert __attribute__";
  private static final String C_TYPES =
      "bool char double float int long short signed unsigned void wchar_t char8_t char16_t char32_t"
          + " int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t"
          + " size_t ssize_t ptrdiff_t FILE _Bool";
  private static final String RUST_KEYWORDS =
      "as async await break const continue crate dyn else enum extern false fn for if impl in let"
          + " loop match mod move mut pub ref return self static struct super trait true type"
          + " unsafe use where while";
  private static final String RUST_TYPES =
      "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize Self Box Option"
          + " Result String Vec Some None Ok Err";
  private static final String SHELL_KEYWORDS =
      "case do done elif else esac export fi for function if in local readonly return set shift"
          + " then trap unset until while";
  private static final String MAKE_KEYWORDS =
      "define else endef endif export ifdef ifeq ifndef ifneq include override unexport vpath";
  private static final String SCRIPT_KEYWORDS =
      "abstract as async await break case catch class const continue debugger default delete do"
          + " else enum export extends false finally for from function if implements import in"
          + " instanceof interface let namespace new null of package private protected public"
          + " return static super switch this throw true try type typeof var while yield";
  private static final String SCRIPT_TYPES =
      "any bool boolean f32 f64 i8 i16 i32 i64 isize number string u8 u16 u32 u64 usize v128 void";
  private static final String GO_KEYWORDS =
      "break case chan const continue default defer else fallthrough false for func go goto if"
          + " import interface iota map nil package range return select struct switch true type"
          + " var";
  private static final String GO_TYPES =
      "any bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune"
          + " string uint uint8 uint16 uint32 uint64 uintptr";

  private static final List<Language> ALL =
      List.of(
          WAT,
          new Language(
              "c",
              "C and C++",
              List.of(".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".hh"),
              "//",
              4,
              "{([",
              KeywordTokenizer.with("//", "/*", "*/", "\"'", C_KEYWORDS, C_TYPES).directives()),
          new Language(
              "rust",
              "Rust",
              List.of(".rs"),
              "//",
              4,
              "{([",
              KeywordTokenizer.with("//", "/*", "*/", "\"", RUST_KEYWORDS, RUST_TYPES)),
          new Language(
              "script",
              "AssemblyScript, TypeScript and JavaScript",
              List.of(".ts", ".js", ".mjs"),
              "//",
              2,
              "{([",
              KeywordTokenizer.with("//", "/*", "*/", "\"'`", SCRIPT_KEYWORDS, SCRIPT_TYPES)),
          new Language(
              "go",
              "Go",
              List.of(".go"),
              "//",
              0,
              "{([",
              KeywordTokenizer.with("//", "/*", "*/", "\"'`", GO_KEYWORDS, GO_TYPES)),
          new Language(
              "toml",
              "TOML",
              List.of(".toml"),
              "#",
              2,
              "[{",
              KeywordTokenizer.with("#", "", "", "\"'", "true false inf nan", "").keys("=")),
          new Language(
              "json",
              "JSON",
              List.of(".json"),
              null,
              2,
              "[{",
              KeywordTokenizer.with("", "", "", "\"", "true false null", "").keys(":")),
          new Language(
              "make",
              "Makefile",
              List.of("makefile", "gnumakefile", ".mk"),
              "#",
              0,
              ":",
              KeywordTokenizer.with("#", "", "", "\"'", MAKE_KEYWORDS, "").variables()),
          new Language(
              "shell",
              "Shell",
              List.of(".sh", ".bash"),
              "#",
              2,
              "{(",
              KeywordTokenizer.with("#", "", "", "\"'", SHELL_KEYWORDS, "").variables()));

  /** Text of no known language. */
  public static final Language PLAIN =
      new Language("text", "Plain text", List.of(), null, 4, "", Tokenizer.PLAIN);

  /** The language of a file, by its name. */
  public static Language of(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    for (Language language : ALL) {
      for (String ending : language.endings) {
        if (ending.startsWith(".") ? name.endsWith(ending) : name.equals(ending)) {
          return language;
        }
      }
    }
    return PLAIN;
  }

  /** One step of indentation. */
  public String step() {
    return indent == 0 ? "\t" : " ".repeat(indent);
  }
}
