package dev.continuum.targets.ssh.socket;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;

/** Opens channels of a session that may be lost at that very moment. */
public final class Channels {
  private Channels() {}

  /**
   * A channel not yet connected.
   *
   * @param kind such as {@code exec}, by JSch's names
   * @throws JSchException when the session is lost; JSch may also give null then
   */
  public static <T extends Channel> T open(Session session, String kind, Class<T> type)
      throws JSchException {
    Channel channel = session.openChannel(kind);
    if (channel == null) {
      throw new JSchException("session is down");
    }
    return type.cast(channel);
  }
}
