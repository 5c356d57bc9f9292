// What the stepping engine is measured with. Every function makes a number of rounds and returns
// something that depends on all that was computed. kernels.wat is made of it, so that measuring needs
// no compiler:
//   clang --target=wasm32 -O2 -nostdlib -ffreestanding -fno-builtin -Wl,--no-entry -Wl,--strip-debug \
//     -o kernels.wasm kernels.c && continuum wat kernels.wasm
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(#name))) int32_t name(int32_t rounds)

// Primes: stores of bytes at growing distances.

#define NUMBERS (1 << 20)

static uint8_t composite[NUMBERS];

EXPORT(sieve) {
  int32_t primes = 0;
  for (int32_t round = 0; round < rounds; round++) {
    primes = 0;
    for (int32_t i = 0; i < NUMBERS; i++) composite[i] = 0;
    for (int32_t i = 2; i < NUMBERS; i++) {
      if (composite[i]) continue;
      primes++;
      for (int32_t j = 2 * i; j < NUMBERS; j += i) composite[j] = 1;
    }
  }
  return primes;
}

// The product of two matrices: loads and arithmetic of f64.

#define ORDER 128

static double left[ORDER][ORDER], right[ORDER][ORDER], product[ORDER][ORDER];

EXPORT(matrix) {
  for (int32_t i = 0; i < ORDER; i++) {
    for (int32_t j = 0; j < ORDER; j++) {
      left[i][j] = i + 2 * j;
      right[i][j] = 3 * i - j;
    }
  }
  for (int32_t round = 0; round < rounds; round++) {
    for (int32_t i = 0; i < ORDER; i++) {
      for (int32_t j = 0; j < ORDER; j++) {
        double sum = 0;
        for (int32_t k = 0; k < ORDER; k++) sum += left[i][k] * right[k][j];
        product[i][j] = sum;
      }
    }
    left[round % ORDER][0] += 1;
  }
  return (int32_t)product[5][7] + (int32_t)product[ORDER - 1][ORDER - 1];
}

// SHA-256 (FIPS 180-4) of blocks that count up: rotations and logic of i32.

static const uint32_t roundConstants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static const uint32_t initialHash[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

static uint32_t rotated(uint32_t x, int by) { return x >> by | x << (32 - by); }

static void compress(uint32_t hash[8], const uint32_t block[16]) {
  uint32_t w[64];
  for (int i = 0; i < 16; i++) w[i] = block[i];
  for (int i = 16; i < 64; i++) {
    uint32_t a = w[i - 15], b = w[i - 2];
    w[i] = w[i - 16] + (rotated(a, 7) ^ rotated(a, 18) ^ a >> 3) + w[i - 7] +
           (rotated(b, 17) ^ rotated(b, 19) ^ b >> 10);
  }
  uint32_t a = hash[0], b = hash[1], c = hash[2], d = hash[3];
  uint32_t e = hash[4], f = hash[5], g = hash[6], h = hash[7];
  for (int i = 0; i < 64; i++) {
    uint32_t one = h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + ((e & f) ^ (~e & g)) +
                   roundConstants[i] + w[i];
    uint32_t two =
        (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + one, d = c, c = b, b = a, a = one + two;
  }
  hash[0] += a, hash[1] += b, hash[2] += c, hash[3] += d;
  hash[4] += e, hash[5] += f, hash[6] += g, hash[7] += h;
}

// With 0 rounds, the first word of the hash of "abc".
EXPORT(sha256) {
  uint32_t hash[8], block[16];
  for (int i = 0; i < 8; i++) hash[i] = initialHash[i];
  for (int i = 0; i < 16; i++) block[i] = 0;
  block[0] = 0x61626380;
  block[15] = 24;
  compress(hash, block);
  for (int32_t round = 0; round < rounds; round++) {
    block[0] = round;
    compress(hash, block);
  }
  return (int32_t)hash[0];
}

// Sorting: comparisons of what was loaded, exchanges, and calls.

#define ITEMS 100000

static int32_t items[ITEMS];

static void sortRange(int32_t low, int32_t high) {
  while (low < high) {
    int32_t pivot = items[low + (high - low) / 2], i = low, j = high;
    while (i <= j) {
      while (items[i] < pivot) i++;
      while (items[j] > pivot) j--;
      if (i <= j) {
        int32_t item = items[i];
        items[i++] = items[j];
        items[j--] = item;
      }
    }
    sortRange(low, j);
    low = i;
  }
}

EXPORT(sorting) {
  uint32_t sum = 0, random = 1;
  for (int32_t round = 0; round < rounds; round++) {
    for (int32_t i = 0; i < ITEMS; i++) {
      random = random * 1664525 + 1013904223;
      items[i] = (int32_t)random;
    }
    sortRange(0, ITEMS - 1);
    for (int32_t i = 1; i < ITEMS; i++) {
      if (items[i - 1] > items[i]) return -1;
    }
    sum = 31 * sum + (uint32_t)items[ITEMS / 2];
  }
  return (int32_t)sum;
}

// Bodies that attract each other: f64 with divisions and roots.

#define BODIES 5

typedef struct {
  double x, y, z, vx, vy, vz, mass;
} Body;

static Body bodies[BODIES];

EXPORT(nbody) {
  for (int i = 0; i < BODIES; i++) {
    Body *b = &bodies[i];
    b->x = 4.5 * i, b->y = 1.5 * i * i, b->z = 0.25 * i;
    b->vx = 0.5 - 0.125 * i, b->vy = 0.75 * (i & 1), b->vz = 0.0625 * i;
    b->mass = i == 0 ? 40 : 0.5 / i;
  }
  for (int32_t round = 0; round < rounds; round++) {
    for (int i = 0; i < BODIES; i++) {
      for (int j = i + 1; j < BODIES; j++) {
        Body *a = &bodies[i], *b = &bodies[j];
        double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
        double square = dx * dx + dy * dy + dz * dz;
        double force = 0.001 / (square * __builtin_sqrt(square));
        a->vx -= dx * b->mass * force, a->vy -= dy * b->mass * force, a->vz -= dz * b->mass * force;
        b->vx += dx * a->mass * force, b->vy += dy * a->mass * force, b->vz += dz * a->mass * force;
      }
    }
    for (int i = 0; i < BODIES; i++) {
      Body *b = &bodies[i];
      b->x += 0.001 * b->vx, b->y += 0.001 * b->vy, b->z += 0.001 * b->vz;
    }
  }
  return (int32_t)(1000000 * bodies[1].x);
}

// Building strings: numbers to digits, copies, and a hash of the whole.

#define ROOM (1 << 16)

static char text[ROOM];

static int32_t append(int32_t at, const char *piece, int32_t length) {
  for (int32_t i = 0; i < length && at < ROOM; i++) text[at++] = piece[i];
  return at;
}

EXPORT(strings) {
  uint32_t hash = 0;
  for (int32_t round = 0; round < rounds; round++) {
    int32_t length = 0;
    for (int32_t i = 0; i < 6000; i++) {
      char digits[12];
      int32_t first = 12;
      uint32_t number = (uint32_t)(i * 7919 + round);
      do {
        digits[--first] = '0' + number % 10;
        number /= 10;
      } while (number != 0);
      length = append(length, digits + first, 12 - first);
      length = append(length, ", ", 2);
    }
    for (int32_t i = 0; i < length; i++) hash = 31 * hash + (uint8_t)text[i];
  }
  return (int32_t)hash;
}

// Writes to all of 16 MiB again and again, so that history has much to keep.

#define PLACES (16 << 20)

static uint8_t places[PLACES];

EXPORT(touching) {
  uint32_t sum = 0;
  for (int32_t round = 0; round < rounds; round++) {
    for (int32_t i = 0; i < PLACES; i += 64) {
      places[i] += round;
      sum += places[i];
    }
  }
  return (int32_t)sum;
}
