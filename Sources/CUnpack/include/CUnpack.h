#ifndef CUNPACK_H
#define CUNPACK_H
// The content codings of HTTP (RFC 9110, 8.4.1), by zlib and brotli, which are opened when they are first needed. Their
// headers are not needed: what is used of them has stood as it is since their first versions.
#include <stddef.h>

typedef enum cunpack_coding { CUNPACK_GZIP, CUNPACK_ZLIB, CUNPACK_RAW_DEFLATE, CUNPACK_BROTLI } cunpack_coding;

typedef enum cunpack_result {
  // All input was taken, and more may come.
  CUNPACK_MORE,
  // The output is full.
  CUNPACK_FULL,
  // The data is at its end, checksum included.
  CUNPACK_END,
  CUNPACK_BAD
} cunpack_result;

typedef struct cunpack cunpack;

// Whether the library of a coding is there.
int cunpack_has(cunpack_coding);
// NULL where there is no memory, or no library.
cunpack *cunpack_new(cunpack_coding);
void cunpack_free(cunpack *);
// Begins anew, for what follows the end.
int cunpack_restart(cunpack *);
// Unpacks from `*input`, which moves on, to `output`.
cunpack_result cunpack_step(cunpack *, const unsigned char **input, size_t *left, unsigned char *output, size_t room,
                            size_t *made);

#endif
