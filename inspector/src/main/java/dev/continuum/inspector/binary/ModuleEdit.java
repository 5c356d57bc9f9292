package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a module, gathered and then written at once. Only what changes is encoded anew: of a
 * section with a change in it, the other items keep their bytes. Nothing is validated.
 *
 * <pre>{@code
 * ModuleEdit edit = new ModuleEdit(file, module);
 * edit.rename(NameKind.FUNCTION, 3, "checksum");
 * edit.renameExport(module.exports().getFirst(), "run");
 * byte[] changed = edit.toByteArray();
 * }</pre>
 *
 * <p>Names are changed in the name section the module has, or else in a new one behind all
 * sections; they have no effect where that section is replaced or taken away as a whole. Custom
 * sections that speak of offsets within the code section (DWARF, branch hints, source maps) are not
 * adapted when a body is replaced by one of another length.
 */
public final class ModuleEdit {
  private static final String NAME_SECTION = "name";

  private final ByteBuffer file;
  private final WasmModule module;
  private final NameSectionEdit names = new NameSectionEdit();
  private final Map<Section, Optional<byte[]>> customs = new HashMap<>();
  private final Map<String, byte[]> added = new LinkedHashMap<>();
  private final Map<Integer, byte[]> bodies = new HashMap<>();
  private final Map<Integer, String> exportNames = new HashMap<>();

  /**
   * No change yet.
   *
   * @param file the whole file, read from its first byte on; used until the edit is written
   * @param module what was decoded from it, without anything malformed
   */
  public ModuleEdit(ByteBuffer file, WasmModule module) {
    this.file = file;
    this.module = module;
  }

  /** Names the module, or takes its name away. */
  public void renameModule(@Nullable String name) {
    names.module(Optional.ofNullable(name));
  }

  /** Names a thing of the module in its name section, or takes its name away. */
  public void rename(NameKind kind, int index, @Nullable String name) {
    names.name(kind.id(), index, Optional.ofNullable(name));
  }

  /**
   * Names something within a function or type in the name section, or takes its name away.
   *
   * @param outer the index of the function or type
   * @param index the index of the local, label or field within it
   */
  public void rename(InnerNames.Kind kind, int outer, int index, @Nullable String name) {
    names.name(kind.id(), outer, index, Optional.ofNullable(name));
  }

  /**
   * Puts new content into a custom section.
   *
   * @param content what follows the name of the section
   */
  public void replaceCustom(Section section, byte[] content) {
    requireCustom(section);
    customs.put(section, Optional.of(content.clone()));
  }

  /** Takes a custom section away. */
  public void removeCustom(Section section) {
    requireCustom(section);
    customs.put(section, Optional.empty());
  }

  /** Adds a custom section behind all others; of two added with one name the second counts. */
  public void addCustom(String name, byte[] content) {
    added.put(name, content.clone());
  }

  private void requireCustom(Section section) {
    if (!section.isCustom() || !module.sections().contains(section)) {
      throw new IllegalArgumentException("not a custom section of the module: " + section.key());
    }
  }

  /**
   * Puts another body into a function.
   *
   * @param body the declarations of locals and the instructions with their {@code end}
   * @throws IllegalArgumentException if the function is imported or not of this module
   */
  public void replaceBody(Function function, byte[] body) {
    int index = function.index();
    if (function.code() == null || !function.equals(module.entity(ExternKind.FUNCTION, index))) {
      throw new IllegalArgumentException("the module has no body of function " + index);
    }
    bodies.put(index, body.clone());
  }

  /** Exports something under another name; that no other export has it is not checked. */
  public void renameExport(Export export, String name) {
    int position = export.position();
    if (position >= module.exports().size() || !module.exports().get(position).equals(export)) {
      throw new IllegalArgumentException("not an export of the module: " + export.name());
    }
    exportNames.put(position, name);
  }

  /**
   * The module with all changes.
   *
   * @throws MalformedException if names change and the name section cannot be read
   * @throws IllegalArgumentException if the module was not decoded from the file, or not whole
   */
  public byte[] toByteArray() throws MalformedException {
    ModuleEncoder encoder = new ModuleEncoder(file, module);
    writeNames(encoder);
    customs.forEach((section, content) ->
        content.ifPresentOrElse(
            bytes -> encoder.replace(section, bytes), () -> encoder.remove(section)));
    added.forEach(encoder::append);
    if (!bodies.isEmpty()) {
      Section section = section(SectionId.CODE);
      encoder.replace(section, code(section));
    }
    if (!exportNames.isEmpty()) {
      Section section = section(SectionId.EXPORT);
      encoder.replace(section, exports(section));
    }
    return encoder.toByteArray();
  }

  private Section section(SectionId id) {
    Section section = module.section(id);
    if (section == null) {
      throw new IllegalArgumentException("the module has no " + id.word() + " section");
    }
    return section;
  }

  private void writeNames(ModuleEncoder encoder) throws MalformedException {
    if (names.isEmpty()) {
      return;
    }
    Section old = null;
    for (Section section : module.sections()) {
      if (section.isCustom() && section.name().equals(NAME_SECTION)) {
        old = section;
        break;
      }
    }
    byte[] content = names.apply(file, old == null ? new ByteRange(0, 0) : old.content());
    if (old == null) {
      if (content.length > 0) {
        encoder.append(NAME_SECTION, content);
      }
    } else {
      encoder.replace(old, content);
    }
  }

  private byte[] code(Section section) {
    BinaryWriter out = new BinaryWriter(section.content().size() + 1024);
    int from = section.content().start();
    for (Function function : module.functions()) {
      Code code = function.code();
      byte[] body = bodies.get(function.index());
      if (code != null && body != null) {
        out.bytes(file, new ByteRange(from, code.range().start()));
        ByteRange size = ModuleEncoder.leb(file, code.range().start());
        int begun = out.begin();
        out.bytes(body);
        out.end(begun, ModuleEncoder.paddedWidth(file, size));
        from = code.range().end();
      }
    }
    out.bytes(file, new ByteRange(from, section.content().end()));
    return out.toByteArray();
  }

  private byte[] exports(Section section) {
    BinaryWriter out = new BinaryWriter(section.content().size() + 1024);
    int from = section.content().start();
    for (Export export : module.exports()) {
      String name = exportNames.get(export.position());
      if (name != null) {
        int start = export.range().start();
        out.bytes(file, new ByteRange(from, start));
        out.name(name);
        from = afterName(start);
      }
    }
    out.bytes(file, new ByteRange(from, section.content().end()));
    return out.toByteArray();
  }

  /** The offset behind the name that starts at an offset. */
  private int afterName(int start) {
    try {
      BinaryReader in = new BinaryReader(file).part(new ByteRange(start, file.limit()));
      in.skip(in.length());
      return in.position();
    } catch (MalformedException changed) {
      throw new IllegalArgumentException("the module was not decoded from this file", changed);
    }
  }
}
