package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.AddressType;
import dev.continuum.inspector.syntax.ExternType;
import dev.continuum.inspector.syntax.FunctionUse;
import dev.continuum.inspector.syntax.GlobalType;
import dev.continuum.inspector.syntax.Limits;
import dev.continuum.inspector.syntax.MemoryType;
import dev.continuum.inspector.syntax.TableType;
import dev.continuum.inspector.syntax.TagType;
import dev.continuum.inspector.valid.DefinedType;
import dev.continuum.inspector.valid.TypeSpace;
import org.jspecify.annotations.Nullable;

/** Whether what is offered fits an import (specification, "Import Matching"). */
final class ImportMatch {
  private final Store store;
  private final TypeSpace types;

  ImportMatch(Store store, TypeSpace types) {
    this.store = store;
    this.types = types;
  }

  /** What does not fit, in a few words, or null. */
  @Nullable String mismatch(ExternType wanted, External offered) {
    return switch (wanted) {
      case FunctionUse use ->
          offered instanceof FunctionInstance function
              ? function(types.get(use.typeIndex()), function)
              : kind(offered);
      case TagType tag ->
          offered instanceof TagInstance instance
              ? instance.type() == types.get(tag.typeIndex()) ? null : "the tag has another type"
              : kind(offered);
      case TableType table ->
          offered instanceof TableInstance instance ? table(table, instance) : kind(offered);
      case MemoryType memory ->
          offered instanceof LinearMemory instance ? memory(memory, instance) : kind(offered);
      case GlobalType global ->
          offered instanceof GlobalInstance instance ? global(global, instance) : kind(offered);
    };
  }

  private static String kind(External offered) {
    return switch (offered) {
      case FunctionInstance function -> "is a function";
      case TableInstance table -> "is a table";
      case LinearMemory memory -> "is a memory";
      case GlobalInstance global -> "is a global";
      case TagInstance tag -> "is a tag";
    };
  }

  private @Nullable String function(DefinedType wanted, FunctionInstance offered) {
    return offered.type.isBelow(wanted) ? null : "is a function of another type";
  }

  private @Nullable String table(TableType wanted, TableInstance offered) {
    if (types.code(wanted.element()) != offered.type()) {
      return "the table has elements of another type";
    }
    return limits(wanted.limits(), offered.is64(), offered.size, offered.maximum());
  }

  private static @Nullable String memory(MemoryType wanted, LinearMemory offered) {
    if (wanted.shared() != offered.isShared()) {
      return offered.isShared() ? "the memory is shared" : "the memory is not shared";
    }
    if (wanted.pageSizeLog2() != offered.pageSizeLog2()) {
      return "the memory has pages of " + (1L << offered.pageSizeLog2()) + " bytes";
    }
    return limits(wanted.limits(), offered.is64(), offered.pages(), offered.maximum());
  }

  private static @Nullable String limits(
      Limits wanted, boolean is64, long size, @Nullable Long maximum) {
    if ((wanted.address() == AddressType.I64) != is64) {
      return "has addresses of " + (is64 ? 64 : 32) + " bits";
    }
    if (Long.compareUnsigned(size, wanted.minimum()) < 0) {
      return "has a size of " + size;
    }
    Long most = wanted.maximum();
    if (most != null && (maximum == null || Long.compareUnsigned(maximum, most) > 0)) {
      return maximum == null
          ? "may grow without a limit"
          : "may grow to " + Long.toUnsignedString(maximum);
    }
    return null;
  }

  private @Nullable String global(GlobalType wanted, GlobalInstance offered) {
    if (wanted.mutable() != offered.mutable()) {
      return offered.mutable() ? "the global is mutable" : "the global is immutable";
    }
    int type = types.code(wanted.type());
    boolean fits =
        wanted.mutable() ? offered.type() == type : store.types.matches(offered.type(), type);
    return fits ? null : "the global has another type";
  }
}
