// Reads numbers, sorts words, keeps them in lists and prints a report.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Entry {
  char *word;
  int count;
  struct Entry *next;
} Entry;

static Entry *buckets[64];

static Entry *find(const char *word) {
  unsigned hash = 5381;
  for (const char *at = word; *at; at++) hash = hash * 33 + (unsigned char)*at;
  Entry **place = &buckets[hash % 64];
  for (; *place; place = &(*place)->next)
    if (!strcmp((*place)->word, word)) return *place;
  Entry *made = calloc(1, sizeof *made);
  made->word = strdup(word);
  return *place = made;
}

static int by_count(const void *a, const void *b) {
  const Entry *x = *(Entry *const *)a, *y = *(Entry *const *)b;
  return x->count != y->count ? y->count - x->count : strcmp(x->word, y->word);
}

int main(void) {
  char word[32];
  unsigned seed = 42;
  for (int i = 0; i < 3000; i++) {
    seed = seed * 1103515245 + 12345;
    snprintf(word, sizeof word, "w%x", seed >> 16 & 0x7f & (seed >> 24));
    find(word)->count += (int)(seed >> 30) + 1;
  }
  Entry *sorted[256];
  int count = 0;
  for (int i = 0; i < 64; i++)
    for (Entry *at = buckets[i]; at; at = at->next) sorted[count++] = at;
  qsort(sorted, (size_t)count, sizeof *sorted, by_count);
  for (int i = 0; i < count; i++)
    printf("%-6s %5d %08.3f %g\n", sorted[i]->word, sorted[i]->count,
           sqrt(sorted[i]->count) * 10, sorted[i]->count / 7.0);
  printf("%lld %llx %.17g %s %c %5.1e\n", -1234567890123LL, 0xfedcba9876543210ULL, 0.1, "end", '!',
         pow(2, 0.5));
  fprintf(stderr, "%d words\n", count);
  return count % 100;
}
