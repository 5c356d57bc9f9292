package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.expression.ScopeMemory;
import dev.continuum.inspector.syntax.AddressType;
import dev.continuum.inspector.syntax.Limits;
import org.junit.jupiter.api.Test;

/** Passing over what was never written. */
class MemoryDataTest {
  private static final long PAGES = 65_536;
  private static final long SIZE = PAGES << 16;

  private final LinearMemory memory =
      new LinearMemory(new Limits(AddressType.I32, PAGES, null), PAGES, 16, false);
  private final ScopeMemory view = new GuestMemoryView(memory);

  @Test
  void nothingWasWritten() {
    assertThat(view.nextData(0)).isEqualTo(SIZE);
    assertThat(view.nextData(SIZE)).isEqualTo(SIZE);
    assertThat(view.lastData(SIZE)).isZero();
    assertThat(view.lastData(0)).isZero();
  }

  @Test
  void whatWasWrittenIsNeverPassedOver() {
    long[] written = {0, 70_000, (1L << 31) + 5, SIZE - 1};
    for (long address : written) {
      memory.poke(address, 1, 1);
    }
    for (long address : written) {
      assertThat(view.nextData(address)).isEqualTo(address);
      assertThat(view.lastData(address + 1)).isEqualTo(address + 1);
    }
    assertThat(view.nextData(100_000)).isBetween((1L << 31) - 20_000, (1L << 31) + 5);
    assertThat(view.nextData((1L << 31) + 100_000)).isBetween(SIZE - 20_000, SIZE - 1);
    assertThat(view.lastData(SIZE - 100_000)).isBetween((1L << 31) + 6, (1L << 31) + 20_000);
    assertThat(view.lastData(1L << 30)).isBetween(70_001L, 90_000L);
  }
}
