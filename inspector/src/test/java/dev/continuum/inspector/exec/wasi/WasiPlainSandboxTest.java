package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * A guest stays inside by itself, too, where directories cannot be held by handles. That does not
 * hold against others who change them at the same time, so there are no races here.
 */
class WasiPlainSandboxTest extends WasiSandboxTest {
  @Override
  TestGuest guest(Path preopened) throws IOException {
    return TestGuest.plain(preopened);
  }

  @Override
  void race(Runnable attempt, BooleanSupplier near) {
    // The stronger class alone promises to bear them.
  }
}
