package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.valid.DefinedType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function instance (specification, "Function Instances"): of a module, with its code once it is
 * translated, or of the host.
 */
public final class FunctionInstance implements External {
  private static final int[] HALT = {0, Op.HALT};

  /** Its address in the store. */
  final int address;

  public final DefinedType type;

  /** The number of its type, for a quick comparison. */
  final int typeId;

  /** Where it is defined; null for a function of the host. */
  final @Nullable ModuleInstance instance;

  /** Its declaration; null for a function of the host. */
  final @Nullable Function definition;

  /** What answers for the host, or null. */
  final @Nullable HostFunction host;

  /** How many slots parameters and results take. */
  final int parameterSlots;

  final int resultSlots;

  /** The quick code; null until it is translated, and for functions of the host. */
  int @Nullable [] code;

  /**
   * What calls run as a class of the JVM, once it is known that this pays; see {@link HotEntries}.
   */
  @Nullable HotCode hot;

  /**
   * The quick code for calls in the interpreter's loop; null as long as there may be a faster way.
   */
  int @Nullable [] looped;

  /** How often it was called, about. */
  int heat;

  /** The positions where it was gone on with, how often, and the hot code from there. */
  int[] entryPositions = {};

  int[] entryCounts = {};
  @Nullable HotCode[] entries = {};

  /** Whether its start is reached by calls only. */
  boolean startsOnce;

  /** How many slots parameters and locals take, and the whole frame at most. */
  int localSlots;

  int frameSlots;

  /** How many of the slots for locals keep what its legacy {@code try} blocks have caught. */
  int caughtSlots;

  /** The ticks that are counted when it is entered. */
  int entryTicks;

  /**
   * Which instructions start what is executed as one, by their numbers; empty unless a profile was
   * wanted when the function was translated.
   */
  int[] segments = {};

  /** Where the moves that branches make on their way start in the quick code, behind the rest. */
  int stubsStart;

  /** Where exceptions go. */
  Handler[] handlers = {};

  /** Words of the code that breakpoints have replaced, by position. */
  final Map<Integer, Integer> patched = new HashMap<>();

  private @Nullable FunctionMap map;

  /** Under which names a function of the host is imported, for messages. */
  final String hostName;

  FunctionInstance(int address, DefinedType type, ModuleInstance instance, Function definition) {
    this(address, type, instance, definition, null, "");
  }

  FunctionInstance(int address, DefinedType type, HostFunction host, String hostName) {
    this(address, type, null, null, host, hostName);
  }

  private FunctionInstance(
      int address,
      DefinedType type,
      @Nullable ModuleInstance instance,
      @Nullable Function definition,
      @Nullable HostFunction host,
      String hostName) {
    this.address = address;
    this.type = type;
    this.typeId = type.id;
    this.instance = instance;
    this.definition = definition;
    this.host = host;
    this.hostName = hostName;
    parameterSlots = Slots.count(type.parts);
    resultSlots = Slots.count(type.more);
  }

  /** Stands below the first frame: returning to it ends the run. */
  static FunctionInstance bottom(DefinedType empty) {
    FunctionInstance bottom = new FunctionInstance(-1, empty, null, null, null, "");
    bottom.code = HALT;
    return bottom;
  }

  /** Forgets the hot code, for the quick code has changed. */
  void cool() {
    hot = null;
    looped = null;
    heat = 0;
    entryPositions = new int[0];
    entryCounts = new int[0];
    entries = new HotCode[0];
  }

  /** Positions in both forms of the code; the plain one is made when it is first asked for. */
  FunctionMap map() {
    if (map == null) {
      map = Translator.map(this);
    }
    return map;
  }

  /**
   * The name as the text format writes it, or the index with an export: {@code func[3] "run"}; of
   * the host, the two import names.
   */
  String name() {
    if (definition == null || instance == null) {
      return hostName;
    }
    String name = definition.name();
    if (name != null) {
      return Identifiers.of(name);
    }
    String index = "func[" + definition.index() + "]";
    String export = instance.module.exportOf(ExternKind.FUNCTION, definition.index());
    return export == null ? index : index + " " + Identifiers.quoted(export);
  }

  /** The instance of a function of a module. */
  ModuleInstance module() {
    if (instance == null) {
      throw new IllegalStateException("a function of the host has no module");
    }
    return instance;
  }

  /** The declaration of a function of a module. */
  Function declaration() {
    if (definition == null) {
      throw new IllegalStateException("a function of the host has no declaration");
    }
    return definition;
  }
}
