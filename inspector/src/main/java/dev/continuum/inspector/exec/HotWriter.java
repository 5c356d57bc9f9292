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
  private static final int MOST_BYTES = 8000;

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
    if (code == null || function.frameSlots > HotCode.MOST_SLOTS) {
      return null;
    }
    BitSet clean = new BitSet();
    clean.set(0, call ? function.parameterSlots : function.frameSlots);
    HotFlow flow = new HotFlow(function, code, entry, clean);
    if (flow.reached().cardinality() > MOST_BYTES / 6) {
      return null;
    }
    HotMethod.Parts parts = new HotMethod.Parts();
    byte[] bytes =
        ClassFile.of()
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
    return longest(bytes) < MOST_BYTES ? define(bytes, parts.constants) : null;
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
