package dev.continuum.targets.ssh;

import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes the one socket of an attempt to connect; closing it from another thread cancels that. */
final class AbortableSockets implements SocketFactory {
  private final Duration timeout;
  private @Nullable Socket socket;
  private boolean aborted;

  AbortableSockets(Duration timeout) {
    this.timeout = timeout;
  }

  /** Ends the attempt, wherever it is. */
  synchronized void abort() {
    aborted = true;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // Closing is all that was wanted, and a socket that fails to close is of no more use.
        socket = null;
      }
    }
  }

  synchronized boolean aborted() {
    return aborted;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket made = new Socket();
    synchronized (this) {
      if (aborted) {
        throw new IOException("cancelled");
      }
      socket = made;
    }
    made.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
    made.setTcpNoDelay(true);
    return made;
  }

  @Override
  public InputStream getInputStream(Socket of) throws IOException {
    return of.getInputStream();
  }

  @Override
  public OutputStream getOutputStream(Socket of) throws IOException {
    return of.getOutputStream();
  }
}
