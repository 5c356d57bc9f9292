package dev.continuum.targets.ssh.access;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.continuum.targets.ssh.SshConnection;
import dev.continuum.targets.ssh.SshFailures;
import dev.continuum.targets.ssh.socket.Channels;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.ForwardSpec;
import dev.continuum.targets.target.PortForward;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.io.FilterOutputStream;
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
import java.util.concurrent.atomic.AtomicLong;

/**
 * A port of this computer's loopback address whose connections go on from the device. It waits on
 * sockets, so it makes threads: one that accepts, and a virtual one for each connection.
 */
public final class LocalForward implements PortForward {
  private static final int OPEN_TIMEOUT_MILLIS = 15_000;
  private static final int MOST_OPEN = 200;

  private final SshConnection connection;
  private final ForwardSpec what;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private volatile String trouble = "";

  private LocalForward(SshConnection connection, ForwardSpec what, ServerSocket server) {
    this.connection = connection;
    this.what = new ForwardSpec(server.getLocalPort(), what.host(), what.port());
    this.server = server;
  }

  /**
   * Connects and listens.
   *
   * @param connection one that nothing but forwards uses: a program here that does not take what
   *     the device sends holds all of it up
   * @throws TargetException BUSY when the port is taken; else as for {@link SshConnection#connect}
   */
  public static LocalForward start(SshConnection connection, ForwardSpec what)
      throws TargetException {
    ServerSocket server = listen(connection.device(), what);
    boolean connected = false;
    try {
      connection.connect();
      connected = true;
    } finally {
      if (!connected) {
        closeQuietly(server);
      }
    }
    LocalForward forward = new LocalForward(connection, what, server);
    // Not a virtual one: closing a socket that one of those accepts on takes its time.
    Thread.ofPlatform().daemon().name("forward-" + what).start(forward::accept);
    return forward;
  }

  private static ServerSocket listen(Device device, ForwardSpec what) throws TargetException {
    try {
      ServerSocket server = new ServerSocket();
      try {
        server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), what.localPort()));
        return server;
      } catch (IOException e) {
        server.close();
        throw e;
      }
    } catch (IOException e) {
      throw new TargetException(
          Problem.BUSY,
          "Port "
              + what.localPort()
              + " of this computer cannot lead to "
              + what.destination()
              + " on "
              + device.name()
              + ": "
              + e.getMessage()
              + ".",
          what.localPort() < 1024
              ? "Ports below 1024 are often kept for the system; choose one above."
              : "Another program, or another forwarding, uses it; choose another port.",
          e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (open.get() >= MOST_OPEN) {
          trouble = "More than " + MOST_OPEN + " connections at once were refused.";
          socket.close();
          continue;
        }
        open.incrementAndGet();
        sockets.add(socket);
        Thread.ofVirtual().name("forward-" + what + "-connection").start(() -> carry(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          trouble = "A connection to port " + what.localPort() + " failed: " + e.getMessage() + ".";
        }
      }
    }
  }

  private void carry(Socket socket) {
    ChannelDirectTCPIP channel = null;
    try (socket) {
      ChannelDirectTCPIP made = connection.begin(session -> open(session, socket));
      channel = made;
      total.incrementAndGet();
      trouble = "";
      pump(socket.getInputStream(), made.getOutputStream());
      while (!made.isClosed() && made.isConnected() && !socket.isOutputShutdown()) {
        awaitEnd(made);
      }
    } catch (TargetException e) {
      trouble = (e.getMessage() + " " + e.remedy()).strip();
    } catch (IOException e) {
      // Either side hung up, which is how connections end.
      sockets.remove(socket);
    } finally {
      sockets.remove(socket);
      open.decrementAndGet();
      if (channel != null) {
        connection.soon(channel::disconnect);
      }
    }
  }

  /** The program here has sent all; the device's answer may still be on its way. */
  private static void awaitEnd(ChannelDirectTCPIP channel) throws IOException {
    try {
      synchronized (channel) {
        if (!channel.isClosed()) {
          channel.wait(200);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private ChannelDirectTCPIP open(Session session, Socket socket)
      throws JSchException, TargetException {
    ChannelDirectTCPIP channel = Channels.open(session, "direct-tcpip", ChannelDirectTCPIP.class);
    channel.setHost(what.host());
    channel.setPort(what.port());
    channel.setOrgIPAddress("127.0.0.1");
    channel.setOrgPort(socket.getPort());
    try {
      channel.setOutputStream(toProgram(socket));
      channel.connect(OPEN_TIMEOUT_MILLIS);
      return channel;
    } catch (JSchException | IOException e) {
      channel.disconnect();
      if (e instanceof JSchException lost && SshFailures.dropped(session)) {
        throw lost;
      }
      throw new TargetException(
          Problem.PROTOCOL,
          connection.device().name() + " cannot connect to " + what.destination() + ".",
          "Check that something listens there and that its SSH server allows forwarding.",
          e);
    }
  }

  private OutputStream toProgram(Socket socket) throws IOException {
    return new FilterOutputStream(socket.getOutputStream()) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        received.addAndGet(length);
      }

      @Override
      public void close() throws IOException {
        // The device has sent all; the program here may still have something to say.
        if (!socket.isClosed() && !socket.isOutputShutdown()) {
          socket.shutdownOutput();
        }
      }
    };
  }

  private void pump(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[32 << 10];
    int read;
    while ((read = from.read(buffer)) >= 0) {
      to.write(buffer, 0, read);
      to.flush();
      sent.addAndGet(read);
    }
    to.close();
  }

  @Override
  public ForwardSpec what() {
    return what;
  }

  @Override
  public Traffic traffic() {
    return new Traffic(open.get(), total.get(), sent.get(), received.get(), trouble);
  }

  @Override
  public boolean listening() {
    return !server.isClosed();
  }

  @Override
  public void close() {
    closeQuietly(server);
    sockets.forEach(LocalForward::closeQuietly);
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // A socket that cannot be closed is no longer of use either way.
      return;
    }
  }
}
