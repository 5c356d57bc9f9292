package dev.continuum.inspector.exec.wasi;

import static dev.continuum.inspector.syntax.NumberType.I32;

/** Sockets, of which none is ever granted: every open descriptor is something else. */
final class WasiSockets {
  private final DescriptorTable descriptors;

  WasiSockets(DescriptorTable descriptors) {
    this.descriptors = descriptors;
  }

  void addTo(FunctionTable table) {
    table.add("sock_accept", this::refuse, I32, I32, I32);
    table.add("sock_recv", this::refuse, I32, I32, I32, I32, I32, I32);
    table.add("sock_send", this::refuse, I32, I32, I32, I32, I32);
    table.add("sock_shutdown", this::refuse, I32, I32);
  }

  private void refuse(Guest guest) throws ErrnoException {
    descriptors.get(guest.i32(0));
    throw new ErrnoException(Errno.NOTSOCK);
  }
}
