package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.DynamicLinking;
import dev.continuum.inspector.syntax.Metadata;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.Producer;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.TargetFeature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the custom sections that are understood. An engine ignores what is wrong in them, so here
 * it becomes a note; what was read before it is kept.
 */
final class CustomSections {
  private static final int MOST_ENTRIES = 100_000;
  private static final int MOST_NAMES = 10_000_000;

  private final BinaryReader in;
  private final Names names;
  private final List<Problem> notes = new ArrayList<>();
  private final List<Metadata.NameCount> nameCounts = new ArrayList<>();
  private final List<Producer> producers = new ArrayList<>();
  private final List<TargetFeature> features = new ArrayList<>();
  private @Nullable String sourceMappingUrl;
  private @Nullable DynamicLinking dynamicLinking;
  private long branchHints;

  CustomSections(BinaryReader in, Names names) {
    this.in = in;
    this.names = names;
  }

  Names names() {
    return names;
  }

  List<Problem> notes() {
    return notes;
  }

  Metadata read(List<Section> sections) {
    Set<String> seen = new HashSet<>();
    for (Section section : sections) {
      if (!section.isCustom()) {
        continue;
      }
      BinaryReader part = in.part(section.content());
      try {
        switch (section.name()) {
          case "name",
              "producers",
              "target_features",
              "sourceMappingURL",
              "dylink.0",
              BranchHints.SECTION -> {
            if (seen.add(section.name())) {
              read(section.name(), part);
            } else {
              note(section.range().start(), section.name(), "it appears more than once");
            }
          }
          default -> {} // Debuggers and others read theirs when they need it.
        }
      } catch (MalformedException broken) {
        note(broken.offset(), section.name(), broken.problem().message());
      }
    }
    return new Metadata(
        nameCounts, producers, features, sourceMappingUrl, dynamicLinking, branchHints);
  }

  private void note(int offset, String section, String message) {
    notes.add(
        new Problem(
            Problem.Stage.NOTE, offset, "in the custom section \"" + section + "\": " + message));
  }

  private void read(String name, BinaryReader part) throws MalformedException {
    switch (name) {
      case "name" -> nameSection(part);
      case "producers" -> producers(part);
      case "target_features" -> targetFeatures(part);
      case "sourceMappingURL" -> sourceMappingUrl = part.name();
      case BranchHints.SECTION -> branchHints(part);
      default -> dynamicLinking(part);
    }
  }

  private void nameSection(BinaryReader part) throws MalformedException {
    int last = -1;
    while (!part.atEnd()) {
      int at = part.position();
      int kind = part.u8();
      if (kind <= last) {
        note(at, "name", "its parts are not in order");
      }
      last = Math.max(last, kind);
      int length = part.length();
      ByteRange range = new ByteRange(part.position(), part.position() + length);
      part.skip(length);
      BinaryReader names = part.part(range);
      try {
        switch (kind) {
          case Names.MODULE -> this.names.module(names.name());
          case Names.LOCAL, Names.LABEL, Names.FIELD -> countNested(kind, names);
          default -> {
            if (kind < Names.KINDS.size()) {
              nameMap(kind, names);
            }
          }
        }
      } catch (MalformedException broken) {
        String what = kind < Names.KINDS.size() ? Names.KINDS.get(kind) : "unknown";
        note(broken.offset(), "name", what + " names: " + broken.problem().message());
      }
    }
  }

  private void nameMap(int kind, BinaryReader part) throws MalformedException {
    int count = part.count("names", MOST_NAMES);
    long last = -1;
    boolean inOrder = true;
    for (int i = 0; i < count; i++) {
      int at = part.position();
      int index = part.u32();
      if (inOrder && Integer.toUnsignedLong(index) <= last) {
        inOrder = false;
        note(at, "name", Names.KINDS.get(kind) + " names are not in order of their indices");
      }
      last = Integer.toUnsignedLong(index);
      names.put(kind, index, part.name());
    }
    nameCounts.add(new Metadata.NameCount(Names.KINDS.get(kind), count));
  }

  /** Names within functions or types: counted, and read only when someone looks inside one. */
  private void countNested(int kind, BinaryReader part) throws MalformedException {
    long total = 0;
    int outer = part.length();
    for (int i = 0; i < outer; i++) {
      part.u32();
      int inner = part.length();
      total += inner;
      for (int j = 0; j < inner; j++) {
        part.u32();
        part.skip(part.length());
      }
    }
    nameCounts.add(new Metadata.NameCount(Names.KINDS.get(kind), total));
  }

  /** Counts branch hints, and checks their form (branch hinting, "Binary Format"). */
  private void branchHints(BinaryReader part) throws MalformedException {
    long lastFunction = -1;
    for (int functions = part.length(); functions > 0; functions--) {
      int at = part.position();
      long function = Integer.toUnsignedLong(part.u32());
      if (function <= lastFunction) {
        throw part.malformed(at, "functions are not in order of their indices");
      }
      lastFunction = function;
      long lastOffset = -1;
      for (int hints = part.length(); hints > 0; hints--) {
        at = part.position();
        long offset = Integer.toUnsignedLong(part.u32());
        if (offset <= lastOffset) {
          throw part.malformed(at, "hints are not in order of their offsets");
        }
        lastOffset = offset;
        at = part.position();
        if (part.u32() != 1 || part.u8() > 1) {
          throw part.malformed(at, "a hint is neither 0 nor 1");
        }
        branchHints++;
      }
    }
    if (!part.atEnd()) {
      throw part.malformed(part.position(), "section size mismatch");
    }
  }

  private void producers(BinaryReader part) throws MalformedException {
    int fields = part.count("producer fields", MOST_ENTRIES);
    for (int i = 0; i < fields; i++) {
      String field = part.name();
      int count = part.count("producers", MOST_ENTRIES);
      for (int j = 0; j < count; j++) {
        producers.add(new Producer(field, part.name(), part.name()));
      }
    }
  }

  private void targetFeatures(BinaryReader part) throws MalformedException {
    int count = part.count("target features", MOST_ENTRIES);
    for (int i = 0; i < count; i++) {
      features.add(new TargetFeature((char) part.u8(), part.name()));
    }
  }

  private void dynamicLinking(BinaryReader part) throws MalformedException {
    int memorySize = 0;
    int tableSize = 0;
    List<String> needed = new ArrayList<>();
    while (!part.atEnd()) {
      int kind = part.u8();
      int length = part.length();
      BinaryReader entry = part.part(new ByteRange(part.position(), part.position() + length));
      part.skip(length);
      if (kind == 1) { // WASM_DYLINK_MEM_INFO
        memorySize = entry.u32();
        entry.u32(); // alignment
        tableSize = entry.u32();
      } else if (kind == 2) { // WASM_DYLINK_NEEDED
        int count = entry.count("needed libraries", MOST_ENTRIES);
        for (int i = 0; i < count; i++) {
          needed.add(entry.name());
        }
      }
      dynamicLinking = new DynamicLinking(memorySize, tableSize, needed);
    }
  }
}
