#ifndef CCURL_H
#define CCURL_H
// Types and constants are the header's; the functions are looked up when they are first needed, so that commands that
// speak to nobody do not pay for loading the library and what it loads.
#include <curl/curl.h>

#endif
