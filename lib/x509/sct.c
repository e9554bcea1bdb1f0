/* SPDX-License-Identifier: MIT */
/* Signed certificate timestamps: a TLS structure (RFC 5246 4) inside of DER. */
#include "x509/extension.h"

#include "der/der_value.h"

/* Bytes off the front of `rest`; false, and nothing taken, when there are not so many. */
static bool take(cc_span *rest, size_t length, cc_span *bytes)
{
    if (rest->length < length)
        return false;
    *bytes = cc_span_of(rest->data, length);
    *rest = cc_span_of(rest->data + length, rest->length - length);
    return true;
}

/* Big-endian, the most significant byte first. */
static uint64_t number_of(cc_span bytes)
{
    uint64_t number = 0;
    for (size_t i = 0; i < bytes.length; i++)
        number = number << 8 | bytes.data[i];
    return number;
}

/* opaque <0..2^16-1> */
static bool take_vector(cc_span *rest, cc_span *contents)
{
    cc_span length;
    return take(rest, 2, &length) &&
           take(rest, (size_t)length.data[0] << 8 | length.data[1], contents);
}

/* struct {
 *     Version sct_version;          -- v1(0)
 *     LogID id;                     -- 32 bytes
 *     uint64 timestamp;
 *     CtExtensions extensions;      -- opaque <0..2^16-1>
 *     digitally-signed struct { ... };  -- hash, signature algorithm, opaque <0..2^16-1>
 * } SignedCertificateTimestamp;     -- RFC 6962 3.2 */
static bool read_sct(cc_span whole, struct certcheck_sct *sct)
{
    cc_span rest = whole, version, timestamp, algorithms;
    if (!take(&rest, 1, &version))
        return false;
    /* RFC 6962 3.3 lets a list hold versions that its reader does not know. */
    if (version.data[0] != 0) {
        *sct = (struct certcheck_sct){.version = version.data[0], .whole = whole};
        return true;
    }
    sct->version = 0;
    sct->whole = whole;
    if (!take(&rest, 32, &sct->log_id) || !take(&rest, 8, &timestamp) ||
        !take_vector(&rest, &sct->extensions) || !take(&rest, 2, &algorithms) ||
        !take_vector(&rest, &sct->signature))
        return false;
    sct->timestamp = number_of(timestamp);
    sct->hash_algorithm = algorithms.data[0];
    sct->signature_algorithm = algorithms.data[1];
    return rest.length == 0;
}

/* opaque SerializedSCT<1..2^16-1>; */
bool certcheck_next_sct(struct certcheck_span *rest, struct certcheck_sct *sct)
{
    cc_span behind = *rest, whole;
    if (!take_vector(&behind, &whole) || !read_sct(whole, sct))
        return false;
    *rest = behind;
    return true;
}

/* RFC 6962 3.3
 *
 * SignedCertificateTimestampList ::= OCTET STRING, which holds
 * struct { SerializedSCT sct_list <1..2^16-1>; } SignedCertificateTimestampList; */
bool cc_sct_list_decode(struct cc_der *der, struct certcheck_extension_value *value,
                        struct cc_quirk *quirks)
{
    (void)quirks;
    cc_span list, rest;
    if (!cc_der_octet_string(der, CC_DER_OCTET_STRING, &list))
        return false;
    rest = list;
    if (!take_vector(&rest, &value->of.scts) || rest.length != 0 || value->of.scts.length == 0)
        return cc_der_fail(der, list.data, 0, CC_DER_RULE_SCT_LIST_LENGTH);
    rest = value->of.scts;
    while (rest.length != 0) {
        struct certcheck_sct sct;
        if (!certcheck_next_sct(&rest, &sct))
            return cc_der_fail(der, rest.data, 0, CC_DER_RULE_SCT_MALFORMED);
    }
    return true;
}
