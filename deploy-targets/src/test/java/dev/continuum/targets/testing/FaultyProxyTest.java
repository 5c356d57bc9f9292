package dev.continuum.targets.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The faults are what they say. */
class FaultyProxyTest {
  private ServerSocket server;
  private FaultyProxy proxy;
  private Socket here;
  private Socket there;

  @BeforeEach
  void connect() throws Exception {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    proxy = new FaultyProxy(server.getLocalPort());
    here = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    there = server.accept();
  }

  @AfterEach
  void close() throws Exception {
    here.close();
    there.close();
    proxy.close();
    server.close();
  }

  private static String read(Socket from, int bytes) throws IOException {
    return new String(from.getInputStream().readNBytes(bytes));
  }

  @Test
  void forwardsBothWaysAndTheEnd() throws Exception {
    here.getOutputStream().write("question".getBytes());
    assertThat(read(there, 8)).isEqualTo("question");
    there.getOutputStream().write("answer".getBytes());
    assertThat(read(here, 6)).isEqualTo("answer");
    here.shutdownOutput();
    assertThat(there.getInputStream().read()).isNegative();
    there.close();
    assertThat(here.getInputStream().read()).isNegative();
    assertThat(proxy.connections()).isEqualTo(1);
  }

  @Test
  void cutsAndLetsThroughAgain() throws Exception {
    proxy.cut();
    InputStream in = here.getInputStream();
    assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    try (Socket again = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        Socket accepted = server.accept()) {
      again.getOutputStream().write('x');
      assertThat(accepted.getInputStream().read()).isEqualTo('x');
    }
  }

  @Test
  void cutsAfterSoManyBytes() throws Exception {
    proxy.cutAfter(5);
    here.getOutputStream().write("1234".getBytes());
    assertThat(read(there, 4)).isEqualTo("1234");
    here.getOutputStream().write("5".getBytes());
    assertThatThrownBy(() -> here.getInputStream().read()).isInstanceOf(IOException.class);
  }

  @Test
  void keepsWhatComesWhileStalled() throws Exception {
    proxy.stall();
    here.getOutputStream().write("late".getBytes());
    there.setSoTimeout(200);
    assertThatThrownBy(() -> there.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    there.setSoTimeout(0);
    proxy.resume();
    assertThat(read(there, 4)).isEqualTo("late");
  }

  @Test
  void takesItsTime() throws Exception {
    proxy.throttle(2000);
    long begun = System.nanoTime();
    here.getOutputStream().write(new byte[1000]);
    there.getInputStream().readNBytes(1000);
    assertThat(System.nanoTime() - begun).isGreaterThan(300_000_000L);
  }
}
