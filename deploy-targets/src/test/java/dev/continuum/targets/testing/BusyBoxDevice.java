package dev.continuum.targets.testing;

import dev.continuum.targets.target.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A device with nothing but BusyBox: a root of its own with Debian's static {@code busybox}, {@code
 * dropbear} and the libraries that needs, in mount and process namespaces of its own, so that all
 * of it ends with its first process. Needs root, for {@code chroot} and mounts.
 */
public final class BusyBoxDevice implements SshServer {
  private static final Path BUSYBOX = Path.of("/usr/bin/busybox");
  private static final Path DROPBEAR = Path.of("/usr/sbin/dropbear");
  private static final Path DROPBEARKEY = Path.of("/usr/bin/dropbearkey");
  private static final Path UNSHARE = Path.of("/usr/bin/unshare");
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
  private static final String START =
      """
      set -e
      root=$1
      port=$2
      home=$3
      if [ -n "$home" ]; then
        cp -a "$root/root" "$root/run/home"
        mount -t tmpfs -o "mode=0700,$home" tmpfs "$root/root"
        cp -a "$root/run/home/." "$root/root"
        rm -rf "$root/run/home"
      fi
      mount -t proc proc "$root/proc"
      for name in null zero urandom random; do
        : >"$root/dev/$name"
        mount --bind "/dev/$name" "$root/dev/$name"
      done
      shift 3
      for folder; do
        mkdir -p "$root$folder"
        mount --bind -o ro "$folder" "$root$folder"
      done
      [ -e "$root/bin/sh" ] || chroot "$root" /bin/busybox --install /bin
      exec chroot "$root" /usr/sbin/dropbear -F -E -s -p "127.0.0.1:$port" -r /etc/hostkey -P /run/pid
      """;

  private final Path folder;
  private final List<String> shared;
  private final String home;
  private int port;
  private @Nullable Process process;

  private BusyBoxDevice(Path folder, List<Path> shared, String home) {
    this.folder = folder;
    this.home = home;
    this.shared = shared.stream().map(Path::toString).toList();
  }

  /** What is missing here to make one; empty when nothing is. */
  public static String lacking() {
    for (Path tool : List.of(BUSYBOX, DROPBEAR, DROPBEARKEY, UNSHARE)) {
      if (!Files.isExecutable(tool)) {
        return tool.getFileName() + " is not installed";
      }
    }
    if (!System.getProperty("user.name", "").equals("root")) {
      return "only root may make a device with nothing but BusyBox";
    }
    try {
      ServerProcess.run(List.of(UNSHARE.toString(), "--mount", "--pid", "--fork", "true"));
    } catch (IOException e) {
      return "namespaces cannot be made here";
    }
    return "";
  }

  /**
   * Makes and starts one below an empty folder.
   *
   * @param shared folders of this computer that it has as well, to read only
   */
  public static BusyBoxDevice start(Path folder, List<Path> shared) throws IOException {
    return start(folder, shared, "");
  }

  /** The same with a home folder of so many bytes in memory, which a power cut empties. */
  public static BusyBoxDevice startSmall(Path folder, List<Path> shared, long bytes)
      throws IOException {
    return start(folder, shared, "size=" + bytes);
  }

  private static BusyBoxDevice start(Path folder, List<Path> shared, String home)
      throws IOException {
    BusyBoxDevice device = new BusyBoxDevice(folder, shared, home);
    Path root = device.root();
    for (String name :
        List.of("bin", "dev", "proc", "etc", "tmp", "run", "root/.ssh", "usr/sbin", "usr/bin")) {
      Files.createDirectories(root.resolve(name));
    }
    copy(BUSYBOX, root.resolve("bin/busybox"));
    copy(DROPBEAR, root.resolve("usr/sbin/dropbear"));
    for (String library : ServerProcess.run(List.of("ldd", DROPBEAR.toString())).split("\n")) {
      var matcher = LIBRARY.matcher(library);
      if (matcher.find()) {
        Path file = Path.of(matcher.group(1));
        Path copy = root.resolve(file.toString().substring(1));
        Files.createDirectories(copy.resolveSibling("."));
        copy(file.toRealPath(), copy);
      }
    }
    Files.writeString(root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
    Files.writeString(root.resolve("etc/group"), "root:x:0:\n");
    Files.writeString(root.resolve("etc/shells"), "/bin/sh\n");
    OpenSshServer.keygen(device.userKey(), "");
    Files.copy(folder.resolve("user_key.pub"), root.resolve("root/.ssh/authorized_keys"));
    ServerProcess.run(
        List.of(DROPBEARKEY.toString(), "-t", "ed25519", "-f", device.hostKey().toString()));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      device.port = free.getLocalPort();
    }
    device.launch();
    return device;
  }

  /** What a device needs to have the Java that runs this, to be shared with it. */
  public static List<Path> folderOfJava() throws IOException {
    Path home = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> folders = new ArrayList<>(List.of(home));
    for (String name : List.of("/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/lib64")) {
      Path library = Path.of(name);
      if (Files.isDirectory(library)) {
        folders.add(library);
      }
    }
    return folders;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to);
    if (!to.toFile().setExecutable(true)) {
      throw new IOException(to + " cannot be made executable");
    }
  }

  private void launch() throws IOException {
    Path script = Files.writeString(folder.resolve("start.sh"), START);
    List<String> command =
        new ArrayList<>(
            List.of(
                UNSHARE.toString(),
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "sh",
                script.toString(),
                root().toString(),
                String.valueOf(port),
                home));
    command.addAll(shared);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // A device knows nothing of whoever starts it.
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    Process started = builder.start();
    process = started;
    ServerProcess.awaitListening(started, "dropbear", "Not backgrounding");
  }

  /** What is {@code /} for the device. */
  public Path root() {
    return folder.resolve("root");
  }

  private Path userKey() {
    return folder.resolve("user_key");
  }

  private Path hostKey() {
    return root().resolve("etc/hostkey");
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Path home() {
    // As the device's own processes see it: what is mounted there is nobody else's.
    return dropbears()
        .findFirst()
        .map(first -> Path.of("/proc", String.valueOf(first.pid()), "root", "root"))
        .filter(seen -> !home.isEmpty())
        .orElse(root().resolve("root"));
  }

  /** Makes the home folder read only, or writable again. */
  public void setReadOnly(boolean readOnly) throws IOException {
    long first = dropbears().findFirst().orElseThrow().pid();
    ServerProcess.run(
        List.of(
            "nsenter",
            "--target",
            String.valueOf(first),
            "--mount",
            "mount",
            "-o",
            "remount," + (readOnly ? "ro" : "rw"),
            root().resolve("root").toString()));
  }

  @Override
  public Device device(String name) {
    return new Device(
        name,
        "127.0.0.1",
        port,
        "root",
        new Device.Authentication.KeyFile(userKey()),
        "",
        List.of());
  }

  @Override
  public String fingerprint() {
    try {
      String text =
          ServerProcess.run(List.of(DROPBEARKEY.toString(), "-y", "-f", hostKey().toString()));
      var matcher = Pattern.compile("SHA256:\\S+").matcher(text);
      if (!matcher.find()) {
        throw new IOException("dropbearkey prints no fingerprint: " + text);
      }
      return matcher.group();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void changeHostKey() throws IOException {
    powerOff();
    Files.delete(hostKey());
    ServerProcess.run(List.of(DROPBEARKEY.toString(), "-t", "ed25519", "-f", hostKey().toString()));
    launch();
  }

  @Override
  public void cutConnections() {
    // Each connection is a process of its own that the listening one, the first there, has made.
    dropbears()
        .flatMap(ProcessHandle::children)
        .filter(child -> child.info().command().orElse("").endsWith("dropbear"))
        .toList()
        .forEach(ProcessHandle::destroyForcibly);
  }

  private java.util.stream.Stream<ProcessHandle> dropbears() {
    Process running = process;
    return running == null ? java.util.stream.Stream.of() : running.children();
  }

  /** Ends every process of the device at once, as a power cut does. */
  public void powerOff() {
    Process running = process;
    if (running != null) {
      List<ProcessHandle> all = running.descendants().toList();
      running.destroyForcibly();
      running.onExit().join();
      all.forEach(one -> one.onExit().join());
      process = null;
    }
  }

  /** Starts it again after {@link #powerOff()}, with an empty {@code /tmp} and nothing running. */
  public void powerOn() throws IOException {
    try (var files = Files.list(root().resolve("tmp"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    launch();
  }

  /** Does what the system was set up to do for apps as it starts. */
  public void boot() throws IOException {
    long first = dropbears().findFirst().orElseThrow().pid();
    ServerProcess.run(
        List.of(
            "nsenter",
            "--target",
            String.valueOf(first),
            "--mount",
            "--pid",
            "--root",
            "/bin/env",
            "-i",
            "HOME=/root",
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            "/bin/sh",
            "-c",
            "exec sh \"$HOME/.continuum/boot\""));
  }

  @Override
  public void close() {
    powerOff();
  }
}
