/*
 * Arguments, environment, standard streams, clocks, random numbers, waiting, the exit status. Runs
 * with the arguments "streams", "a", "b c" and "", the variables LOG=info and EMPTY=, and the input
 * "one\ntwo\nno newline"; writes "an error" to standard error and exits with 7.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

int main(int argc, char **argv) {
  for (int i = 0; i < argc; i++) {
    printf("argument %d: '%s'\n", i, argv[i]);
  }
  for (char **variable = environ; *variable != NULL; variable++) {
    printf("%s\n", *variable);
  }

  struct pollfd waiting = {.fd = 0, .events = POLLIN};
  printf("poll: %d\n", poll(&waiting, 1, 1000));
  char line[100];
  while (fgets(line, sizeof line, stdin) != NULL) {
    size_t length = strcspn(line, "\n");
    printf("line of %zu: %.*s\n", length, (int)length, line);
  }
  printf("end: %s\n", feof(stdin) ? "yes" : "no");

  struct timespec before, after, pause = {0, 20000000};
  clock_gettime(CLOCK_MONOTONIC, &before);
  printf("nanosleep: %d\n", nanosleep(&pause, NULL));
  clock_gettime(CLOCK_MONOTONIC, &after);
  long long passed = (after.tv_sec - before.tv_sec) * 1000000000LL;
  passed += after.tv_nsec - before.tv_nsec;
  printf("slept long enough: %s\n", passed >= 20000000 ? "yes" : "no");
  printf("after 2020: %s\n", time(NULL) > 1577836800 ? "yes" : "no");

  unsigned char random[64] = {0};
  printf("getentropy: %d\n", getentropy(random, sizeof random));
  int different = 0;
  for (int i = 1; i < 64; i++) {
    different |= random[i] != random[0];
  }
  printf("random: %s\n", different ? "yes" : "no");

  fprintf(stderr, "an error\n");
  fflush(stdout);
  exit(7);
}
