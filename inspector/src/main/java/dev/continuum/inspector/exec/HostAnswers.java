package dev.continuum.inspector.exec;

/** Who answers when a guest calls a function of the host: the host, or a recording. */
@FunctionalInterface
interface HostAnswers {
  /** Asks the host. */
  HostAnswers LIVE = HostAnswers::live;

  /**
   * Answers a call.
   *
   * @param base the slot of the first argument, where the results go
   */
  void answer(FunctionInstance callee, Machine machine, int base)
      throws TrapException, GuestExit, InterruptedException;

  private static void live(FunctionInstance callee, Machine machine, int base)
      throws TrapException, GuestExit, InterruptedException {
    HostFunction host = callee.host;
    if (host == null) {
      throw new IllegalStateException("not a function of the host");
    }
    long[] arguments = new long[callee.parameterSlots];
    System.arraycopy(machine.stack, base, arguments, 0, arguments.length);
    long[] results = new long[callee.resultSlots];
    LinearMemory memory = machine.memoryForHost();
    host.call(memory == null ? null : new HostView(memory), arguments, results);
    machine.hostCalls++;
    System.arraycopy(results, 0, machine.stack, base, results.length);
  }
}
