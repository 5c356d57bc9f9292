package dev.continuum.inspector.exec;

import static dev.continuum.inspector.exec.HotNames.CLASS;
import static dev.continuum.inspector.exec.HotNames.HOT;
import static dev.continuum.inspector.exec.HotNames.RUN;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes classes of the JVM of the quick code of functions. */
final class HotWriter {
  /** HotSpot compiles no longer methods. */
  static final int MOST_BYTES = 8000;

  /** Words of quick code that give more: most ops have two or three, and 8 bytes or more. */
  private static final int MOST_WORDS = MOST_BYTES / 2;

  /** Ends the writing of a method that becomes too long. */
  static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;
    static final TooLong INSTANCE = new TooLong();

    private TooLong() {
      super("a method is too long", null, false, false);
    }
  }

  private HotWriter() {}

  /**
   * Makes the hot code of a function.
   *
   * @param entry the position to start at
   * @param call whether the function is entered by a call: locals are zero, and ticks are counted
   * @return null when it is too large
   */
  static @Nullable HotCode write(FunctionInstance function, int entry, boolean call) {
    int[] code = function.code;
    if (code == null || code.length > MOST_WORDS || function.frameSlots > HotCode.MOST_SLOTS) {
      return null;
    }
    BitSet clean = new BitSet();
    clean.set(0, call ? function.parameterSlots : function.frameSlots);
    HotFlow flow = new HotFlow(function, code, entry, clean);
    try {
      HotMethod.Parts parts = new HotMethod.Parts();
      byte[] bytes = bytes(function, code, entry, call, flow, parts);
      return longest(bytes) < MOST_BYTES ? define(bytes, parts.constants) : null;
    } catch (TooLong tooLong) {
      return null;
    }
  }

  private static byte[] bytes(
      FunctionInstance function,
      int[] code,
      int entry,
      boolean call,
      HotFlow flow,
      HotMethod.Parts parts) {
    return ClassFile.of()
        .build(
            CLASS,
            type -> {
              type.withSuperclass(HOT);
              type.withFlags(AccessFlag.FINAL, AccessFlag.SUPER);
              type.withMethodBody(
                  ConstantDescs.INIT_NAME,
                  ConstantDescs.MTD_void,
                  0,
                  init ->
                      init.aload(0)
                          .invokespecial(HOT, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                          .return_());
              type.withMethodBody(
                  "run",
                  RUN,
                  0,
                  body -> new HotBody(body, function, code, flow, parts, entry, call).write());
              for (int height : parts.spills) {
                type.withMethodBody(
                    "spill" + height,
                    HotMethod.spillType(height),
                    ClassFile.ACC_STATIC,
                    body -> HotMethod.spill(body, height));
              }
            });
  }

  private static int longest(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.findAttribute(Attributes.code()).stream())
        .mapToInt(CodeAttribute::codeLength)
        .max()
        .orElse(0);
  }

  private static HotCode define(byte[] bytes, List<Object> constants) {
    try {
      return (HotCode)
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes, constants, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("generated code cannot be loaded", impossible);
    }
  }
}
