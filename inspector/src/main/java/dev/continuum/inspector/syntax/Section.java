package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A section of a binary.
 *
 * @param id which section of a core module it is; null for a section of a component
 * @param name the word for the section, or the name a custom section gives itself
 * @param key tells the sections of one module apart and stays the same when it is decoded again
 * @param range the whole section, with its id and size
 * @param content what follows the size (for a custom section, what follows its name)
 * @param count the number of items the section says it holds, or null when it has no such count
 */
public record Section(
    @Nullable SectionId id,
    String name,
    String key,
    ByteRange range,
    ByteRange content,
    @Nullable Integer count) {

  /** The size in bytes of the whole section, with its id and size. */
  public int size() {
    return range.size();
  }

  public boolean isCustom() {
    return id == SectionId.CUSTOM;
  }
}
