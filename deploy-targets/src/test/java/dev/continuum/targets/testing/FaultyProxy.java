package dev.continuum.targets.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A way through 127.0.0.1 to a server there that can be cut, can stop forwarding while both sides
 * think they are connected (half-open), and can be slow. Its methods may be called from any thread.
 */
public final class FaultyProxy implements AutoCloseable {
  private static final int BUFFER = 8192;

  private final int targetPort;
  private final ServerSocket entrance;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean stalled;
  private boolean closed;
  private long bytesPerSecond;
  private long bytesUntilCut = Long.MAX_VALUE;

  /** Opens a way to a port of 127.0.0.1, where something may or may not listen. */
  public FaultyProxy(int targetPort) throws IOException {
    this.targetPort = targetPort;
    this.entrance = new ServerSocket();
    // No larger, so that a stall is soon felt by who writes.
    entrance.setReceiveBufferSize(1 << 16);
    entrance.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 200);
    Thread.ofVirtual().name("faulty-proxy").start(this::accept);
  }

  /** Where to connect to instead of the server. */
  public int port() {
    return entrance.getLocalPort();
  }

  /** How many connections were made so far. */
  public int connections() {
    return connections.get();
  }

  /** Ends what is connected, hard; who connects later gets through. */
  public void cut() {
    sockets.forEach(FaultyProxy::abort);
    sockets.clear();
  }

  /** Cuts once, after so many bytes to the server from now on, which still arrive there. */
  public void cutAfter(long bytes) {
    locked(() -> bytesUntilCut = bytes);
  }

  /** Forwards nothing any more, in both directions, and not that a side closes; keeps it all. */
  public void stall() {
    locked(() -> stalled = true);
  }

  /** Ends a {@link #stall}: what was kept goes on. */
  public void resume() {
    locked(() -> stalled = false);
  }

  /** At most so many bytes a second and direction from now on; 0: as fast as it goes. */
  public void throttle(long bytes) {
    locked(() -> bytesPerSecond = bytes);
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().name("faulty-proxy-link").start(() -> link(client));
      } catch (IOException e) {
        // Closed, or a client that went before it was taken.
        continue;
      }
    }
  }

  private void link(Socket client) {
    sockets.add(client);
    Socket server = new Socket();
    try {
      // Before connecting, so that nobody learns of the server while stalled.
      pass(0);
      server = new Socket(InetAddress.getByName("127.0.0.1"), targetPort);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    } catch (IOException e) {
      abort(client);
      sockets.remove(client);
      return;
    }
    Socket other = server;
    sockets.add(other);
    if (client.isClosed()) {
      abort(other);
    }
    Thread.ofVirtual().name("faulty-proxy-answers").start(() -> pump(other, client, false));
    pump(client, other, true);
  }

  private void pump(Socket from, Socket to, boolean toServer) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read;
      while ((read = in.read(buffer, 0, piece())) >= 0) {
        pass(read);
        out.write(buffer, 0, read);
        if (toServer && spent(read)) {
          cut();
        }
      }
      pass(0);
      to.shutdownOutput();
    } catch (IOException e) {
      abort(from);
      abort(to);
    } finally {
      if (from.isOutputShutdown() || from.isClosed()) {
        abort(from);
        abort(to);
        sockets.remove(from);
        sockets.remove(to);
      }
    }
  }

  private int piece() {
    lock.lock();
    try {
      return bytesPerSecond == 0 ? BUFFER : (int) Math.clamp(bytesPerSecond / 20, 1, BUFFER);
    } finally {
      lock.unlock();
    }
  }

  private boolean spent(int bytes) {
    lock.lock();
    try {
      if (bytesUntilCut == Long.MAX_VALUE) {
        return false;
      }
      bytesUntilCut -= bytes;
      if (bytesUntilCut > 0) {
        return false;
      }
      bytesUntilCut = Long.MAX_VALUE;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits while stalled, and as long as so many bytes take. */
  private void pass(int bytes) throws IOException {
    lock.lock();
    try {
      while (stalled && !closed) {
        changed.await();
      }
      long left = bytesPerSecond == 0 ? 0 : bytes * 1_000_000_000L / bytesPerSecond;
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
        if (bytesPerSecond == 0) {
          break;
        }
      }
      while (stalled && !closed) {
        changed.await();
      }
      if (closed) {
        throw new IOException("closed");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      lock.unlock();
    }
  }

  private static void abort(Socket socket) {
    try {
      if (!socket.isClosed() && socket.isConnected()) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException e) {
      // Closed meanwhile, which was wanted.
      return;
    }
  }

  /** Cuts everything and takes no more connections. */
  @Override
  public void close() throws IOException {
    entrance.close();
    locked(() -> closed = true);
    cut();
  }
}
