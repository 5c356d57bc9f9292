package dev.continuum.inspector.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFileTest {
  @TempDir Path folder;

  /** {@code main} calls {@code f}, which calls itself and the rest; then {@code main} calls g. */
  private static final Profile PROFILE =
      new Profile(
          1_000_000_000_106L,
          List.of(
              new ProfiledFunction(1, "$main", new int[] {40, 42, 300}, new long[] {1, 1, 4}),
              new ProfiledFunction(
                  3, "$f", new int[] {400, 401, 500}, new long[] {50, 1_000_000_000_000L, 0}),
              new ProfiledFunction(7, "$\"a;b\\n\\\"\"", new int[] {600}, new long[] {50})),
          new CallTree(
              new int[] {-1, 0, 1, 2, 3, 4, 1},
              new int[] {-1, 0, 1, 1, -2, 2, 2},
              new long[] {0, 1, 2, 3, 0, 40, 10},
              new long[] {0, 6, 50, 1_000_000_000_000L, 0, 40, 10}),
          List.of(
              new MemoryGrowth(0, 0, 1 << 16, -1, -1),
              new MemoryGrowth(5_000_000_000L, 0, 1L << 40, 3, 401)),
          List.of(new HostCalls("wasi_snapshot_preview1.fd_write", 3, 1_234_567, 1_000_000)));

  private static byte[] bytes(Profile profile) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ProfileFile.write(profile, out);
    return out.toByteArray();
  }

  private Profile read(byte[] bytes) throws Exception {
    return ProfileFile.read(Files.write(folder.resolve("profile"), bytes));
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    Profile read = read(bytes(PROFILE));
    assertThat(read.ticks()).isEqualTo(PROFILE.ticks());
    assertThat(read).usingRecursiveComparison().isEqualTo(PROFILE);
    assertThat(bytes(read)).isEqualTo(bytes(PROFILE));
  }

  @Test
  void whatIsDamagedIsRefused() throws Exception {
    byte[] bytes = bytes(PROFILE);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatIOException().isThrownBy(() -> read(cut)).withMessageContaining("damaged");
    }
    assertThatIOException().isThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length + 1)));
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      try {
        read(changed);
      } catch (java.io.IOException refused) {
        assertThat(refused).hasMessageContaining("damaged");
      }
    }
  }

  @Test
  void sumsOfFunctions() {
    assertThat(PROFILE.calls()).containsExactly(1, 5, 50);
    assertThat(PROFILE.totals()).containsExactly(1_000_000_000_106L, 1_000_000_000_090L, 50);
    assertThat(PROFILE.functions().get(1).instructions()).isEqualTo(1_000_000_000_050L);
    assertThat(PROFILE.functions().get(1).covered()).isEqualTo(2);
    assertThat(PROFILE.functions().get(1).countAt(401)).isEqualTo(1_000_000_000_000L);
    assertThat(PROFILE.functions().get(1).countAt(402)).isZero();
    assertThat(PROFILE.tree().isCut()).isTrue();
    assertThat(PROFILE.tree().depth(5)).isEqualTo(5);
    assertThat(PROFILE.tree().end(2)).isEqualTo(6);
  }

  @Test
  void treesAreInOrder() {
    long[] numbers = new long[4];
    int[] functions = new int[4];
    assertThatThrownBy(() -> new CallTree(new int[] {-1, 0, 0, 1}, functions, numbers, numbers))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CallTree(new int[] {-1, 0, 2, 1}, functions, numbers, numbers))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void collapsedStacks() throws Exception {
    StringWriter out = new StringWriter();
    ProfileFormat.of(Path.of("a.folded")).write(PROFILE, "main", out);
    assertThat(out)
        .hasToString(
            """
            $main 6
            $main;$f 50
            $main;$f;$f 1000000000000
            $main;$f;$f;…;$"a,b\\n\\"" 40
            $main;$"a,b\\n\\"" 10
            """);
  }

  @Test
  void speedscope() throws Exception {
    StringWriter out = new StringWriter();
    ProfileFormat.of(Path.of("a.speedscope.JSON")).write(PROFILE, "ma\"in\u0001", out);
    assertThat(out.toString().replace("\n", ""))
        .isEqualTo(
            "{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\","
                + "\"exporter\":\"Continuum Studio\",\"name\":\"ma\\\"in\\u0001\","
                + "\"activeProfileIndex\":0,\"shared\":{\"frames\":[{\"name\":\"$main\"},"
                + "{\"name\":\"$f\"},{\"name\":\"$\\\"a;b\\\\n\\\\\\\"\\\"\"},{\"name\":\"…\"}]},"
                + "\"profiles\":[{\"type\":\"evented\",\"name\":\"Instructions\","
                + "\"unit\":\"none\",\"startValue\":0,\"endValue\":1000000000106,\"events\":["
                + "{\"type\":\"O\",\"frame\":0,\"at\":0},{\"type\":\"O\",\"frame\":1,\"at\":6},"
                + "{\"type\":\"O\",\"frame\":1,\"at\":56},"
                + "{\"type\":\"O\",\"frame\":3,\"at\":1000000000056},"
                + "{\"type\":\"O\",\"frame\":2,\"at\":1000000000056},"
                + "{\"type\":\"C\",\"frame\":2,\"at\":1000000000096},"
                + "{\"type\":\"C\",\"frame\":3,\"at\":1000000000096},"
                + "{\"type\":\"C\",\"frame\":1,\"at\":1000000000096},"
                + "{\"type\":\"C\",\"frame\":1,\"at\":1000000000096},"
                + "{\"type\":\"O\",\"frame\":2,\"at\":1000000000096},"
                + "{\"type\":\"C\",\"frame\":2,\"at\":1000000000106},"
                + "{\"type\":\"C\",\"frame\":0,\"at\":1000000000106}]}]}");
  }

  @Test
  void longNamesAreCut() {
    assertThat(Profile.shortened("x".repeat(200))).hasSize(200);
    assertThat(Profile.shortened("x".repeat(201))).hasSize(200).endsWith("x…");
    assertThat(Profile.shortened("x".repeat(198) + "😀😀")).hasSize(199).endsWith("x…");
  }
}
