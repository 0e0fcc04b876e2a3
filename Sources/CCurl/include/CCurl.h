#ifndef CCURL_H
#define CCURL_H
// Types and constants are the header's; the functions are looked up when they are first needed, so that commands that
// speak to nobody do not pay for loading the library and what it loads.
#include <curl/curl.h>
#include <stddef.h>

// The library, once it is open. It stays open as long as the program runs.
typedef struct ccurl ccurl;

// Opens the library of that file name. NULL where it is not there, is older than 7.68, or cannot be set up; `why` then
// has what the system said, and is empty where the library is too old or takes no set-up.
ccurl *ccurl_open(const char *name, char *why, size_t count);

// Whether so many threads can be there at once, and so many bytes be asked for; 0 where memory or the system's limits do
// not suffice.
int ccurl_can_start_threads(int count, size_t bytes);

// Raises the limit of open files of this process to `wanted`, as far as it may; gives what it is then.
long ccurl_open_files(long wanted);

// What the library says of itself; NULL where it says nothing.
const char *ccurl_default_ca_file(const ccurl *);
unsigned ccurl_version(const ccurl *);

CURL *ccurl_easy_new(const ccurl *);
void ccurl_easy_free(const ccurl *, CURL *);
// curl_easy_setopt, one for each type that it takes.
CURLcode ccurl_set_long(const ccurl *, CURL *, CURLoption, long);
CURLcode ccurl_set_offset(const ccurl *, CURL *, CURLoption, curl_off_t);
CURLcode ccurl_set_text(const ccurl *, CURL *, CURLoption, const char *);
CURLcode ccurl_set_pointer(const ccurl *, CURL *, CURLoption, void *);
// Bytes that the library copies.
CURLcode ccurl_set_blob(const ccurl *, CURL *, CURLoption, const void *bytes, size_t count);
CURLcode ccurl_set_body(const ccurl *, CURL *, const void *bytes, size_t count);
CURLcode ccurl_set_protocols(const ccurl *, CURL *);
// An exchange that ends does not wait for a resolver that hangs, where the library can do that.
void ccurl_set_quick_exit(const ccurl *, CURL *);

// Takes bytes; gives fewer than `count` to end the exchange.
typedef size_t (*ccurl_take)(void *context, const unsigned char *bytes, size_t count);
// Whether a machine may be spoken to. `address` has 4 or 16 bytes.
typedef int (*ccurl_judge)(void *context, const unsigned char *address, size_t count);
// Takes a socket that was opened.
typedef void (*ccurl_opened)(void *context, int socket);
// What a connection is known by. A port here alone is no name: connections to several machines may have the same.
typedef struct ccurl_connection {
  int own_port;
  int peer_port;
  // The machine at the other end: 4 or 16 bytes.
  unsigned char peer[16];
  size_t peer_size;
} ccurl_connection;
// Whether a request may go out on a connection; asked just before it does.
typedef int (*ccurl_ready)(void *context, const ccurl_connection *connection);
// Takes what the library says of its work.
typedef void (*ccurl_hear)(void *context, const char *text, size_t count);

typedef struct ccurl_callbacks {
  void *context;
  ccurl_take head;
  ccurl_take body;
  ccurl_judge judge;
  ccurl_opened opened;
  ccurl_ready ready;
  ccurl_hear hear;
} ccurl_callbacks;

// The callbacks of an exchange; the struct must live as long as the handle.
CURLcode ccurl_set_callbacks(const ccurl *, CURL *, ccurl_callbacks *);

long ccurl_info_long(const ccurl *, CURL *, CURLINFO);
curl_off_t ccurl_info_offset(const ccurl *, CURL *, CURLINFO);
const char *ccurl_info_text(const ccurl *, CURL *, CURLINFO);

typedef enum ccurl_standing {
  // It is no socket of this connection: closed since, or another one.
  CCURL_GONE,
  CCURL_SILENT,
  CCURL_BYTES,
  // The other side closed it, or it broke.
  CCURL_ENDED
} ccurl_standing;

// What stands on a socket, if it is the one that carries a connection.
ccurl_standing ccurl_look(int socket, const ccurl_connection *connection);
// Says at once that all was received, where the system can: the other side may hold back a little until it knows.
void ccurl_acknowledge(int socket);

CURLM *ccurl_multi_new(const ccurl *);
void ccurl_multi_free(const ccurl *, CURLM *);
CURLMcode ccurl_multi_add(const ccurl *, CURLM *, CURL *);
CURLMcode ccurl_multi_remove(const ccurl *, CURLM *, CURL *);
CURLMcode ccurl_multi_perform(const ccurl *, CURLM *);
CURLMcode ccurl_multi_poll(const ccurl *, CURLM *, int milliseconds);
// May be called from any thread.
CURLMcode ccurl_multi_wakeup(const ccurl *, CURLM *);
// An exchange that ended, and how; NULL when there is none.
CURL *ccurl_multi_ended(const ccurl *, CURLM *, CURLcode *);

struct curl_slist *ccurl_list_append(const ccurl *, struct curl_slist *, const char *);
void ccurl_list_free(const ccurl *, struct curl_slist *);

CURLU *ccurl_url_new(const ccurl *);
void ccurl_url_free(const ccurl *, CURLU *);
CURLUcode ccurl_url_set(const ccurl *, CURLU *, const char *text, unsigned flags);
// A part, to be given to ccurl_free; NULL where there is none.
char *ccurl_url_get(const ccurl *, CURLU *, CURLUPart, unsigned flags);
// A host's name in ASCII where the library knows how, else as it is; to be given to ccurl_free.
char *ccurl_url_host(const ccurl *, CURLU *);
void ccurl_free(const ccurl *, void *);

// Starts a thread that takes no signal; 0 where it runs. SIGPIPE is among them: a connection that broke is an error
// of a call there, and no end of the program.
int ccurl_start_thread(void (*work)(void *), void *context);

#endif
