/*
 * Ways out of a directory, none of which leads anywhere. Runs with a directory granted as /data that
 * holds the links "absolute" (to a file outside, by its absolute path), "relative" (to ../secret,
 * which exists), "up" (to ..) and "loop" (to itself), and again with the same directory read-only.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void outcome(const char *what, int result) {
  printf("%s: %s\n", what, result < 0 ? strerror(errno) : "done");
}

int main(void) {
  static const char *const paths[] = {
      "/data/..", "/data/../secret", "/data/absolute", "/data/relative", "/data/up",
      "/data/up/secret", "/data/loop", "/etc/passwd", "secret",
  };
  for (unsigned i = 0; i < sizeof paths / sizeof *paths; i++) {
    struct stat status;
    printf("%s\n", paths[i]);
    outcome("  open", open(paths[i], O_RDONLY));
    outcome("  create", open(paths[i], O_CREAT | O_WRONLY, 0666));
    outcome("  stat", stat(paths[i], &status));
  }
  outcome("symlink to an absolute path", symlink("/etc/passwd", "/data/made"));
  outcome("symlink to above", symlink("../secret", "/data/made"));
  outcome("open it", open("/data/made", O_RDONLY));
  outcome("rename a link", rename("/data/made", "/data/renamed"));
  outcome("unlink a link", unlink("/data/renamed"));
  outcome("rename to above", rename("/data/loop", "/data/../loop"));
  outcome("mkdir above", mkdir("/data/../made", 0777));
  outcome("mkdir behind a link", mkdir("/data/up/made", 0777));
  outcome("unlink behind a link", unlink("/data/up/secret"));
  return 0;
}
