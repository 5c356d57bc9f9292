package dev.continuum.inspector.exec.wasi;

import static dev.continuum.inspector.syntax.NumberType.I32;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waiting (WASI, "poll_oneoff"). When a wait is interrupted and repeated, a time that is relative
 * begins anew.
 */
final class WasiPolling {
  private static final int SUBSCRIPTION_SIZE = 48;
  private static final int EVENT_SIZE = 32;

  /** Two for each descriptor a guest can have, and clocks. */
  private static final int MAXIMUM = 4096;

  private static final int CLOCK = 0;
  private static final int FD_READ = 1;
  private static final int FD_WRITE = 2;
  private static final int ABSTIME = 1;
  private static final int HANGUP = 1;

  private record Event(long userdata, int type, Errno error, long bytes, int flags) {}

  /** A clock that is not due yet. */
  private record Alarm(long userdata, long delay) {}

  private final DescriptorTable descriptors;
  private final WasiClock clock;

  WasiPolling(DescriptorTable descriptors, WasiClock clock) {
    this.descriptors = descriptors;
    this.clock = clock;
  }

  void addTo(FunctionTable table) {
    table.add("poll_oneoff", this::poll, I32, I32, I32, I32);
  }

  private void poll(Guest guest) throws ErrnoException, IOException, InterruptedException {
    long subscriptions = guest.u32(0);
    long events = guest.u32(1);
    long count = guest.u32(2);
    long result = guest.u32(3);
    guest.require(subscriptions, count * SUBSCRIPTION_SIZE);
    guest.require(events, count * EVENT_SIZE);
    guest.require(result, 4);
    if (count == 0 || count > MAXIMUM) {
      throw new ErrnoException(Errno.INVAL);
    }
    var round = new Round();
    for (int i = 0; i < count; i++) {
      round.subscribe(guest, subscriptions + (long) i * SUBSCRIPTION_SIZE);
    }
    List<Event> happened = round.happened();
    for (Event event : happened) {
      byte[] bytes = encoded(event);
      guest.write(events, bytes, 0, bytes.length);
      events += EVENT_SIZE;
    }
    guest.writeInt(result, happened.size());
  }

  private static byte[] encoded(Event event) {
    return ByteBuffer.allocate(EVENT_SIZE)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(0, event.userdata())
        .putShort(8, (short) event.error().number())
        .put(10, (byte) event.type())
        .putLong(16, event.bytes())
        .putShort(24, (short) event.flags())
        .array();
  }

  /** One call: what has happened already, and what is waited for if nothing has. */
  private final class Round {
    private final List<Event> events = new ArrayList<>();
    private final List<Alarm> alarms = new ArrayList<>();

    /** What those who wait for input gave; all wait for the same, standard input. */
    private final List<Long> readers = new ArrayList<>();

    private @Nullable WasiInput input;

    void subscribe(Guest guest, long address) throws ErrnoException, IOException {
      long userdata = guest.readLong(address);
      int type = guest.readByte(address + 8);
      switch (type) {
        case CLOCK -> {
          Errno refusal = alarm(guest, address, userdata);
          if (refusal != Errno.SUCCESS) {
            events.add(new Event(userdata, CLOCK, refusal, 0, 0));
          }
        }
        case FD_READ, FD_WRITE -> {
          int number = (int) guest.readUnsignedInt(address + 16);
          try {
            descriptor(userdata, type, number);
          } catch (ErrnoException e) {
            events.add(new Event(userdata, type, e.errno(), 0, 0));
          }
        }
        default -> throw new ErrnoException(Errno.INVAL);
      }
    }

    private Errno alarm(Guest guest, long address, long userdata) throws ErrnoException {
      long id = guest.readUnsignedInt(address + 16);
      long timeout = guest.readLong(address + 24);
      int flags = guest.readShort(address + 40);
      if (id != WasiClocks.REALTIME && id != WasiClocks.MONOTONIC) {
        return Errno.NOTSUP;
      }
      if ((flags & ~ABSTIME) != 0) {
        return Errno.INVAL;
      }
      // Times are unsigned; those beyond the year 2262 are as good as never.
      long delay = timeout < 0 ? Long.MAX_VALUE : timeout;
      if (flags == ABSTIME) {
        delay -= id == WasiClocks.REALTIME ? clock.realtime() : clock.monotonic();
      }
      if (delay <= 0) {
        events.add(new Event(userdata, CLOCK, Errno.SUCCESS, 0, 0));
      } else {
        alarms.add(new Alarm(userdata, delay));
      }
      return Errno.SUCCESS;
    }

    private void descriptor(long userdata, int type, int number)
        throws ErrnoException, IOException {
      Descriptor descriptor = descriptors.get(number);
      descriptor.require(Rights.POLL_FD_READWRITE);
      descriptor.require(type == FD_READ ? Rights.FD_READ : Rights.FD_WRITE);
      if (descriptor instanceof InputDescriptor standard) {
        input = standard.input();
        readers.add(userdata);
        return;
      }
      long bytes = 0;
      if (descriptor instanceof OpenFile file && type == FD_READ) {
        bytes = Math.max(0, file.size() - file.position());
      }
      events.add(new Event(userdata, type, Errno.SUCCESS, bytes, 0));
    }

    List<Event> happened() throws IOException, InterruptedException {
      addReaders();
      long delay = alarms.stream().mapToLong(Alarm::delay).min().orElse(Long.MAX_VALUE);
      while (events.isEmpty()) {
        if (input == null) {
          clock.pass(delay);
          ring(delay);
        } else if (alarms.isEmpty()) {
          input.await(Long.MAX_VALUE);
          addReaders();
        } else {
          clock.pass(delay, input);
          addReaders();
          if (events.isEmpty()) {
            ring(delay);
          }
        }
      }
      return events;
    }

    private void ring(long passed) {
      for (Alarm alarm : alarms) {
        if (alarm.delay() <= passed) {
          events.add(new Event(alarm.userdata(), CLOCK, Errno.SUCCESS, 0, 0));
        }
      }
    }

    private void addReaders() {
      if (input == null) {
        return;
      }
      long available = 0;
      Errno error = Errno.SUCCESS;
      try {
        available = input.available();
      } catch (IOException e) {
        error = HostErrors.errno(e);
      }
      if (available == 0 && error == Errno.SUCCESS) {
        return;
      }
      for (long userdata : readers) {
        events.add(
            new Event(
                userdata, FD_READ, error, Math.max(0, available), available < 0 ? HANGUP : 0));
      }
    }
  }
}
