package dev.continuum.inspector.exec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the host once and answers from the {@link HostLog} ever after. While the past is executed
 * again the host learns nothing of it, so nothing is written or printed twice.
 */
final class Recorder implements HostAnswers {
  private final HostLog log;
  private final WriteListener listener;
  private final Object lock = new Object();

  /** Who waits for an answer of the host, and whether it is not to wait. */
  private @Nullable Thread asking;

  private boolean hurried;

  /** Learns of bytes that the host is about to write, asked or replayed. */
  interface WriteListener {
    void writing(LinearMemory memory, long address, long length);
  }

  Recorder(HostLog log, WriteListener listener) {
    this.log = log;
    this.listener = listener;
  }

  /** Has the host end a call that waits, from any thread, until {@link #calm}. */
  void hurry() {
    synchronized (lock) {
      hurried = true;
      if (asking != null) {
        asking.interrupt();
      }
    }
  }

  void calm() {
    synchronized (lock) {
      hurried = false;
    }
  }

  private void beginAsking() {
    synchronized (lock) {
      asking = Thread.currentThread();
      if (hurried) {
        asking.interrupt();
      }
    }
  }

  /** What interrupts the host is to interrupt nothing else. */
  private void endAsking() {
    synchronized (lock) {
      asking = null;
      if (hurried) {
        Thread.interrupted();
      }
    }
  }

  @Override
  public void answer(FunctionInstance callee, Machine machine, int base)
      throws TrapException, GuestExit, InterruptedException {
    boolean replayed = machine.hostCalls < log.size();
    if (!replayed) {
      ask(callee, machine, base);
    }
    HostLog.Answer answer = log.get(machine.hostCalls);
    if (answer.function() != callee.address) {
      throw other("another function was called here");
    }
    if (replayed) {
      for (HostLog.Write write : answer.writes()) {
        LinearMemory memory = machine.store.memories().get(write.memory());
        if (write.bytes().length > memory.size() - write.address()) {
          throw other("the memory was larger here");
        }
        listener.writing(memory, write.address(), write.bytes().length);
        memory.pokeAll(write.address(), write.bytes(), 0, write.bytes().length);
      }
    }
    TrapException trap = answer.trap();
    if (trap != null) {
      throw trap;
    }
    Integer exit = answer.exit();
    if (exit != null) {
      throw new GuestExit(exit);
    }
    machine.hostCalls++;
    System.arraycopy(answer.results(), 0, machine.stack, base, answer.results().length);
  }

  private static TrapException other(String what) {
    return new TrapException(
        Trap.HOST_FAILURE,
        "the recording does not fit what is executed: "
            + what
            + "; it was made by an engine that works differently");
  }

  private void ask(FunctionInstance callee, Machine machine, int base) throws InterruptedException {
    HostFunction host = callee.host;
    if (host == null) {
      throw new IllegalStateException("not a function of the host");
    }
    long[] arguments = new long[callee.parameterSlots];
    System.arraycopy(machine.stack, base, arguments, 0, arguments.length);
    long[] results = new long[callee.resultSlots];
    LinearMemory memory = machine.memoryForHost();
    Written written =
        memory == null ? null : new Written(memory, machine.store.memories().indexOf(memory));
    TrapException trap = null;
    Integer exit = null;
    beginAsking();
    try {
      host.call(written, arguments, results);
    } catch (TrapException failed) {
      trap = failed;
    } catch (GuestExit ended) {
      exit = ended.status();
    } finally {
      endAsking();
    }
    log.add(
        new HostLog.Answer(
            machine.ticks,
            callee.address,
            results,
            written == null ? List.of() : List.copyOf(written.writes),
            trap,
            exit));
  }

  /** Keeps what the host writes, and lets it read what it has written. */
  private final class Written extends HostView {
    private final LinearMemory memory;
    private final int number;
    final List<HostLog.Write> writes = new ArrayList<>();

    Written(LinearMemory memory, int number) {
      super(memory);
      this.memory = memory;
      this.number = number;
    }

    @Override
    public void write(long address, byte[] source, int from, int length) throws TrapException {
      memory.check(address, length);
      byte[] bytes = new byte[length];
      System.arraycopy(source, from, bytes, 0, length);
      writes.add(new HostLog.Write(number, address, bytes));
      listener.writing(memory, address, length);
      memory.pokeAll(address, bytes, 0, length);
    }
  }
}
