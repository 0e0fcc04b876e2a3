#include "CUnpack.h"
#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// zlib's z_stream.
typedef struct {
  const unsigned char *next_in;
  unsigned avail_in;
  unsigned long total_in;
  unsigned char *next_out;
  unsigned avail_out;
  unsigned long total_out;
  const char *msg;
  void *state;
  void *(*zalloc)(void *, unsigned, unsigned);
  void (*zfree)(void *, void *);
  void *opaque;
  int data_type;
  unsigned long adler;
  unsigned long reserved;
} zlib_stream;

static struct {
  int (*init)(zlib_stream *, int window, const char *version, int size);
  int (*step)(zlib_stream *, int flush);
  int (*reset)(zlib_stream *);
  int (*end)(zlib_stream *);
} zlib;

static struct {
  void *(*make)(void *, void *, void *);
  int (*step)(void *, size_t *, const uint8_t **, size_t *, uint8_t **, size_t *);
  void (*end)(void *);
} brotli;

static int has_zlib, has_brotli;

static void *open_first(const char *const *names) {
  for (; *names != NULL; names++) {
    void *handle = dlopen(*names, RTLD_NOW | RTLD_LOCAL);
    if (handle != NULL) return handle;
  }
  return NULL;
}

static int find(void *handle, const char *name, void *place) {
  void *symbol = dlsym(handle, name);
  *(void **)place = symbol;
  return symbol != NULL;
}

static void load(void) {
  static const char *const zlib_names[] = {"libz.so.1", "libz.1.dylib", "/usr/lib/libz.1.dylib", NULL};
  static const char *const brotli_names[] = {
      "libbrotlidec.so.1", "libbrotlidec.1.dylib", "/opt/homebrew/lib/libbrotlidec.1.dylib", NULL};
  void *handle = open_first(zlib_names);
  has_zlib = handle != NULL && find(handle, "inflateInit2_", &zlib.init) && find(handle, "inflate", &zlib.step) &&
             find(handle, "inflateReset", &zlib.reset) && find(handle, "inflateEnd", &zlib.end);
  handle = open_first(brotli_names);
  has_brotli = handle != NULL && find(handle, "BrotliDecoderCreateInstance", &brotli.make) &&
               find(handle, "BrotliDecoderDecompressStream", &brotli.step) &&
               find(handle, "BrotliDecoderDestroyInstance", &brotli.end);
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

int cunpack_has(cunpack_coding coding) {
  pthread_once(&once, load);
  return coding == CUNPACK_BROTLI ? has_brotli : has_zlib;
}

struct cunpack {
  int is_brotli;
  zlib_stream stream;
  void *brotli;
};

cunpack *cunpack_new(cunpack_coding coding) {
  if (!cunpack_has(coding)) return NULL;
  cunpack *self = calloc(1, sizeof *self);
  if (self == NULL) return NULL;
  self->is_brotli = coding == CUNPACK_BROTLI;
  int is_ready;
  if (self->is_brotli) {
    self->brotli = brotli.make(NULL, NULL, NULL);
    is_ready = self->brotli != NULL;
  } else {
    // The largest window; 16 more asks for gzip's frame, a negative one for none.
    int window = coding == CUNPACK_GZIP ? 15 + 16 : coding == CUNPACK_ZLIB ? 15 : -15;
    is_ready = zlib.init(&self->stream, window, "1.2.0", (int)sizeof self->stream) == 0;
  }
  if (is_ready) return self;
  free(self);
  return NULL;
}

void cunpack_free(cunpack *self) {
  if (self == NULL) return;
  if (self->is_brotli) {
    brotli.end(self->brotli);
  } else {
    zlib.end(&self->stream);
  }
  free(self);
}

int cunpack_restart(cunpack *self) { return !self->is_brotli && zlib.reset(&self->stream) == 0; }

static cunpack_result step_zlib(cunpack *self, const unsigned char **input, size_t *left, unsigned char *output,
                                size_t room, size_t *made) {
  zlib_stream *stream = &self->stream;
  unsigned given = *left > UINT_MAX ? UINT_MAX : (unsigned)*left;
  unsigned space = room > UINT_MAX ? UINT_MAX : (unsigned)room;
  stream->next_in = *input;
  stream->avail_in = given;
  stream->next_out = output;
  stream->avail_out = space;
  int code = zlib.step(stream, 0);
  *input += given - stream->avail_in;
  *left -= given - stream->avail_in;
  *made = space - stream->avail_out;
  if (code == 1) return CUNPACK_END;
  // -5 says that nothing could be done: input or output is at its end.
  if (code != 0 && code != -5) return CUNPACK_BAD;
  return stream->avail_out == 0 ? CUNPACK_FULL : CUNPACK_MORE;
}

static cunpack_result step_brotli(cunpack *self, const unsigned char **input, size_t *left, unsigned char *output,
                                  size_t room, size_t *made) {
  size_t space = room;
  uint8_t *next = output;
  int code = brotli.step(self->brotli, left, input, &space, &next, NULL);
  *made = room - space;
  switch (code) {
  case 1: return CUNPACK_END;
  case 2: return CUNPACK_MORE;
  case 3: return CUNPACK_FULL;
  default: return CUNPACK_BAD;
  }
}

cunpack_result cunpack_step(cunpack *self, const unsigned char **input, size_t *left, unsigned char *output,
                            size_t room, size_t *made) {
  return self->is_brotli ? step_brotli(self, input, left, output, room, made)
                         : step_zlib(self, input, left, output, room, made);
}
