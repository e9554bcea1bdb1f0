/* SPDX-License-Identifier: MIT */
/* Which implementation a build stands on. */
#include "crypto/crypto.h"

#include "config.h"

#ifdef HAVE_LIBCRYPTO

const struct cc_crypto *cc_crypto_default(void)
{
    return cc_crypto_libcrypto();
}

const char *certcheck_crypto_provider(void)
{
    return "libcrypto";
}

#else

const struct cc_crypto *cc_crypto_default(void)
{
    return cc_crypto_gnutls();
}

const char *certcheck_crypto_provider(void)
{
    return "gnutls";
}

#endif
