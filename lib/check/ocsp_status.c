/* SPDX-License-Identifier: MIT */
/*
 * Which answer of an OCSP response is about a certificate, and whether it counts (RFC 6960 3.2).
 *
 * Findings: none; the caller says what came of it.
 * Decided where RFC 6960 leaves it open:
 * - Times (3.2 (5), (6)): thisUpdate and producedAt up to CC_REVOCATION_SKEW in the future count as
 *   now; nextUpdate counts as it stands. An answer without nextUpdate (2.4: newer information is
 *   available all the time) counts for CC_OCSP_LIFE_UNSAID. How old producedAt is does not matter.
 * - A response without a nonce counts although one was asked for: many are made in advance (4.4.1,
 *   RFC 9654 2.1). Its times are what binds it then.
 * - Where the responder keeps its archive from a time on (4.4.4), an answer about a certificate
 *   that expired before does not tell that it is good.
 * - Any digest that is known here may stand in a certificate's id; it proves nothing by itself.
 */
#include "check/ocsp_status.h"

#include "der/der_value.h"

void cc_ocsp_subject_init(struct cc_ocsp_subject *subject, const struct cc_crypto *crypto,
                          const struct certcheck_certificate *certificate,
                          const struct certcheck_public_key *issuer_key)
{
    *subject = (struct cc_ocsp_subject){
        .crypto = crypto, .certificate = certificate, .issuer_key = issuer_key};
}

/* NULL: the digest is not known. */
static const struct cc_issuer_hashes *hashes_of(struct cc_ocsp_subject *subject,
                                                enum certcheck_digest digest)
{
    if ((size_t)digest >= sizeof(subject->hashes) / sizeof(subject->hashes[0]))
        return NULL;
    struct cc_issuer_hashes *hashes = &subject->hashes[digest];
    if (!subject->made[digest] &&
        !cc_issuer_hashes_make(subject->crypto, digest, subject->certificate->issuer,
                               subject->issuer_key, hashes))
        hashes->length = 0;
    subject->made[digest] = true;
    return hashes->length > 0 ? hashes : NULL;
}

/* 3.2 (1) The certificate identified in a received response corresponds to the certificate that was
 * identified in the corresponding request. */
enum cc_ocsp_scope cc_ocsp_scope(struct cc_ocsp_subject *subject,
                                 const struct certcheck_ocsp_single *single)
{
    cc_span serial = subject->certificate->serial;
    if (!cc_span_equal(single->id.serial, serial))
        return CC_OCSP_OTHER_SERIAL;
    const struct cc_issuer_hashes *hashes = hashes_of(subject, single->id.digest);
    if (hashes == NULL)
        return CC_OCSP_DIGEST_UNKNOWN;
    return cc_certificate_id_matches(&single->id, hashes, serial) ? CC_OCSP_IN_SCOPE
                                                                  : CC_OCSP_OTHER_ISSUER;
}

/* 4.4: a critical extension that is not understood keeps the response from being used (RFC 5280 4.2
 * for all extensions of that form). Those known in their place are all understood: of the CRL
 * references, an entry's invalidity date and the rest nothing follows for the status. */
static enum cc_ocsp_usability extensions_usability(const struct certcheck_ocsp *ocsp,
                                                   const struct certcheck_ocsp_single *single)
{
    if (ocsp->extensions.malformed != NULL || single->malformed_extension)
        return CC_OCSP_EXTENSION_MALFORMED;
    if (ocsp->extensions.unknown_critical != NULL || single->unknown_critical)
        return CC_OCSP_CRITICAL_UNKNOWN;
    return CC_OCSP_USABLE;
}

/* 4.4.4 archive cutoff: the date obtained by subtracting the retention interval from producedAt. */
static bool is_before_archive(const struct certcheck_ocsp *ocsp,
                              const struct certcheck_ocsp_single *single,
                              const struct certcheck_certificate *certificate)
{
    cc_span rest = single->extensions;
    struct certcheck_extension extension;
    struct certcheck_extension_value value;
    while (certcheck_ocsp_next_single_extension(ocsp, &rest, &extension))
        if (extension.kind == CERTCHECK_EXT_OCSP_ARCHIVE_CUTOFF &&
            certcheck_extension_decode(&extension, &value) == CERTCHECK_OK)
            return certificate->not_after < value.of.time;
    return false;
}

certcheck_time cc_ocsp_counts_until(const struct certcheck_ocsp_single *single)
{
    return single->has_next_update ? single->next_update
                                   : single->this_update + CC_OCSP_LIFE_UNSAID;
}

static bool is_to_come(certcheck_time time, certcheck_time at)
{
    return time - CC_REVOCATION_SKEW > at;
}

static enum cc_ocsp_usability times_usability(const struct certcheck_ocsp *ocsp,
                                              const struct certcheck_ocsp_single *single,
                                              certcheck_time at)
{
    /* 3.2 (5) The time at which the status being indicated is known to be correct (thisUpdate) is
     * sufficiently recent. */
    if (is_to_come(single->this_update, at) || is_to_come(ocsp->produced_at, at))
        return CC_OCSP_FROM_THE_FUTURE;
    if (single->has_next_update && single->next_update < single->this_update)
        return CC_OCSP_TIMES_INVERTED;
    /* 3.2 (6) When available, the time at or before which newer information will be available
     * (nextUpdate) is greater than the current time. */
    return cc_ocsp_counts_until(single) < at ? CC_OCSP_STALE : CC_OCSP_USABLE;
}

enum cc_ocsp_usability cc_ocsp_usability(const struct certcheck_ocsp *ocsp,
                                         const struct certcheck_ocsp_single *single,
                                         const struct certcheck_certificate *certificate,
                                         certcheck_time at, cc_span nonce)
{
    enum cc_ocsp_usability usability = extensions_usability(ocsp, single);
    if (usability == CC_OCSP_USABLE)
        usability = times_usability(ocsp, single, at);
    if (usability != CC_OCSP_USABLE)
        return usability;
    if (is_before_archive(ocsp, single, certificate))
        return CC_OCSP_ARCHIVE_OVER;
    /* 4.4.1 The nonce cryptographically binds a request and a response to prevent replay attacks.
     */
    return nonce.length > 0 && ocsp->has_nonce && !cc_span_equal(ocsp->nonce, nonce)
               ? CC_OCSP_NONCE_DIFFERS
               : CC_OCSP_USABLE;
}

bool cc_ocsp_revoked_for_good(const struct certcheck_ocsp_single *single)
{
    return single->status == CERTCHECK_OCSP_REVOKED &&
           (!single->has_reason || (single->reason != CERTCHECK_REASON_CERTIFICATE_HOLD &&
                                    single->reason != CERTCHECK_REASON_REMOVE_FROM_CRL));
}

/* 4.2.1 ResponderID: byName corresponds to the subject of the responder's certificate, byKey is the
 * SHA-1 hash of its public key, excluding the tag and length fields. */
bool cc_ocsp_responder_is(const struct cc_crypto *crypto, const struct certcheck_ocsp *ocsp,
                          const struct certcheck_certificate *certificate)
{
    uint8_t hash[64];
    if (ocsp->responder_name.length > 0)
        return certcheck_name_equal(ocsp->responder_name, certificate->subject);
    return crypto->digest(crypto->context, CERTCHECK_DIGEST_SHA1, certificate->key.key, hash) &&
           cc_span_equal(ocsp->responder_key_hash, cc_span_of(hash, 20));
}

/* 4.2.2.2: designated by including a value of id-kp-OCSPSigning in an extended key usage extension.
 * anyExtendedKeyUsage includes no such value. */
bool cc_ocsp_signing_is_its_purpose(const struct certcheck_certificate *certificate)
{
    cc_span purposes = certificate->purposes, purpose;
    while (certificate->has_purposes && certcheck_next_oid(&purposes, &purpose))
        if (cc_oid_find(purpose) == CC_OID_OCSP_SIGNING)
            return true;
    return false;
}
