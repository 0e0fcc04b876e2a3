#include "library.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>

static int find(void *handle, const char *name, void *place) {
  void *symbol = dlsym(handle, name);
  // POSIX lets a pointer of dlsym be one to a function; ISO C has no cast for it.
  *(void **)place = symbol;
  return symbol != NULL;
}

#define FIND(NAME) find(handle, "curl_" #NAME, &library->NAME)

ccurl *ccurl_open(const char *name, char *why, size_t count) {
  if (count > 0) why[0] = 0;
  void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    const char *said = dlerror();
    if (said != NULL) snprintf(why, count, "%s", said);
    return NULL;
  }
  ccurl *library = calloc(1, sizeof *library);
  if (library != NULL && FIND(global_init) && FIND(version_info) && FIND(easy_init) && FIND(easy_cleanup) &&
      FIND(easy_setopt) && FIND(easy_getinfo) && FIND(multi_init) && FIND(multi_cleanup) && FIND(multi_add_handle) &&
      FIND(multi_remove_handle) && FIND(multi_perform) && FIND(multi_poll) && FIND(multi_wakeup) &&
      FIND(multi_info_read) && FIND(multi_setopt) && FIND(slist_append) && FIND(slist_free_all) && FIND(url) && FIND(url_cleanup) &&
      FIND(url_set) && FIND(url_get) && FIND(free) && library->global_init(CURL_GLOBAL_ALL) == CURLE_OK) {
    library->version = library->version_info(CURLVERSION_NOW);
    return library;
  }
  free(library);
  dlclose(handle);
  return NULL;
}

unsigned ccurl_version(const ccurl *library) { return library->version == NULL ? 0 : library->version->version_num; }

const char *ccurl_default_ca_file(const ccurl *library) {
#if LIBCURL_VERSION_NUM >= 0x074600
  if (library->version != NULL && library->version->age >= CURLVERSION_SEVENTH) return library->version->cainfo;
#endif
  return NULL;
}

long ccurl_open_files(long wanted) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 256;
  rlim_t target = limit.rlim_max < (rlim_t)wanted ? limit.rlim_max : (rlim_t)wanted;
  if (limit.rlim_cur < target) {
    rlim_t before = limit.rlim_cur;
    limit.rlim_cur = target;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) limit.rlim_cur = before;
  }
  return limit.rlim_cur > 1 << 20 ? 1 << 20 : (long)limit.rlim_cur;
}

typedef struct gate {
  pthread_mutex_t mutex;
  pthread_cond_t opened;
  int is_open;
  int failures;
} gate;

static void *wait_at(void *context) {
  gate *gate = context;
  // A thread that takes memory has room of its own for it.
  void *volatile memory = malloc(64);
  pthread_mutex_lock(&gate->mutex);
  if (memory == NULL) gate->failures++;
  while (!gate->is_open) pthread_cond_wait(&gate->opened, &gate->mutex);
  pthread_mutex_unlock(&gate->mutex);
  free(memory);
  return NULL;
}

int ccurl_can_start_threads(int count, size_t bytes) {
  // Only asked for: nothing of it is ever touched.
  void *room = mmap(NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (room == MAP_FAILED) return 0;
  munmap(room, bytes);
  gate gate = {.is_open = 0, .failures = 0};
  pthread_mutex_init(&gate.mutex, NULL);
  pthread_cond_init(&gate.opened, NULL);
  pthread_t threads[16];
  int started = 0;
  while (started < count && started < 16 && pthread_create(&threads[started], NULL, wait_at, &gate) == 0) started++;
  pthread_mutex_lock(&gate.mutex);
  gate.is_open = 1;
  pthread_cond_broadcast(&gate.opened);
  pthread_mutex_unlock(&gate.mutex);
  for (int index = 0; index < started; index++) pthread_join(threads[index], NULL);
  pthread_cond_destroy(&gate.opened);
  pthread_mutex_destroy(&gate.mutex);
  return started == count && gate.failures == 0;
}
