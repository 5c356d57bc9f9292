package dev.continuum.ide.editor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedTextTest {
  @TempDir Path folder;

  private LoadedText read(byte[] bytes) throws IOException {
    return LoadedText.read(Files.write(folder.resolve("file.txt"), bytes));
  }

  @Test
  void dropsTheByteOrderMarkAndKnowsTheLineEnding() throws IOException {
    LoadedText text = read("\uFEFFa\r\nb\r\n".getBytes(UTF_8));
    assertThat(text.text()).isEqualTo("a\nb\n");
    assertThat(text.ending()).isEqualTo(LineEnding.CRLF);
    assertThat(text.ending().toFile(text.text())).isEqualTo("a\r\nb\r\n");
    assertThat(text.readOnly()).isNull();
    assertThat(text.remark()).isNull();
  }

  @Test
  void saysWhenLineEndingsAreMixed() throws IOException {
    LoadedText text = read("a\r\nb\nc\n".getBytes(UTF_8));
    assertThat(text.ending()).isEqualTo(LineEnding.LF);
    assertThat(text.remark()).contains("mixes line endings");
  }

  @Test
  void showsOtherEncodingsForReadingOnly() throws IOException {
    LoadedText text = read("Grüße\n".getBytes(ISO_8859_1));
    assertThat(text.text()).isEqualTo("Grüße\n");
    assertThat(text.readOnly()).contains("is not UTF-8").contains("cannot be edited");
    assertThat(text.whole()).isFalse();
  }

  @Test
  void refusesBinaryFiles() {
    assertThatThrownBy(() -> read(new byte[] {'E', 'L', 'F', 0, 1}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not text");
  }

  @Test
  void saysThatAFileIsGone() {
    assertThatThrownBy(() -> LoadedText.read(folder.resolve("gone.c")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gone.c is not there any more.");
  }

  @Test
  void cutsLinesThatWouldFreezeTheWindow() throws IOException {
    LoadedText text = read(("start\n" + "x".repeat(500_000) + "\nend\n").getBytes(UTF_8));
    assertThat(LoadedText.longestLine(text.text())).isLessThan(500);
    assertThat(text.text()).startsWith("start\nxxx").endsWith("… 499,600 more characters\nend\n");
    assertThat(text.readOnly()).contains("500,000 characters");
  }

  @Test
  void showsTheBeginningOfALargeFile() throws IOException {
    LoadedText text = read("0123456789abcde\n".repeat(700_000).getBytes(UTF_8));
    assertThat(text.readOnly()).isNotNull();
    assertThat(text.whole()).isFalse();
    assertThat(text.text().lines().count()).isEqualTo(LoadedText.MAX_LINES);
    LoadedText wide = read(("w".repeat(999) + "\n").repeat(10_000).getBytes(UTF_8));
    assertThat(wide.text().length()).isLessThanOrEqualTo(LoadedText.MAX_BYTES);
    assertThat(wide.text()).endsWith("w\n");
    assertThat(wide.readOnly()).contains("9.5 MiB").contains("first 4 MiB");
  }
}
