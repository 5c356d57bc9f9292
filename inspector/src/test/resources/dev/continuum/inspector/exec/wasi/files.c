/*
 * Files and directories as a C program uses them; every line says what happened. Runs with an empty
 * directory granted as /data.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void outcome(const char *what, int result) {
  printf("%s: %s\n", what, result < 0 ? strerror(errno) : "done");
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list(const char *path) {
  char *names[64];
  int count = 0;
  DIR *directory = opendir(path);
  if (directory == NULL) {
    outcome(path, -1);
    return;
  }
  for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
      continue;
    }
    char name[300];
    const char *mark = entry->d_type == DT_DIR ? "/" : entry->d_type == DT_LNK ? "@" : "";
    snprintf(name, sizeof name, "%s%s", entry->d_name, mark);
    if (count < 64) {
      names[count++] = strdup(name);
    }
  }
  closedir(directory);
  qsort(names, count, sizeof *names, by_name);
  printf("%s:", path);
  for (int i = 0; i < count; i++) {
    printf(" %s", names[i]);
    free(names[i]);
  }
  printf("\n");
}

static void show(const char *path) {
  char text[100];
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    outcome(path, -1);
    return;
  }
  size_t length = fread(text, 1, sizeof text, file);
  printf("%s: %zu '%.*s'\n", path, length, (int)length, text);
  fclose(file);
}

int main(void) {
  struct stat status;
  char target[32];

  outcome("mkdir", mkdir("/data/folder", 0777));
  outcome("mkdir again", mkdir("/data/folder", 0777));
  outcome("mkdir in nothing", mkdir("/data/none/folder", 0777));

  FILE *file = fopen("/data/folder/file", "w+");
  fputs("hello, world", file);
  fseek(file, 7, SEEK_SET);
  fputs("WORLD", file);
  rewind(file);
  char text[20] = "";
  fgets(text, sizeof text, file);
  printf("read back: %s at %ld\n", text, ftell(file));
  fclose(file);

  file = fopen("/data/folder/file", "a");
  fputs("!", file);
  fclose(file);
  show("/data/folder/file");

  outcome("open exclusively", open("/data/folder/file", O_CREAT | O_EXCL | O_WRONLY, 0666));
  outcome("open a folder to write", open("/data/folder", O_WRONLY));
  outcome("open a file as folder", open("/data/folder/file", O_RDONLY | O_DIRECTORY));
  outcome("open nothing", open("/data/folder/none", O_RDONLY));

  outcome("symlink", symlink("file", "/data/folder/link"));
  ssize_t length = readlink("/data/folder/link", target, sizeof target);
  printf("readlink: %.*s\n", (int)length, target);
  outcome("readlink of a file", readlink("/data/folder/file", target, sizeof target));
  show("/data/folder/link");
  lstat("/data/folder/link", &status);
  printf("lstat: %s\n", S_ISLNK(status.st_mode) ? "link" : "other");
  stat("/data/folder/link", &status);
  printf("stat: %s of %lld\n", S_ISREG(status.st_mode) ? "file" : "other",
         (long long)status.st_size);

  outcome("link", link("/data/folder/file", "/data/folder/second"));
  struct stat second;
  stat("/data/folder/second", &second);
  int same = second.st_ino == status.st_ino && second.st_dev == status.st_dev;
  printf("same file: %s\n", same ? "yes" : "no");

  list("/data/folder");
  outcome("rename", rename("/data/folder/second", "/data/moved"));
  outcome("rename over", rename("/data/moved", "/data/folder/link"));
  outcome("rename nothing", rename("/data/none", "/data/folder/link"));
  outcome("mkdir", mkdir("/data/other", 0777));
  outcome("rename a file over a folder", rename("/data/folder/file", "/data/other"));
  outcome("rename a folder over a file", rename("/data/other", "/data/folder/file"));
  outcome("rename a folder over a full one", rename("/data/other", "/data/folder"));
  outcome("rename a folder into itself", rename("/data/folder", "/data/folder/inside"));
  outcome("rename a folder over an empty one", rename("/data/folder", "/data/other"));
  outcome("rename it back", rename("/data/other", "/data/folder"));
  list("/data/folder");

  outcome("rmdir a full folder", rmdir("/data/folder"));
  outcome("rmdir a file", rmdir("/data/folder/file"));
  outcome("unlink nothing", unlink("/data/folder/none"));

  int descriptor = open("/data/folder/file", O_RDWR);
  outcome("ftruncate", ftruncate(descriptor, 5));
  printf("seek to the end: %lld\n", (long long)lseek(descriptor, 0, SEEK_END));
  outcome("seek before the start", (int)lseek(descriptor, -1, SEEK_SET));
  printf("pwrite: %zd\n", pwrite(descriptor, "J", 1, 0));
  printf("pread: %zd\n", pread(descriptor, text, 5, 0));
  printf("text: %.5s\n", text);
  struct timespec times[2] = {{1, 0}, {1000000000, 0}};
  outcome("futimens", futimens(descriptor, times));
  fstat(descriptor, &status);
  printf("modified: %lld\n", (long long)status.st_mtim.tv_sec);
  outcome("unlink while open", unlink("/data/folder/file"));
  printf("pread: %zd\n", pread(descriptor, text, 5, 0));
  outcome("close", close(descriptor));
  outcome("close again", close(descriptor));

  outcome("unlink", unlink("/data/folder/link"));
  outcome("rmdir", rmdir("/data/folder"));
  list("/data");
  return 0;
}
