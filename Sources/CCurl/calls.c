#define _GNU_SOURCE
#include "library.h"
#include <arpa/inet.h>
#include <errno.h>
#include <locale.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

CURL *ccurl_easy_new(const ccurl *library) { return library->easy_init(); }
void ccurl_easy_free(const ccurl *library, CURL *easy) { library->easy_cleanup(easy); }

CURLcode ccurl_set_long(const ccurl *library, CURL *easy, CURLoption option, long value) {
  return library->easy_setopt(easy, option, value);
}
CURLcode ccurl_set_offset(const ccurl *library, CURL *easy, CURLoption option, curl_off_t value) {
  return library->easy_setopt(easy, option, value);
}
CURLcode ccurl_set_text(const ccurl *library, CURL *easy, CURLoption option, const char *value) {
  return library->easy_setopt(easy, option, value);
}
CURLcode ccurl_set_pointer(const ccurl *library, CURL *easy, CURLoption option, void *value) {
  return library->easy_setopt(easy, option, value);
}

CURLcode ccurl_set_blob(const ccurl *library, CURL *easy, CURLoption option, const void *bytes, size_t count) {
  struct curl_blob blob = {.data = (void *)bytes, .len = count, .flags = CURL_BLOB_COPY};
  return library->easy_setopt(easy, option, &blob);
}

CURLcode ccurl_set_body(const ccurl *library, CURL *easy, const void *bytes, size_t count) {
  CURLcode code = library->easy_setopt(easy, CURLOPT_POST, 1L);
  if (code == CURLE_OK) code = library->easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
  if (code == CURLE_OK) code = library->easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, count == 0 ? "" : bytes);
  return code;
}

CURLcode ccurl_set_protocols(const ccurl *library, CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075500
  if (library->easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK) return CURLE_OK;
#endif
  // The older spelling, 181, which newer headers mark as deprecated; 3 is HTTP and HTTPS.
  return library->easy_setopt(easy, (CURLoption)(CURLOPTTYPE_LONG + 181), 3L);
}

void ccurl_set_quick_exit(const ccurl *library, CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075700
  library->easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#else
  (void)library;
  (void)easy;
#endif
}

static size_t take_head(char *bytes, size_t size, size_t count, void *context) {
  ccurl_callbacks *callbacks = context;
  return callbacks->head(callbacks->context, (const unsigned char *)bytes, size * count);
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
  ccurl_callbacks *callbacks = context;
  return callbacks->body(callbacks->context, (const unsigned char *)bytes, size * count);
}

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  ccurl_callbacks *callbacks = context;
  (void)purpose;
  // Of the address only the first bytes are in the struct; the rest stands behind it.
  const unsigned char *bytes = (const unsigned char *)&address->addr;
  int is_allowed = 0;
  if (address->family == AF_INET && address->addrlen >= 8) is_allowed = callbacks->judge(callbacks->context, bytes + 4, 4);
  if (address->family == AF_INET6 && address->addrlen >= 24) {
    is_allowed = callbacks->judge(callbacks->context, bytes + 8, 16);
  }
  if (!is_allowed) return CURL_SOCKET_BAD;
#ifdef SOCK_CLOEXEC
  int kind = address->socktype | SOCK_CLOEXEC;
#else
  int kind = address->socktype;
#endif
  int opened = socket(address->family, kind, address->protocol);
  if (opened < 0) return CURL_SOCKET_BAD;
  callbacks->opened(callbacks->context, opened);
  return opened;
}

#if LIBCURL_VERSION_NUM >= 0x075000
static int prepare(void *context, char *peer, char *own, int port, int own_port) {
  ccurl_callbacks *callbacks = context;
  (void)own;
  ccurl_connection connection = {.own_port = own_port, .peer_port = port};
  if (inet_pton(AF_INET, peer, connection.peer) == 1) {
    connection.peer_size = 4;
  } else if (inet_pton(AF_INET6, peer, connection.peer) == 1) {
    connection.peer_size = 16;
  }
  return callbacks->ready(callbacks->context, &connection) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}
#endif

// The port of an address, and where its machine stands in it; 0 for what is no address of the Internet.
static int port_of(const struct sockaddr_storage *storage, const unsigned char **machine, size_t *size) {
  if (storage->ss_family == AF_INET) {
    const struct sockaddr_in *address = (const struct sockaddr_in *)storage;
    *machine = (const unsigned char *)&address->sin_addr;
    *size = 4;
    return ntohs(address->sin_port);
  }
  if (storage->ss_family == AF_INET6) {
    const struct sockaddr_in6 *address = (const struct sockaddr_in6 *)storage;
    *machine = (const unsigned char *)&address->sin6_addr;
    *size = 16;
    return ntohs(address->sin6_port);
  }
  return 0;
}

static int is_socket_of(int socket, const ccurl_connection *connection) {
  struct sockaddr_storage storage;
  socklen_t size = sizeof storage;
  const unsigned char *machine = NULL;
  size_t count = 0;
  if (getsockname(socket, (struct sockaddr *)&storage, &size) != 0) return 0;
  int port = port_of(&storage, &machine, &count);
  if (port == 0 || port != connection->own_port) return 0;
  size = sizeof storage;
  // Whoever closed the other end has no name any more; what stands on the socket says so.
  if (getpeername(socket, (struct sockaddr *)&storage, &size) != 0) return errno == ENOTCONN;
  if (port_of(&storage, &machine, &count) != connection->peer_port) return 0;
  return connection->peer_size == 0 || (connection->peer_size == count && memcmp(machine, connection->peer, count) == 0);
}

ccurl_standing ccurl_look(int socket, const ccurl_connection *connection) {
  if (!is_socket_of(socket, connection)) return CCURL_GONE;
  char byte;
  ssize_t count = recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  if (count > 0) return CCURL_BYTES;
  return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? CCURL_SILENT : CCURL_ENDED;
}

static int hear(CURL *easy, curl_infotype kind, char *text, size_t count, void *context) {
  ccurl_callbacks *callbacks = context;
  (void)easy;
  if (kind == CURLINFO_TEXT) callbacks->hear(callbacks->context, text, count);
  return 0;
}

CURLcode ccurl_set_callbacks(const ccurl *library, CURL *easy, ccurl_callbacks *callbacks) {
  const struct {
    CURLoption function, data;
    void (*value)(void);
  } rows[] = {
      {CURLOPT_HEADERFUNCTION, CURLOPT_HEADERDATA, (void (*)(void))take_head},
      {CURLOPT_WRITEFUNCTION, CURLOPT_WRITEDATA, (void (*)(void))take_body},
      {CURLOPT_OPENSOCKETFUNCTION, CURLOPT_OPENSOCKETDATA, (void (*)(void))open_socket},
      {CURLOPT_DEBUGFUNCTION, CURLOPT_DEBUGDATA, (void (*)(void))hear},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    CURLcode code = library->easy_setopt(easy, rows[i].function, rows[i].value);
    if (code == CURLE_OK) code = library->easy_setopt(easy, rows[i].data, (void *)callbacks);
    if (code != CURLE_OK) return code;
  }
#if LIBCURL_VERSION_NUM >= 0x075000
  // Older libraries do not have it: there a connection is used again as it is.
  library->easy_setopt(easy, CURLOPT_PREREQFUNCTION, prepare);
  library->easy_setopt(easy, CURLOPT_PREREQDATA, (void *)callbacks);
#endif
  return library->easy_setopt(easy, CURLOPT_VERBOSE, 1L);
}

long ccurl_info_long(const ccurl *library, CURL *easy, CURLINFO info) {
  long value = 0;
  return library->easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

curl_off_t ccurl_info_offset(const ccurl *library, CURL *easy, CURLINFO info) {
  curl_off_t value = 0;
  return library->easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

const char *ccurl_info_text(const ccurl *library, CURL *easy, CURLINFO info) {
  char *value = NULL;
  return library->easy_getinfo(easy, info, &value) == CURLE_OK ? value : NULL;
}

void ccurl_acknowledge(int socket) {
#ifdef TCP_QUICKACK
  int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
#else
  (void)socket;
#endif
}

CURLM *ccurl_multi_new(const ccurl *library) {
  CURLM *multi = library->multi_init();
  // Unasked it keeps four connections for each exchange under way, and closes the others when one ends.
  if (multi != NULL) library->multi_setopt(multi, CURLMOPT_MAXCONNECTS, 64L);
  // Whoever may open few files keeps few connections: what waits for one waits in the library.
  long files = ccurl_open_files(0);
  if (multi != NULL && files < 256) {
    long most = files > 40 ? (files - 32) / 2 : 4;
    library->multi_setopt(multi, CURLMOPT_MAXCONNECTS, most);
    library->multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, most);
  }
  return multi;
}
void ccurl_multi_free(const ccurl *library, CURLM *multi) { library->multi_cleanup(multi); }
CURLMcode ccurl_multi_add(const ccurl *library, CURLM *multi, CURL *easy) {
  return library->multi_add_handle(multi, easy);
}
CURLMcode ccurl_multi_remove(const ccurl *library, CURLM *multi, CURL *easy) {
  return library->multi_remove_handle(multi, easy);
}
CURLMcode ccurl_multi_perform(const ccurl *library, CURLM *multi) {
  int running = 0;
  return library->multi_perform(multi, &running);
}
CURLMcode ccurl_multi_poll(const ccurl *library, CURLM *multi, int milliseconds) {
  return library->multi_poll(multi, NULL, 0, milliseconds, NULL);
}
CURLMcode ccurl_multi_wakeup(const ccurl *library, CURLM *multi) { return library->multi_wakeup(multi); }

CURL *ccurl_multi_ended(const ccurl *library, CURLM *multi, CURLcode *code) {
  for (;;) {
    int left = 0;
    CURLMsg *message = library->multi_info_read(multi, &left);
    if (message == NULL) return NULL;
    if (message->msg != CURLMSG_DONE) continue;
    *code = message->data.result;
    return message->easy_handle;
  }
}

struct curl_slist *ccurl_list_append(const ccurl *library, struct curl_slist *list, const char *text) {
  struct curl_slist *longer = library->slist_append(list, text);
  if (longer == NULL) library->slist_free_all(list);
  return longer;
}
void ccurl_list_free(const ccurl *library, struct curl_slist *list) { library->slist_free_all(list); }

CURLU *ccurl_url_new(const ccurl *library) { return library->url(); }
void ccurl_url_free(const ccurl *library, CURLU *url) { library->url_cleanup(url); }
CURLUcode ccurl_url_set(const ccurl *library, CURLU *url, const char *text, unsigned flags) {
  return library->url_set(url, CURLUPART_URL, text, flags);
}
char *ccurl_url_get(const ccurl *library, CURLU *url, CURLUPart part, unsigned flags) {
  char *text = NULL;
  return library->url_get(url, part, &text, flags) == CURLUE_OK ? text : NULL;
}
char *ccurl_url_host(const ccurl *library, CURLU *url) {
#ifdef CURLU_PUNYCODE
  // The library takes the name for one in the encoding of the locale, which in a crontab is ASCII.
  locale_t unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  if (unicode == (locale_t)0) unicode = newlocale(LC_CTYPE_MASK, "UTF-8", (locale_t)0);
  locale_t before = uselocale(unicode);
  char *text = ccurl_url_get(library, url, CURLUPART_HOST, CURLU_PUNYCODE);
  uselocale(before);
  if (unicode != (locale_t)0) freelocale(unicode);
  if (text != NULL) return text;
#endif
  return ccurl_url_get(library, url, CURLUPART_HOST, 0);
}
void ccurl_free(const ccurl *library, void *memory) { library->free(memory); }

typedef struct {
  void (*work)(void *);
  void *context;
} start;

static void *run(void *context) {
  start given = *(start *)context;
  free(context);
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, NULL);
  given.work(given.context);
  return NULL;
}

int ccurl_start_thread(void (*work)(void *), void *context) {
  start *given = malloc(sizeof *given);
  if (given == NULL) return -1;
  given->work = work;
  given->context = context;
  pthread_t thread;
  int code = pthread_create(&thread, NULL, run, given);
  if (code != 0) {
    free(given);
    return code;
  }
  pthread_detach(thread);
  return 0;
}
