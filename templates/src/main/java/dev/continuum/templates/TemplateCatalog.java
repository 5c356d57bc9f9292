package dev.continuum.templates;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The bundled templates, and how a project is made from one. */
public final class TemplateCatalog {
  /** What a project may be called: it names its app, its files and its folders on devices. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /**
   * A project that was made.
   *
   * @param folder its folder, absolute
   * @param main the file to open first, absolute
   * @param files all its files, absolute
   */
  public record Project(Path folder, Path main, List<Path> files) {
    /** Copies the list. */
    public Project {
      files = List.copyOf(files);
    }
  }

  private static final String NAME_MARK = "{{name}}";

  private final List<Template> templates;

  private TemplateCatalog(List<Template> templates) {
    this.templates = List.copyOf(templates);
  }

  /** The templates that come with the program. */
  public static TemplateCatalog bundled() {
    List<Template> templates = new ArrayList<>();
    for (String id : Resources.strings(Resources.toml("catalog.toml").get("templates"))) {
      JsonNode toml = Resources.toml(id + "/template.toml");
      templates.add(
          new Template(
              id,
              toml.get("title").stringValue(),
              toml.get("description").stringValue(),
              toml.get("language").stringValue(),
              toml.get("sample").stringValue(),
              toml.get("main").stringValue(),
              Resources.strings(toml.get("tools")),
              Resources.strings(toml.get("files"))));
    }
    return new TemplateCatalog(templates);
  }

  /** All, in the order they are offered. */
  public List<Template> all() {
    return templates;
  }

  /** The template with this id. */
  public Optional<Template> find(String id) {
    return templates.stream().filter(template -> template.id().equals(id)).findFirst();
  }

  /**
   * Makes a project in a folder that does not exist yet or is empty; its parents are made as
   * needed. Nothing that exists is changed, and when it fails nothing is left behind.
   *
   * @param name a {@link #NAME}
   * @throws TemplateException when the name or the folder will not do, or the disk refuses
   */
  public Project create(Template template, Path folder, String name) throws TemplateException {
    if (!NAME.matcher(name).matches()) {
      throw new TemplateException(
          "“" + name + "” cannot name a project.",
          "Use letters, digits, dots, dashes and underscores, beginning with a letter or digit, at"
              + " most 63.",
          null);
    }
    Path target = folder.toAbsolutePath().normalize();
    Path parent = target.getParent();
    if (parent == null) {
      throw new TemplateException(target + " is not empty.", "Choose another folder.", null);
    }
    requireEmpty(target, null);
    Path draft = null;
    try {
      Files.createDirectories(parent);
      draft = Files.createTempDirectory(parent, ".continuum-new-");
      // An ordinary folder's permissions, not the private ones of a temporary folder.
      Path content = Files.createDirectory(draft.resolve("project"));
      for (String file : template.files()) {
        Path path = content.resolve(fileName(file, name));
        Files.createDirectories(path.getParent());
        String text =
            new String(Resources.bytes(template.id() + "/" + file), StandardCharsets.UTF_8);
        Files.writeString(path, text.replace(NAME_MARK, name));
      }
      moveIntoPlace(content, target);
    } catch (IOException e) {
      throw new TemplateException(
          "The project could not be written to " + target + ": " + reason(e) + ".",
          "Choose a folder that you may write to, on a disk with space.",
          e);
    } finally {
      deleteTree(draft);
    }
    List<Path> files =
        template.files().stream().map(file -> target.resolve(fileName(file, name))).toList();
    return new Project(target, target.resolve(fileName(template.main(), name)), files);
  }

  /** The file's name in the project: files whose name begins with a dot are kept as dot-…. */
  private static String fileName(String file, String name) {
    return file.replace(NAME_MARK, name).replaceFirst("(^|/)dot-", "$1.");
  }

  private static void requireEmpty(Path target, @Nullable Throwable cause)
      throws TemplateException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new TemplateException(
          target + " exists and is not a folder.", "Choose another folder.", cause);
    }
    try (Stream<Path> children = Files.list(target)) {
      if (children.findAny().isPresent()) {
        throw new TemplateException(
            "The folder " + target + " is not empty.",
            "Choose a new or an empty folder: nothing in it is ever overwritten.",
            cause);
      }
    } catch (IOException e) {
      throw new TemplateException(
          "The folder " + target + " cannot be read: " + reason(e) + ".",
          "Choose another folder.",
          e);
    }
  }

  /** A rename where the folder does not exist; into an existing empty folder, file by file. */
  private static void moveIntoPlace(Path content, Path target)
      throws IOException, TemplateException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.move(content, target, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(content, target);
        return;
      } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
        requireEmpty(target, e);
      }
    }
    try (Stream<Path> children = Files.list(content)) {
      for (Path child : children.toList()) {
        Files.move(child, target.resolve(child.getFileName()));
      }
    }
  }

  private static void deleteTree(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException error)
                throws IOException {
              Files.delete(dir);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // A hidden temporary folder stays behind. The project itself is whole, or the failure that
      // led here is already on its way to the user.
      return;
    }
  }

  /** What went wrong, without the path that the message names already. */
  private static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException denied ->
          "access to " + denied.getFile() + " denied";
      case java.nio.file.FileSystemException failed when failed.getReason() != null ->
          failed.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
