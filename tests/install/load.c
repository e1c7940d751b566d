/* Loads the library at run time, uses it, unloads it, twice. */
#include <dlfcn.h>
#include <stdio.h>

int main(int argc, char **argv) {
  int round;
  if (argc != 2) return 2;
  for (round = 0; round < 2; ++round) {
    void *library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    const char *(*version)(void);
    if (library == NULL) {
      fprintf(stderr, "%s\n", dlerror());
      return 1;
    }
    *(void **)&version = dlsym(library, "entente_version");
    if (version == NULL || version()[0] == '\0') return 1;
    dlclose(library);
  }
  return 0;
}
