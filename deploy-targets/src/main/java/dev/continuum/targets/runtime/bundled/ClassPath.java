package dev.continuum.targets.runtime.bundled;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Where the parts of this program lie: folders of classes in a build, jars when installed. */
final class ClassPath {
  private ClassPath() {}

  /** The folder or jar of the class path that holds a resource. */
  static Path root(String resource) throws IOException {
    URL url = ClassPath.class.getClassLoader().getResource(resource);
    if (url == null) {
      throw new IOException(resource + " is not on this program's class path");
    }
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        return Path.of(jar.getJarFileURL().toURI());
      }
      String text = url.toURI().toString();
      return Path.of(URI.create(text.substring(0, text.length() - resource.length())));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException(resource + " lies at " + url + ", where no file can be read", e);
    }
  }
}
