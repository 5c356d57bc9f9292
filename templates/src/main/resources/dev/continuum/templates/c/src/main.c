/*
 * {{name}}: smooths a sensor's readings and raises an alarm above a threshold.
 *
 *   {{name}} [--stdin]           one reading on each line of standard input
 *   {{name}} --simulate COUNT    readings that are made up
 *
 * Environment: THRESHOLD (degrees, 20 unless set), LOG (debug or info).
 */
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How many readings the average looks back on. */
#define WINDOW 4

struct filter {
  double last[WINDOW];
  unsigned seen;
  unsigned alarms;
  double threshold;
};

/* Takes a reading in; returns the average of the last few. */
static double smooth(struct filter *f, double reading) {
  f->last[f->seen % WINDOW] = reading;
  f->seen++;
  unsigned count = f->seen < WINDOW ? f->seen : WINDOW;
  double sum = 0;
  for (unsigned i = 0; i < count; i++) {
    sum += f->last[i];
  }
  return sum / count;
}

static void handle(struct filter *f, double reading, bool debug) {
  double average = smooth(f, reading);
  bool alarm = average > f->threshold;
  if (alarm) {
    f->alarms++;
  }
  printf("reading %5.1f  average %5.1f  %s\n", reading, average, alarm ? "ALARM" : "ok");
  if (debug) {
    fprintf(stderr, "debug: %u readings, %u alarms\n", f->seen, f->alarms);
  }
}

/* Reads a whole text as a number; false when it is not one. */
static bool parse(const char *text, double *number) {
  char *end;
  errno = 0;
  *number = strtod(text, &end);
  return end != text && strspn(end, " \t\r\n") == strlen(end) && errno == 0 && isfinite(*number);
}

/* A warm day with a cloud: always the same, so that two runs can be compared. */
static double simulated(unsigned i) {
  static const double noise[] = {0.3, -0.7, 1.1, -0.2, 0.6, -1.4, 0.9};
  return 18.0 + 4.0 * sin(i / 3.0) + noise[i % 7];
}

static void from_simulation(struct filter *f, unsigned count, bool debug) {
  const struct timespec pause = {.tv_nsec = 200 * 1000 * 1000};
  for (unsigned i = 0; i < count; i++) {
    if (i > 0) {
      nanosleep(&pause, NULL);
    }
    handle(f, simulated(i), debug);
  }
}

static void from_input(struct filter *f, bool debug) {
  char line[256];
  unsigned number = 0;
  while (fgets(line, sizeof line, stdin)) {
    double reading;
    number++;
    if (parse(line, &reading)) {
      handle(f, reading, debug);
    } else {
      line[strcspn(line, "\r\n")] = 0;
      fprintf(stderr, "line %u: \"%s\" is not a reading, skipped\n", number, line);
    }
  }
}

int main(int argc, char **argv) {
  struct filter filter = {.threshold = 20};
  const char *threshold = getenv("THRESHOLD");
  const char *log = getenv("LOG");
  bool debug = log && strcmp(log, "debug") == 0;

  /* Lines come out as they are written, also into a pipe or a log. */
  setvbuf(stdout, NULL, _IOLBF, 0);

  if (threshold && !parse(threshold, &filter.threshold)) {
    fprintf(stderr, "THRESHOLD is \"%s\", which is not a number\n", threshold);
    return 2;
  }
  printf("{{name}}: alarm above %.1f degrees\n", filter.threshold);

  double count;
  if (argc == 3 && strcmp(argv[1], "--simulate") == 0 && parse(argv[2], &count) && count >= 0 &&
      count <= 1e6) {
    from_simulation(&filter, (unsigned)count, debug);
  } else if (argc == 1 || (argc == 2 && strcmp(argv[1], "--stdin") == 0)) {
    from_input(&filter, debug);
  } else {
    fprintf(stderr, "Usage: {{name}} [--stdin | --simulate COUNT]\n");
    return 2;
  }
  printf("%u readings, %u alarms\n", filter.seen, filter.alarms);
  return 0;
}
