package dev.continuum.targets.provision;

import dev.continuum.targets.target.RuntimeShelf;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches over HTTPS; over HTTP from this computer itself alone. Follows a few redirections, each
 * held to the same rule, and stops at a bound whatever the server says of the size.
 */
final class Fetch {
  private static final int MOST_REDIRECTIONS = 5;
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private Fetch() {}

  /** Fetches a file of at most {@code most} bytes. */
  static void file(URI address, Path to, long most, RuntimeShelf.Progress progress)
      throws TargetException {
    try (HttpClient client = client()) {
      HttpResponse<InputStream> response = open(client, address);
      long total = response.headers().firstValueAsLong("Content-Length").orElse(-1);
      if (total > most) {
        response.body().close();
        throw tooLarge(address, most);
      }
      try (InputStream in = response.body();
          OutputStream out = Files.newOutputStream(to)) {
        copy(address, in, out, most, total, progress);
      }
    } catch (IOException e) {
      throw broken(address, e);
    }
  }

  /** Fetches a text of at most {@code most} bytes. */
  static String text(URI address, int most) throws TargetException {
    try (HttpClient client = client()) {
      HttpResponse<InputStream> response = open(client, address);
      try (InputStream in = response.body()) {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
          throw tooLarge(address, most);
        }
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw broken(address, e);
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(ANSWER)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  private static HttpResponse<InputStream> open(HttpClient client, URI address)
      throws TargetException, IOException {
    URI next = address;
    for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
      check(next);
      HttpRequest request =
          HttpRequest.newBuilder(next)
              .timeout(ANSWER)
              .header("User-Agent", "ContinuumStudio")
              .build();
      HttpResponse<InputStream> response = send(client, request);
      int status = response.statusCode();
      if (status == 200) {
        return response;
      }
      response.body().close();
      Optional<String> location = response.headers().firstValue("Location");
      if (status < 300 || status > 399 || location.isEmpty()) {
        throw Failures.unreachable(next + " answered with status " + status + ".", null);
      }
      try {
        next = next.resolve(location.get());
      } catch (IllegalArgumentException e) {
        throw Failures.unreachable(
            next + " sends on to " + Failures.shown(location.get()) + ", which is no address.", e);
      }
    }
    throw Failures.unreachable(
        address + " sends on more than " + MOST_REDIRECTIONS + " times.", null);
  }

  private static HttpResponse<InputStream> send(HttpClient client, HttpRequest request)
      throws TargetException, IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled();
    }
  }

  private static void check(URI address) throws TargetException {
    String scheme = String.valueOf(address.getScheme());
    String host = address.getHost();
    boolean local = scheme.equals("http") && host != null && isLoopback(host);
    if (host == null || !(scheme.equals("https") || local)) {
      throw new TargetException(
          Problem.UNREACHABLE,
          "It is not fetched from "
              + Failures.shown(address.toString())
              + ": only addresses with https are.",
          "Give an address that begins with https://.");
    }
  }

  /** Whether a host is this computer, by what is written, without asking a name server. */
  private static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    if (!host.matches("127\\.[0-9.]+|\\[[0-9a-fA-F:]+]")) {
      return false;
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static void copy(
      URI address,
      InputStream in,
      OutputStream out,
      long most,
      long total,
      RuntimeShelf.Progress progress)
      throws IOException, TargetException {
    byte[] buffer = new byte[1 << 16];
    long done = 0;
    int read;
    while ((read = in.read(buffer)) >= 0) {
      done += read;
      if (done > most) {
        throw tooLarge(address, most);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw cancelled();
      }
      out.write(buffer, 0, read);
      progress.sent(done, total);
    }
    if (total >= 0 && done != total) {
      throw Failures.unreachable(
          address + " ended after " + done + " of " + total + " bytes.", null);
    }
  }

  private static TargetException cancelled() {
    return new TargetException(Problem.CANCELLED, "Fetching was cancelled.", "");
  }

  private static TargetException tooLarge(URI address, long most) {
    return Failures.unreachable(
        address + " is more than the " + (most >> 20) + " MiB that a runtime may be.", null);
  }

  private static TargetException broken(URI address, IOException e) {
    return Failures.unreachable(address + " cannot be fetched: " + reason(e) + ".", e);
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
