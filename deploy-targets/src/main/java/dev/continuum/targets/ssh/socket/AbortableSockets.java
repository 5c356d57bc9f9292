package dev.continuum.targets.ssh.socket;

import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the one socket of an attempt to connect; closing it from another thread cancels that. */
public final class AbortableSockets implements SocketFactory {
  /** Makes a connected socket, telling of each before it connects. */
  public interface Way {
    Socket connect(String host, int port, Announcement announcement) throws IOException;
  }

  /** Hears of a socket about to connect. */
  interface Announcement {
    void made(Socket socket) throws IOException;
  }

  private final Way way;
  private final Duration silence;
  private @Nullable Socket socket;
  private @Nullable Liveness liveness;
  private boolean aborted;

  /**
   * Sockets made in a way.
   *
   * @param silence how long a write may hang with nothing heard from the peer
   */
  public AbortableSockets(Way way, Duration silence) {
    this.way = way;
    this.silence = silence;
  }

  /**
   * The way over the network: to each address of a name in turn, until one answers.
   *
   * @param timeout how long each may take
   * @param family {@code inet}, {@code inet6} or any
   */
  public static Way network(Duration timeout, String family) {
    return (host, port, announcement) -> {
      IOException failure = new UnknownHostException(host);
      for (InetAddress address : addresses(host, family)) {
        Socket made = new Socket();
        announcement.made(made);
        try {
          made.connect(new InetSocketAddress(address, port), Math.toIntExact(timeout.toMillis()));
          return made;
        } catch (IOException e) {
          failure = e;
          made.close();
        }
      }
      throw failure;
    };
  }

  private static List<InetAddress> addresses(String host, String family)
      throws UnknownHostException {
    List<InetAddress> addresses = new ArrayList<>();
    for (InetAddress address : InetAddress.getAllByName(host)) {
      boolean wanted =
          switch (family) {
            case "inet" -> address instanceof Inet4Address;
            case "inet6" -> address instanceof Inet6Address;
            default -> true;
          };
      if (wanted) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  /** Ends the attempt, wherever it is. */
  public synchronized void abort() {
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

  /** The attempt succeeded: what its socket goes through ends with it from now on. */
  public synchronized void keep() {
    if (socket instanceof TunnelSocket tunnel) {
      tunnel.own();
    }
  }

  private synchronized void announce(Socket made) throws IOException {
    if (aborted) {
      throw new IOException("cancelled");
    }
    socket = made;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket made = way.connect(host, port, this::announce);
    made.setTcpNoDelay(true);
    liveness = made instanceof TunnelSocket ? null : Liveness.watch(made, silence);
    return made;
  }

  @Override
  public InputStream getInputStream(Socket of) throws IOException {
    Liveness watch = liveness;
    return watch == null ? of.getInputStream() : watch.input(of.getInputStream());
  }

  @Override
  public OutputStream getOutputStream(Socket of) throws IOException {
    Liveness watch = liveness;
    return watch == null ? of.getOutputStream() : watch.output(of.getOutputStream());
  }
}
