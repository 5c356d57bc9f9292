package dev.continuum.inspector.exec;

/**
 * The instructions of the engine's own code, which {@link Translator} makes of WebAssembly's and
 * {@link Interpreter} runs. An instruction is a few ints: the low 8 bits of the first are one of
 * these numbers, its high 16 bits a slot of the frame, as a rule where the result goes; slots share
 * the second, the first operand in the low half. What a number stands behind (a constant, an
 * offset, a place to branch to and the ticks that the branch counts) follows.
 *
 * <p>Letters say what is worked on: I an {@code i32}, L an {@code i64}, F an {@code f32}, D an
 * {@code f64}; an I at the end, that the second operand is a number in the code.
 */
final class Op {
  // Control
  static final int BREAK = 0;
  static final int HALT = 1;
  static final int CHECK = 2;
  static final int RARE = 3;
  static final int MOVE = 4;
  static final int MOVE2 = 5;
  static final int CONST32 = 6;
  static final int CONST64 = 7;
  static final int BR = 8;
  static final int BR_TABLE = 9;
  static final int CALL = 10;
  static final int CALL_INDIRECT = 11;
  static final int CALL_REF = 12;
  static final int CALL_OUT = 13;
  static final int RETURN0 = 14;
  static final int RETURN1 = 15;
  static final int RETURN_N = 16;
  static final int LEAVE = 17;
  static final int THROW = 18;
  static final int SELECT = 19;
  static final int GLOBAL_GET = 20;
  static final int GLOBAL_SET = 21;

  // Branches on comparisons: of two slots, of a slot and a number
  static final int BRI_EQ = 22;
  static final int BRI_NE = 23;
  static final int BRI_LTS = 24;
  static final int BRI_LTU = 25;
  static final int BRI_LES = 26;
  static final int BRI_LEU = 27;
  static final int BRI_EQI = 28;
  static final int BRI_NEI = 29;
  static final int BRI_LTSI = 30;
  static final int BRI_LTUI = 31;
  static final int BRI_GTSI = 32;
  static final int BRI_GTUI = 33;
  static final int BRL_EQ = 34;
  static final int BRL_NE = 35;
  static final int BRL_LTS = 36;
  static final int BRL_LTU = 37;
  static final int BRL_LES = 38;
  static final int BRL_LEU = 39;
  static final int BRL_EQI = 40;
  static final int BRL_NEI = 41;
  static final int BRL_LTSI = 42;
  static final int BRL_LTUI = 43;
  static final int BRL_GTSI = 44;
  static final int BRL_GTUI = 45;

  // Branches on comparisons of f64; N: unless
  static final int BRD_EQ = 46;
  static final int BRD_NE = 47;
  static final int BRD_LT = 48;
  static final int BRD_LE = 49;
  static final int BRD_NLT = 50;
  static final int BRD_NLE = 51;

  // Memory
  static final int LOAD8S = 52;
  static final int LOAD8U = 53;
  static final int LOAD16S = 54;
  static final int LOAD16U = 55;
  static final int LOAD32S = 56;
  static final int LOAD32U = 57;
  static final int LOAD64 = 58;
  static final int STORE8 = 59;
  static final int STORE16 = 60;
  static final int STORE32 = 61;
  static final int STORE64 = 62;

  // i32
  static final int I_ADD = 63;
  static final int I_SUB = 64;
  static final int I_MUL = 65;
  static final int I_AND = 66;
  static final int I_OR = 67;
  static final int I_XOR = 68;
  static final int I_SHL = 69;
  static final int I_SHRS = 70;
  static final int I_SHRU = 71;
  static final int I_ROTL = 72;
  static final int I_DIVS = 73;
  static final int I_DIVU = 74;
  static final int I_REMS = 75;
  static final int I_REMU = 76;

  // i32 with a number
  static final int I_ADDI = 77;
  static final int I_MULI = 78;
  static final int I_ANDI = 79;
  static final int I_ORI = 80;
  static final int I_XORI = 81;
  static final int I_SHLI = 82;
  static final int I_SHRSI = 83;
  static final int I_SHRUI = 84;
  static final int I_ROTLI = 85;

  // Comparisons of i32
  static final int I_EQ = 86;
  static final int I_NE = 87;
  static final int I_LTS = 88;
  static final int I_LTU = 89;
  static final int I_LES = 90;
  static final int I_LEU = 91;
  static final int I_EQI = 92;
  static final int I_NEI = 93;
  static final int I_LTSI = 94;
  static final int I_LTUI = 95;
  static final int I_GTSI = 96;
  static final int I_GTUI = 97;

  // i64
  static final int L_ADD = 98;
  static final int L_SUB = 99;
  static final int L_MUL = 100;
  static final int L_AND = 101;
  static final int L_OR = 102;
  static final int L_XOR = 103;
  static final int L_SHL = 104;
  static final int L_SHRS = 105;
  static final int L_SHRU = 106;
  static final int L_ROTL = 107;

  // i64 with a number
  static final int L_ADDI = 108;
  static final int L_MULI = 109;
  static final int L_ANDI = 110;
  static final int L_ORI = 111;
  static final int L_XORI = 112;
  static final int L_SHLI = 113;
  static final int L_SHRSI = 114;
  static final int L_SHRUI = 115;
  static final int L_ROTLI = 116;

  // Comparisons of i64
  static final int L_EQ = 117;
  static final int L_NE = 118;
  static final int L_LTS = 119;
  static final int L_LTU = 120;
  static final int L_LES = 121;
  static final int L_LEU = 122;
  static final int L_EQI = 123;
  static final int L_NEI = 124;
  static final int L_LTSI = 125;
  static final int L_LTUI = 126;
  static final int L_GTSI = 127;
  static final int L_GTUI = 128;

  // f64
  static final int D_ADD = 129;
  static final int D_SUB = 130;
  static final int D_MUL = 131;
  static final int D_DIV = 132;
  static final int D_EQ = 133;
  static final int D_NE = 134;
  static final int D_LT = 135;
  static final int D_LE = 136;

  // f32
  static final int F_ADD = 137;
  static final int F_SUB = 138;
  static final int F_MUL = 139;
  static final int F_DIV = 140;
  static final int F_EQ = 141;
  static final int F_NE = 142;
  static final int F_LT = 143;
  static final int F_LE = 144;

  // One operand
  static final int SEXT8 = 145;
  static final int SEXT16 = 146;
  static final int SEXT32 = 147;
  static final int UEXT32 = 148;
  static final int D_FROM_IS = 149;
  static final int D_FROM_IU = 150;
  static final int D_NEG = 151;
  static final int D_ABS = 152;
  static final int D_SQRT = 153;

  // What a profile counts, in code that is made for one: see Profiler
  static final int ENTER = 154;
  static final int COUNT = 155;
  static final int GREW = 156;

  /** The bits of the first int that say what to do. */
  static final int MASK = 0xff;

  private Op() {}
}
