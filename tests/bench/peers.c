/* SPDX-License-Identifier: MIT */
/* Those that configure found. */
#include "config.h"

#include "bench/peer.h"

const struct peer *const peers[] = {
    &peer_certcheck,
    &peer_gnutls,
#ifdef HAVE_LIBSSL
    &peer_openssl,
#endif
#ifdef HAVE_MBEDTLS
    &peer_mbedtls,
#endif
};
const size_t peer_count = sizeof(peers) / sizeof(peers[0]);
