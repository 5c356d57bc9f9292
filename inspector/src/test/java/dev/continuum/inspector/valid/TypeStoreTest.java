package dev.continuum.inspector.valid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.TypeNames;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeStoreTest {
  private static final String EMPTY_STRUCT = "50 00 5f 00";

  private static WasmModule module(String... types) throws Exception {
    return ModuleDecoder.decode(new ModuleBytes().section(SectionId.TYPE, types).bytes());
  }

  private static TypeSpace types(TypeStore store, String... types) throws Exception {
    return new TypeSpace(store, module(types).types(), TypeNames.NUMBERS);
  }

  private static int reference(boolean nullable, AbstractHeapType heap) {
    return TypeCode.reference(nullable, heap.ordinal());
  }

  @Test
  void givesEqualTypesOneNumber() throws Exception {
    TypeStore store = new TypeStore();
    TypeSpace types = types(store, "60 01 7f 00", "60 00 01 7f", "60 01 7f 00");
    assertThat(types.get(2)).isSameAs(types.get(0)).isNotSameAs(types.get(1));
    // Another module finds them there, at other indices.
    TypeSpace again = types(store, "60 00 00", "60 00 01 7f");
    assertThat(again.get(1)).isSameAs(types.get(1));
    assertThat(store.size()).isEqualTo(3);
  }

  @Test
  void tellsRecursionGroupsApartByTheirShape() throws Exception {
    TypeSpace types =
        types(
            new TypeStore(),
            "4e 02 5f 01 63 01 00 5f 01 63 00 00", // 0, 1: each refers to the other
            "4e 02 5f 01 63 03 00 5f 01 63 02 00", // 2, 3: the same again
            "5f 01 63 04 00", // 4: refers to itself
            "4e 01 5f 01 63 05 00", // 5: the same, written as a group
            "4e 02 5f 01 63 07 00 5f 01 63 07 00"); // 6, 7: both refer to the second
    assertThat(types.get(2)).isSameAs(types.get(0));
    assertThat(types.get(3)).isSameAs(types.get(1)).isNotSameAs(types.get(0));
    assertThat(types.get(5)).isSameAs(types.get(4)).isNotSameAs(types.get(0));
    assertThat(types.get(6)).isNotSameAs(types.get(0)).isNotSameAs(types.get(7));
  }

  @Test
  void ordersAbstractHeapTypes() {
    TypeStore store = new TypeStore();
    List<AbstractHeapType> inAny =
        List.of(
            AbstractHeapType.EQ,
            AbstractHeapType.I31,
            AbstractHeapType.STRUCT,
            AbstractHeapType.ARRAY,
            AbstractHeapType.NONE);
    for (AbstractHeapType below : AbstractHeapType.values()) {
      for (AbstractHeapType above : AbstractHeapType.values()) {
        boolean expected =
            below == above
                || above == AbstractHeapType.ANY && inAny.contains(below)
                || above == AbstractHeapType.EQ
                    && inAny.contains(below)
                    && below != AbstractHeapType.EQ
                || below == AbstractHeapType.NONE && inAny.contains(above)
                || below == AbstractHeapType.NOFUNC && above == AbstractHeapType.FUNC
                || below == AbstractHeapType.NOEXTERN && above == AbstractHeapType.EXTERN
                || below == AbstractHeapType.NOEXN && above == AbstractHeapType.EXN;
        assertThat(store.heapMatches(below.ordinal(), above.ordinal()))
            .as(below + " below " + above)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void ordersDefinedTypesByTheirDeclaration() throws Exception {
    TypeStore store = new TypeStore();
    TypeSpace types =
        types(store, EMPTY_STRUCT, "50 01 00 5f 01 7f 00", "50 00 5f 01 7f 00", "60 00 00");
    int struct = types.heapCode(0);
    int sub = types.heapCode(1);
    assertThat(store.heapMatches(sub, struct)).isTrue();
    assertThat(store.heapMatches(struct, sub)).isFalse();
    assertThat(store.heapMatches(types.heapCode(2), struct)).as("not declared").isFalse();
    assertThat(store.heapMatches(sub, AbstractHeapType.EQ.ordinal())).isTrue();
    assertThat(store.heapMatches(sub, AbstractHeapType.ARRAY.ordinal())).isFalse();
    assertThat(store.heapMatches(AbstractHeapType.NONE.ordinal(), sub)).isTrue();
    assertThat(store.heapMatches(AbstractHeapType.NOFUNC.ordinal(), sub)).isFalse();
    int function = types.heapCode(3);
    assertThat(store.heapMatches(function, AbstractHeapType.FUNC.ordinal())).isTrue();
    assertThat(store.heapMatches(function, AbstractHeapType.ANY.ordinal())).isFalse();
    assertThat(store.heapMatches(AbstractHeapType.NOFUNC.ordinal(), function)).isTrue();
    assertThat(store.heapMatches(TypeCode.BOTTOM_HEAP, function)).isTrue();
  }

  @Test
  void comparesTypesOfAnyDepth() throws Exception {
    String[] chain = new String[1000];
    Arrays.setAll(
        chain,
        i ->
            i == 0
                ? EMPTY_STRUCT
                : i <= 128
                    ? "50 01 %02x 5f 00".formatted(i - 1).replace("80", "8001")
                    : "50 01 %02x%02x 5f 00".formatted(i - 1 & 0x7f | 0x80, i - 1 >> 7));
    TypeStore store = new TypeStore();
    TypeSpace types = types(store, chain);
    assertThat(types.get(999).depth).isEqualTo(999);
    for (int i = 0; i < chain.length; i += 37) {
      for (int j = 0; j < chain.length; j++) {
        assertThat(types.get(i).isBelow(types.get(j))).as(i + " below " + j).isEqualTo(i >= j);
      }
    }
  }

  @Test
  void ordersReferencesByNullability() {
    TypeStore store = new TypeStore();
    int nullable = reference(true, AbstractHeapType.I31);
    int never = reference(false, AbstractHeapType.I31);
    assertThat(store.matches(never, nullable)).isTrue();
    assertThat(store.matches(nullable, never)).isFalse();
    assertThat(store.matches(never, TypeCode.ANYREF)).isTrue();
    assertThat(store.matches(never, TypeCode.I32)).isFalse();
    assertThat(store.matches(TypeCode.BOTTOM, never)).isTrue();
    assertThat(store.matches(never, TypeCode.BOTTOM)).isFalse();
  }

  private static List<String> problems(String... types) throws Exception {
    WasmModule module = module(types);
    Problems problems = new Problems();
    TypeSectionCheck.check(module, new TypeStore(), problems);
    return problems.all().stream().map(Problem::message).toList();
  }

  @Test
  void requiresSubtypesToFit() throws Exception {
    String mismatch = "sub type 1 does not match its supertype 0";
    String mutable = "50 00 5f 01 6e 01";
    assertThat(problems(mutable, "50 01 00 5f 01 6e 01")).isEmpty();
    assertThat(problems(mutable, "50 01 00 5f 01 6d 01")).containsExactly(mismatch);
    assertThat(problems("50 00 5f 01 6e 00", "50 01 00 5f 01 6d 00")).isEmpty();
    assertThat(problems("50 00 5f 01 6d 00", "50 01 00 5f 01 6e 00")).containsExactly(mismatch);
    assertThat(problems("50 00 5f 01 6e 00", EMPTY_STRUCT.replace("50 00", "50 01 00")))
        .containsExactly(mismatch);
    assertThat(problems("50 00 60 01 6d 01 6e", "50 01 00 60 01 6e 01 6d")).isEmpty();
    assertThat(problems("50 00 60 01 6e 00", "50 01 00 60 01 6d 00")).containsExactly(mismatch);
    assertThat(problems("50 00 5e 78 00", "50 01 00 5e 77 00")).containsExactly(mismatch);
    assertThat(problems("5f 00", "50 01 00 5f 00")).containsExactly(mismatch + ", which is final");
  }

  @Test
  void requiresTypeIndicesToExist() throws Exception {
    assertThat(problems("5f 01 63 01 00")).containsExactly("unknown type 1");
    assertThat(problems("60 01 64 ffffffff07 00")).containsExactly("unknown type 2147483647");
    assertThat(problems("50 01 00 5f 00")).containsExactly("unknown type 0");
    assertThat(problems("4e 02 60 01 63 01 00 5f 00")).isEmpty();
  }
}
