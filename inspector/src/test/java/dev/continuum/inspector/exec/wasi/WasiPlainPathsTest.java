package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.nio.file.Path;

/** The same answers where directories cannot be held by handles. */
class WasiPlainPathsTest extends WasiPathsTest {
  @Override
  TestGuest guest(Path preopened) throws IOException {
    return TestGuest.plain(preopened);
  }
}
