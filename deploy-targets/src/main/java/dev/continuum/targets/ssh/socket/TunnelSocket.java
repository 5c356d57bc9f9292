package dev.continuum.targets.ssh.socket;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket whose bytes go through a channel ({@code direct-tcpip}) of another session. Its reads
 * time out as those of a socket do, which is how a session notices a dead peer.
 */
public final class TunnelSocket extends Socket {
  /** The host before could not connect, or would not. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String words, Throwable cause) {
      super(words, cause);
    }
  }

  private static final int CAPACITY = 1 << 16;

  private final Session through;
  private final Object lock = new Object();
  private final byte[] received = new byte[CAPACITY];
  private int start;
  private int count;
  private boolean ended;
  private boolean closed;
  private volatile boolean last;
  private int timeout;
  private final Channel channel;
  private OutputStream out = OutputStream.nullOutputStream();

  private TunnelSocket(Session through, Channel channel) {
    this.through = through;
    this.channel = channel;
  }

  /** The way through a connected session. */
  public static AbortableSockets.Way through(Session session, Duration timeout) {
    return (host, port, announcement) -> {
      try {
        ChannelDirectTCPIP channel =
            Channels.open(session, "direct-tcpip", ChannelDirectTCPIP.class);
        channel.setHost(host);
        channel.setPort(port);
        TunnelSocket made = new TunnelSocket(session, channel);
        announcement.made(made);
        channel.setOutputStream(made.new Received());
        made.out = channel.getOutputStream();
        channel.connect(Math.toIntExact(timeout.toMillis()));
        return made;
      } catch (JSchException e) {
        throw session.isConnected()
            ? new Refused(String.valueOf(e.getMessage()), e)
            : new SocketException("The connection to the host before was cut.", e);
      }
    };
  }

  /** What the channel brings; JSch closes it at the channel's end and when its session is lost. */
  private final class Received extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      synchronized (lock) {
        for (int done = 0; done < length; ) {
          while (count == CAPACITY && !closed) {
            pause(0);
          }
          if (closed) {
            throw new SocketException("Socket is closed");
          }
          int end = (start + count) % CAPACITY;
          int piece = Math.min(length - done, Math.min(CAPACITY - count, CAPACITY - end));
          System.arraycopy(buffer, offset + done, received, end, piece);
          count += piece;
          done += piece;
          lock.notifyAll();
        }
      }
    }

    @Override
    public void close() {
      synchronized (lock) {
        ended = true;
        lock.notifyAll();
      }
    }
  }

  /** From now on the session it goes through serves it alone, and ends with it. */
  void own() {
    last = true;
  }

  private void pause(long millis) throws InterruptedIOException {
    try {
      lock.wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return length == 0 ? 0 : take(buffer, offset, length);
      }
    };
  }

  private int take(byte[] buffer, int offset, int length) throws IOException {
    synchronized (lock) {
      long deadline = System.nanoTime() + timeout * 1_000_000L;
      while (count == 0 && !ended && !closed) {
        long left = timeout == 0 ? 0 : (deadline - System.nanoTime()) / 1_000_000;
        if (timeout > 0 && left <= 0) {
          throw new SocketTimeoutException("Read timed out");
        }
        pause(left);
      }
      if (closed) {
        throw new SocketException("Socket is closed");
      }
      if (count == 0) {
        return -1;
      }
      int piece = Math.min(length, Math.min(count, CAPACITY - start));
      System.arraycopy(received, start, buffer, offset, piece);
      start = (start + piece) % CAPACITY;
      count -= piece;
      lock.notifyAll();
      return piece;
    }
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  @Override
  public void setSoTimeout(int millis) {
    synchronized (lock) {
      timeout = millis;
    }
  }

  @Override
  public int getSoTimeout() {
    synchronized (lock) {
      return timeout;
    }
  }

  @Override
  public void setTcpNoDelay(boolean on) {
    // The socket underneath does not delay.
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      lock.notifyAll();
    }
    channel.disconnect();
    if (last) {
      through.disconnect();
    }
  }
}
