// mallopt, which Swift's own module of the C library leaves out.
#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
