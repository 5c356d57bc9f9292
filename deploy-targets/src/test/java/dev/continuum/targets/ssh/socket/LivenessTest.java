package dev.continuum.targets.ssh.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivenessTest {
  @Test
  void endsAWriteThatNobodyTakes() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
        Socket silent = server.accept()) {
      OutputStream out =
          Liveness.watch(socket, Duration.ofMillis(200)).output(socket.getOutputStream());
      byte[] more = new byte[1 << 20];
      assertThatThrownBy(
              () -> {
                while (true) {
                  out.write(more);
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(socket.isClosed()).isTrue();
      assertThat(silent.isClosed()).isFalse();
    }
  }

  @Test
  void leavesAWriteAloneThatIsTaken() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
        Socket reader = server.accept()) {
      Liveness watch = Liveness.watch(socket, Duration.ofMillis(1));
      OutputStream out = watch.output(socket.getOutputStream());
      out.write(1);
      assertThat(reader.getInputStream().read()).isEqualTo(1);
      reader.getOutputStream().write(2);
      assertThat(watch.input(socket.getInputStream()).read()).isEqualTo(2);
      assertThat(socket.isClosed()).isFalse();
    }
  }
}
