// Shrike never talks to a network, but libgit2 sets its transports up at every start: it parses
// the CA bundle (about 4.5 ms) and pulls in mbedTLS, libssh2 and Kerberos. Defining these entry
// points here keeps the linker from taking `mbedtls.c.o`, `ssh.c.o` and `auth_negotiate.c.o` out
// of libgit2.a. Each answers as libgit2 does when built without the feature: set-up succeeds, use
// fails. Signatures: libgit2 1.5.1, src/libgit2/streams/mbedtls.h, transports/ssh.h,
// transports/auth_negotiate.h and include/git2/sys/transport.h.

#include "GitOffline.h"

int git_mbedtls_stream_global_init(void);
int git_mbedtls__set_cert_location(const char *file, const char *path);
int git_mbedtls_stream_new(void **out, const char *host, const char *port);
int git_mbedtls_stream_wrap(void **out, void *inner, const char *host);
int git_transport_ssh_global_init(void);
int git_transport_ssh_with_paths(void **out, void *owner, void *payload);
int git_smart_subtransport_ssh(void **out, void *owner, void *parameters);
int git_http_auth_negotiate(void **out, void *url);

enum { available = 0, unavailable = -1 };

int git_mbedtls_stream_global_init(void) { return available; }

int git_mbedtls__set_cert_location(const char *file, const char *path) {
  (void)file, (void)path;
  return unavailable;
}

int git_mbedtls_stream_new(void **out, const char *host, const char *port) {
  (void)out, (void)host, (void)port;
  return unavailable;
}

int git_mbedtls_stream_wrap(void **out, void *inner, const char *host) {
  (void)out, (void)inner, (void)host;
  return unavailable;
}

int git_transport_ssh_global_init(void) { return available; }

int git_transport_ssh_with_paths(void **out, void *owner, void *payload) {
  (void)out, (void)owner, (void)payload;
  return unavailable;
}

int git_smart_subtransport_ssh(void **out, void *owner, void *parameters) {
  (void)out, (void)owner, (void)parameters;
  return unavailable;
}

int git_http_auth_negotiate(void **out, void *url) {
  (void)out, (void)url;
  return unavailable;
}
