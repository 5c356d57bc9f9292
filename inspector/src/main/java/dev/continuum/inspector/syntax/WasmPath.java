package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/**
 * The one address of a thing in a module: module › section › item › instruction. Trees, tabs,
 * search hits and navigation history are keyed by it, so it holds nothing that changes when the
 * same module is decoded again.
 *
 * @param module what the caller knows the module by, usually its file name or URI
 * @param section the key of a section ({@link Section#key}), or null for the module itself
 * @param item the position of the item within its section, from 0, or null for the whole section
 * @param offset the byte offset of an instruction from the start of the file, or null
 */
public record WasmPath(
    String module, @Nullable String section, @Nullable Integer item, @Nullable Integer offset) {
  public WasmPath {
    if (section == null && (item != null || offset != null) || item == null && offset != null) {
      throw new IllegalArgumentException("a path has no gaps: section, then item, then offset");
    }
  }

  /** The path of a module. */
  public static WasmPath of(String module) {
    return new WasmPath(module, null, null, null);
  }

  /** The path of a section of this module. */
  public WasmPath section(Section section) {
    return new WasmPath(module, section.key(), null, null);
  }

  /** The path of the section of this module that has the given id; not for custom sections. */
  public WasmPath section(SectionId id) {
    return new WasmPath(module, id.word(), null, null);
  }

  /** The path of the item at the given position of this section. */
  public WasmPath item(int position) {
    return new WasmPath(module, section, position, null);
  }

  /** The path of the instruction at a byte offset of this item. */
  public WasmPath at(int byteOffset) {
    return new WasmPath(module, section, item, byteOffset);
  }

  /** The path one step up, or null for a module. */
  public @Nullable WasmPath parent() {
    if (offset != null) {
      return new WasmPath(module, section, item, null);
    }
    if (item != null) {
      return new WasmPath(module, section, null, null);
    }
    return section == null ? null : of(module);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(module);
    if (section != null) {
      text.append(" › ").append(section);
    }
    if (item != null) {
      text.append(" › ").append(item);
    }
    if (offset != null) {
      text.append(" › 0x").append(Integer.toHexString(offset));
    }
    return text.toString();
  }
}
