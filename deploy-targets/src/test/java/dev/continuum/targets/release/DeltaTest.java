package dev.continuum.targets.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaTest {
  @TempDir Path folder;

  private static byte[] make(byte[] old, Delta delta) {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    int at = 0;
    for (Delta.Piece piece : delta.pieces()) {
      assertThat(piece.length()).isPositive();
      if (piece.copied()) {
        made.write(old, piece.from(), piece.length());
      } else {
        made.write(delta.fresh(), at, piece.length());
        at += piece.length();
      }
    }
    assertThat(at).isEqualTo(delta.fresh().length);
    return made.toByteArray();
  }

  @Test
  void makesTheNewFileOfTheOldOne() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      byte[] old = new byte[random.nextInt(5000)];
      random.nextBytes(old);
      if (round % 3 == 0) {
        // Much that is the same everywhere: many candidates for each block.
        Arrays.fill(old, old.length / 4, old.length, (byte) (round % 2));
      }
      ByteArrayOutputStream now = new ByteArrayOutputStream();
      for (int part = random.nextInt(200); part > 0; part--) {
        if (random.nextInt(3) > 0 && old.length > 0) {
          int from = random.nextInt(old.length);
          now.write(old, from, random.nextInt(old.length - from + 1));
        } else {
          byte[] fresh = new byte[random.nextInt(100)];
          random.nextBytes(fresh);
          now.writeBytes(fresh);
        }
      }
      byte[] bytes = now.toByteArray();
      Optional<Delta> delta = Delta.between(old, bytes, 1.0);
      if (delta.isPresent()) {
        assertThat(make(old, delta.get())).isEqualTo(bytes);
        assertThat(delta.get().pieces().stream().filter(Delta.Piece::copied).count())
            .isLessThanOrEqualTo(64);
      }
    }
  }

  @Test
  void findsWhatMoved() {
    byte[] old = new byte[100_000];
    new Random(1).nextBytes(old);
    byte[] now = new byte[100_003];
    System.arraycopy(old, 60_000, now, 0, 40_000);
    System.arraycopy(old, 0, now, 40_003, 60_000);
    Delta delta = Delta.between(old, now, 0.6).orElseThrow();
    assertThat(delta.fresh()).hasSizeLessThanOrEqualTo(3);
    assertThat(make(old, delta)).isEqualTo(now);
  }

  @Test
  void isNotWorthItForAnotherFile() {
    byte[] old = new byte[100_000];
    new Random(1).nextBytes(old);
    byte[] now = new byte[100_000];
    new Random(2).nextBytes(now);
    System.arraycopy(old, 0, now, 0, 30_000);
    assertThat(Delta.between(old, now, 0.6)).isEmpty();
    assertThat(Delta.between(old, now, 0.8)).isPresent();
    assertThat(Delta.between(new byte[10], now, 1.0)).isEmpty();
  }

  @Test
  void keepsTheModulesSentLast() throws Exception {
    SentModules kept = new SentModules(folder.resolve("cache"));
    String first = "";
    for (int i = 0; i < 25; i++) {
      Path file = Files.writeString(folder.resolve("m" + i), "module " + i);
      String digest = Digests.of(file);
      kept.keep(new LocalModule(file, Files.size(file), digest));
      if (i == 0) {
        first = digest;
      } else if (i < 24) {
        Path used = folder.resolve("cache/deployed").resolve(digest);
        Files.setLastModifiedTime(used, FileTime.from(Instant.now().minusSeconds(1000 - i)));
        kept.keep(new LocalModule(folder.resolve("m0"), 8, first));
      }
    }
    try (var files = Files.list(folder.resolve("cache/deployed"))) {
      assertThat(files).hasSize(20);
    }
    assertThat(kept.bytes(first)).contains("module 0".getBytes(StandardCharsets.US_ASCII));
    Files.writeString(folder.resolve("cache/deployed").resolve(first), "damaged");
    assertThat(kept.bytes(first)).isEmpty();
  }
}
