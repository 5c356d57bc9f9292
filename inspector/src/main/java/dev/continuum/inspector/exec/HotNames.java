package dev.continuum.inspector.exec;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** The classes that hot code uses, as class files name them. */
final class HotNames {
  static final ClassDesc CLASS = ClassDesc.of("dev.continuum.inspector.exec.Hot");
  static final ClassDesc HOT = desc(HotCode.class);
  static final ClassDesc MACHINES = desc(Machine.class);
  static final ClassDesc FUNCTION = desc(FunctionInstance.class);
  static final ClassDesc MEMORY = desc(LinearMemory.class);
  static final ClassDesc TABLE = desc(TableInstance.class);
  static final ClassDesc RARE = desc(RareInstructions.class);
  static final ClassDesc STORE = desc(Store.class);
  static final ClassDesc NUMERIC = desc(Numeric.class);
  static final ClassDesc NODE = desc(CallNode.class);
  static final ClassDesc PROFILER = desc(Profiler.class);
  static final ClassDesc LONGS = ConstantDescs.CD_long.arrayType();
  static final ClassDesc INTS = ConstantDescs.CD_int.arrayType();
  static final ClassDesc CHUNKS = ConstantDescs.CD_byte.arrayType(2);
  static final ClassDesc I = ConstantDescs.CD_int;
  static final ClassDesc J = ConstantDescs.CD_long;
  static final ClassDesc F = ConstantDescs.CD_float;
  static final ClassDesc D = ConstantDescs.CD_double;
  static final MethodTypeDesc RUN = MethodTypeDesc.of(I, MACHINES, LONGS, I, I, I);

  private HotNames() {}

  static ClassDesc desc(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }
}
