package dev.continuum.ide.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {
  private static final Pattern TOKEN = Pattern.compile("(-[a-z0-9-]+):\\s*([^;]+);");
  private static final double AA_TEXT = 4.5;
  private static final double AA_GRAPHICS = 3;

  @ParameterizedTest
  @EnumSource(Theme.class)
  void textCanBeReadOnEveryGround(Theme theme) throws IOException {
    Map<String, Color> colors = colors(theme);
    for (String text : List.of("-ui-fg", "-ui-fg-muted", "-ui-danger")) {
      for (String ground : List.of("-ui-bg", "-ui-bg-raised", "-ui-bg-overlay")) {
        assertContrast(colors, text, ground, AA_TEXT);
      }
    }
    assertContrast(colors, "-ui-fg", "-ui-selection", AA_TEXT);
    assertContrast(colors, "-ui-fg-muted", "-ui-selection", AA_TEXT);
    assertContrast(colors, "-ui-fg", "-ui-hover", AA_TEXT);
    assertContrast(colors, "-ui-on-accent", "-ui-accent", AA_TEXT);
    for (String status : List.of("ok", "warn", "error", "idle")) {
      assertContrast(colors, "-status-" + status, "-ui-bg", AA_TEXT);
      if (!status.equals("idle")) {
        assertContrast(colors, "-status-" + status, "-status-" + status + "-bg", AA_TEXT);
      }
    }
    assertContrast(colors, "-ui-focus", "-ui-bg", AA_GRAPHICS);
    assertContrast(colors, "-ui-focus", "-ui-bg-raised", AA_GRAPHICS);
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void aTerminalsColoursCanBeRead(Theme theme) throws IOException {
    Map<String, Color> colors = colors(theme);
    for (int i = 0; i < 16; i++) {
      assertContrast(colors, "-term-" + i, "-code-bg", AA_TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void codeCanBeReadOnEveryLine(Theme theme) throws IOException {
    Map<String, Color> colors = colors(theme);
    for (String token :
        List.of(
            "fg",
            "keyword",
            "instruction",
            "type",
            "identifier",
            "number",
            "string",
            "comment",
            "paren",
            "annotation",
            "error")) {
      assertContrast(colors, "-code-" + token, "-code-bg", AA_TEXT);
      assertContrast(colors, "-code-" + token, "-code-current-line", AA_TEXT);
    }
    assertContrast(colors, "-code-gutter-fg", "-code-gutter-bg", AA_TEXT);
    assertContrast(colors, "-code-fg", "-code-selection", AA_TEXT);
    assertContrast(colors, "-code-fg", "-code-match", AA_TEXT);
    assertContrast(colors, "-code-fg", "-code-match-current", AA_TEXT);
    for (String stream : List.of("out", "err", "supervisor", "input", "host-1", "host-2")) {
      assertContrast(colors, "-stream-" + stream, "-ui-bg", AA_TEXT);
    }
  }

  @Test
  void bothThemesNameTheSameTokens() throws IOException {
    assertThat(colors(Theme.LIGHT).keySet()).isEqualTo(colors(Theme.DARK).keySet());
  }

  @Test
  void theLookNamesNoColourItself() throws IOException {
    assertThat(text("studio.css").replaceAll("(?s)/\\*.*?\\*/", ""))
        .doesNotContainPattern("#[0-9a-fA-F]{3,8}\\b")
        .doesNotContainPattern("\\brgba?\\(")
        .doesNotContainPattern("(color|fill|stroke): *(white|black|red|green|blue|gray|grey)\\b");
  }

  @Test
  void bringsItsFonts() {
    Fonts.load();
    assertThat(Font.getFamilies()).contains(Fonts.UI, Fonts.CODE);
    assertThat(Font.font("Inter Semi Bold").getFamily()).contains("Inter");
  }

  private static void assertContrast(
      Map<String, Color> colors, String text, String ground, double least) {
    Color front = Objects.requireNonNull(colors.get(text), text);
    Color back = Objects.requireNonNull(colors.get(ground), ground);
    double lighter = Math.max(luminance(front), luminance(back));
    double darker = Math.min(luminance(front), luminance(back));
    assertThat((lighter + 0.05) / (darker + 0.05))
        .as("%s on %s", text, ground)
        .isGreaterThanOrEqualTo(least);
  }

  /** Relative luminance of WCAG 2.2. */
  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  private static Map<String, Color> colors(Theme theme) throws IOException {
    Map<String, Color> colors = new HashMap<>();
    Matcher matcher = TOKEN.matcher(text(theme.tokens()));
    while (matcher.find()) {
      if (!matcher.group(2).startsWith("-")) {
        colors.put(matcher.group(1), Color.web(matcher.group(2)));
      }
    }
    return colors;
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = Objects.requireNonNull(Theme.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
