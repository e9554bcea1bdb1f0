/* SPDX-License-Identifier: MIT */
/* What every other header needs: status, spans, times, object identifiers. */
#ifndef CERTCHECK_BASE_H
#define CERTCHECK_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && __GNUC__ >= 4
#define CERTCHECK_API __attribute__((visibility("default")))
#define CERTCHECK_MUST_USE __attribute__((warn_unused_result))
#else
#define CERTCHECK_API
#define CERTCHECK_MUST_USE
#endif

/* Could the work be done? A status never says anything about trust: that is the verdict's part.
 *
 * A function that returns a status answers NULL, where its description does not allow it, and numbers
 * that are no value of an enum, with CERTCHECK_BAD_ARGUMENT. Functions whose names end in _free do
 * nothing with NULL. To all others NULL must not be given. A function that only sets something
 * changes nothing where it is given a number that is no value of an enum. After either a policy is
 * refused (<certcheck/policy.h>).
 *
 * Where a function makes something, the caller's pointer to it is NULL afterwards unless
 * CERTCHECK_OK was returned, so that it can be given to the _free of its type in either case. */
enum certcheck_status {
    CERTCHECK_OK = 0,
    CERTCHECK_NO_MEMORY,    /* an allocation failed, or a structure outgrew its stated cap */
    CERTCHECK_BAD_ARGUMENT, /* the caller broke the function's contract; nothing else was changed */
    CERTCHECK_MALFORMED,    /* the input is not canonical DER of the expected type */
    CERTCHECK_IO,           /* a file could not be read; errno holds the reason */
    CERTCHECK_INTERNAL      /* a library underneath failed in a way that says nothing about the input */
};

/* certcheck_status_text returns a short English text, never NULL, owned by the library. */
CERTCHECK_API const char *certcheck_status_text(enum certcheck_status status);

/* certcheck_version returns "MAJOR.MINOR.PATCH" of the library that runs. */
CERTCHECK_API const char *certcheck_version(void);

/* certcheck_crypto_provider returns what the library that runs checks signatures with: "gnutls", or
 * "libcrypto" where it was configured --with-crypto=libcrypto. Then OpenSSL's libcrypto does what it
 * does faster, GnuTLS the rest; what is good does not depend on it. The library then keeps one
 * context of libcrypto's for the process, made when it is first needed and never freed. */
CERTCHECK_API const char *certcheck_crypto_provider(void);

/* certcheck_public_suffix_list returns the version of the libpsl whose built-in Public Suffix List
 * names are held against, or NULL: built without it, or without a list. Then the finding
 * web-name-internal is never made, and web-wildcard-public-suffix only for top-level domains. */
CERTCHECK_API const char *certcheck_public_suffix_list(void);

/* A run of bytes that somebody else owns. {NULL, 0} is the empty span. */
struct certcheck_span {
    const uint8_t *data;
    size_t length; /* bytes */
};

/* Where and why an input was refused. `rule` is a stable id such as "length-not-minimal";
 * `text` is one sentence; both belong to the library. */
struct certcheck_parse_error {
    size_t offset;      /* bytes from the first byte of the input to the offending TLV */
    uint32_t tag;       /* identifier of that TLV as in <certcheck/der.h>; 0 where there is none */
    const char *rule;   /* NULL: no error */
    const char *text;
    const char *field;  /* ASN.1 name of the field being read, "tbsCertificate.validity"; may be NULL */
};

/* Seconds since 1970-01-01T00:00:00Z, negative before it; leap seconds are not counted. The
 * library never reads a clock: the time is always an argument. */
typedef int64_t certcheck_time;

/* Room for certcheck_time_format's text with its final NUL. */
#define CERTCHECK_TIME_SIZE 21

/* certcheck_time_format writes RFC 3339 in UTC, "2026-11-20T12:00:00Z". Years outside 0000 to
 * 9999 are clamped to the nearest instant that can be written. */
CERTCHECK_API void certcheck_time_format(certcheck_time time, char text[CERTCHECK_TIME_SIZE]);

/* certcheck_time_parse reads RFC 3339 (a fraction of a second is cut off towards the past, an
 * offset is applied) or a decimal count of seconds since 1970. Returns CERTCHECK_BAD_ARGUMENT
 * for anything else. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status certcheck_time_parse(const char *text,
                                                                            certcheck_time *time);

/* certcheck_oid_text returns the dotted form of an OBJECT IDENTIFIER's contents octets in memory
 * that the caller gives back with certcheck_free, or NULL when memory ran out or the octets are
 * not a canonical OBJECT IDENTIFIER. */
CERTCHECK_API char *certcheck_oid_text(struct certcheck_span oid);

/* certcheck_oid_name returns the standards' name of a known identifier ("id-kp-serverAuth",
 * "sha256WithRSAEncryption", "commonName"), or NULL. The text belongs to the library. */
CERTCHECK_API const char *certcheck_oid_name(struct certcheck_span oid);

/* certcheck_free gives back memory that a function of this library says the caller owns.
 * certcheck_free(NULL) does nothing. */
CERTCHECK_API void certcheck_free(void *memory);

#ifdef __cplusplus
}
#endif

#endif
