// What programs do all day: sorting, hashing, compressing, formatting, numbers of all kinds.
// Each export takes a size and a seed, works in memory, and returns a check sum.

#define EXPORT(name) __attribute__((export_name(name), visibility("default")))
#define MOST 4096

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

static u64 state;
static u32 numbers[MOST];
static double reals[MOST];
static u8 text[4 * MOST], packed[8 * MOST], unpacked[4 * MOST];

static u32 next(void) {
  state = state * 6364136223846793005ull + 1442695040888963407ull;
  return (u32)(state >> 33);
}

static u64 mix(u64 hash, u64 value) {
  hash ^= value;
  hash *= 1099511628211ull;
  return hash ^ hash >> 29;
}

static int bound(int size) { return size < 0 ? -(size % MOST) : size % MOST; }

static int ascending(const void *a, const void *b) {
  u32 x = *(const u32 *)a, y = *(const u32 *)b;
  return x < y ? -1 : x > y;
}

static int by_digits(const void *a, const void *b) {
  u32 x = *(const u32 *)a % 1000, y = *(const u32 *)b % 1000;
  return x != y ? (int)x - (int)y : ascending(a, b);
}

static void sort(u32 *at, int count, int (*compare)(const void *, const void *)) {
  while (count > 1) {
    u32 pivot = at[count / 2];
    int low = 0, high = count - 1;
    while (low <= high) {
      while (compare(&at[low], &pivot) < 0) low++;
      while (compare(&at[high], &pivot) > 0) high--;
      if (low <= high) {
        u32 swap = at[low];
        at[low++] = at[high];
        at[high--] = swap;
      }
    }
    sort(at, high + 1, compare);
    at += low;
    count -= low;
  }
}

EXPORT("sorts") u64 sorts(int size, u64 seed) {
  int count = bound(size);
  state = seed;
  for (int i = 0; i < count; i++) numbers[i] = next();
  sort(numbers, count, seed % 2 ? ascending : by_digits);
  u64 hash = 14695981039346656037ull;
  for (int i = 0; i < count; i++) hash = mix(hash, numbers[i]);
  return hash;
}

EXPORT("sums") u64 sums(int size, u64 seed) {
  int count = bound(size);
  state = seed;
  u32 table[256];
  for (u32 i = 0; i < 256; i++) {
    u32 c = i;
    for (int k = 0; k < 8; k++) c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1;
    table[i] = c;
  }
  u32 crc = ~0u;
  u32 a = 1, b = 0;
  for (int i = 0; i < count; i++) {
    u8 byte = text[i] = (u8)next();
    crc = table[(crc ^ byte) & 255] ^ crc >> 8;
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return (u64)~crc << 32 | b << 16 | a;
}

// Repetitions become a distance and a length.
static int pack(const u8 *in, int count, u8 *out) {
  int to = 0;
  for (int at = 0; at < count;) {
    int best = 0, distance = 0;
    for (int back = 1; back < 256 && back <= at; back++) {
      int length = 0;
      while (length < 255 && at + length < count && in[at + length] == in[at + length - back])
        length++;
      if (length > best) {
        best = length;
        distance = back;
      }
    }
    if (best > 2) {
      out[to++] = (u8)distance;
      out[to++] = (u8)best;
      at += best;
    } else {
      out[to++] = 0;
      out[to++] = in[at++];
    }
  }
  return to;
}

EXPORT("packs") u64 packs(int size, u64 seed) {
  int count = bound(size);
  state = seed;
  for (int i = 0; i < count; i++) text[i] = next() % 3 ? text[i / 2] : "abcdab"[next() % 6];
  int length = pack(text, count, packed);
  int to = 0;
  for (int at = 0; at < length; at += 2) {
    if (packed[at] == 0) {
      unpacked[to++] = packed[at + 1];
    } else {
      for (int i = 0; i < packed[at + 1]; i++, to++) unpacked[to] = unpacked[to - packed[at]];
    }
  }
  u64 hash = (u64)length;
  for (int i = 0; i < count; i++) {
    if (text[i] != unpacked[i]) __builtin_trap();
    hash = mix(hash, unpacked[i]);
  }
  return hash;
}

static u8 *decimal(u8 *to, long long value) {
  u8 digits[24];
  int count = 0;
  u64 rest = value < 0 ? -(u64)value : (u64)value;
  if (value < 0) *to++ = '-';
  do digits[count++] = '0' + rest % 10;
  while (rest /= 10);
  while (count) *to++ = digits[--count];
  return to;
}

EXPORT("formats") u64 formats(int size, u64 seed) {
  int count = bound(size) / 16;
  state = seed;
  u8 *to = text;
  for (int i = 0; i < count; i++) {
    switch (next() % 4) {
      case 0: to = decimal(to, (int)next() - (1 << 30)); break;
      case 1: to = decimal(to, (long long)(next() * (u64)next())); break;
      case 2:
        for (int shift = 28; shift >= 0; shift -= 4) *to++ = "0123456789abcdef"[next() >> shift & 15];
        break;
      default: *to++ = 'x';
    }
    *to++ = i % 8 == 7 ? '\n' : ' ';
  }
  u64 hash = (u64)(to - text);
  for (u8 *at = text; at < to; at++) hash = mix(hash, *at);
  return hash;
}

EXPORT("computes") u64 computes(int size, u64 seed) {
  int count = bound(size);
  state = seed;
  for (int i = 0; i < count; i++) reals[i] = ((int)next() - (1 << 30)) / 1048576.0;
  double sum = 0, square = 0;
  float least = 1e30f;
  for (int i = 0; i < count; i++) {
    sum += reals[i];
    square += reals[i] * reals[i];
    float narrow = (float)reals[i];
    least = narrow < least ? narrow : least;
    reals[i] = __builtin_floor(__builtin_sqrt(__builtin_fabs(reals[i])) * 8) / 3;
    numbers[i] = (u32)(int)(reals[i] * 100) ^ (u32)__builtin_copysign(5.5, sum);
  }
  union { double d; u64 bits; } a = {sum}, b = {square}, c = {least};
  return mix(mix(a.bits, b.bits), c.bits);
}

// Divides by what the seed says: by zero as well.
EXPORT("divides") u64 divides(int size, u64 seed) {
  volatile int divisor = (int)(seed % 3);
  u64 hash = 1;
  for (int i = 0; i < 100; i++) hash = mix(hash, (u64)(long long)(size / divisor--));
  return hash;
}
