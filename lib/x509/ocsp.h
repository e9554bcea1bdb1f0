/* SPDX-License-Identifier: MIT */
/* An OCSP response: one allocation for struct and DER, one for its extensions. */
#ifndef CC_X509_OCSP_H
#define CC_X509_OCSP_H

#include "base/text.h"
#include "x509/extension_list.h"
#include <certcheck/ocsp.h>
#include <stdatomic.h>

struct certcheck_ocsp {
    atomic_size_t references;
    cc_span der;
    enum certcheck_ocsp_response_status status;
    cc_span tbs;
    cc_span responder_name; /* whole Name */
    cc_span responder_key_hash;
    certcheck_time produced_at;
    cc_span produced_at_value; /* whole TLV, for findings */
    cc_span singles;           /* contents of responses */
    size_t single_count;
    struct cc_extension_list extensions;
    struct certcheck_signature_algorithm algorithm;
    cc_span signature;
    cc_span certificates; /* contents of certs; empty: none */
    size_t certificate_count;

    /* Decoded, where the extension is there and not malformed. */
    bool has_nonce;
    cc_span nonce;

    struct cc_quirk quirks[CC_QUIRKS];
};

/* Reads one SingleResponse. */
bool cc_ocsp_single_read(struct cc_der *list, struct certcheck_ocsp_single *single,
                         struct cc_quirk *quirks);

/* Appends an OCSPRequest about certificates given by their ids, of which `digest`, both hashes and
 * the serial number count; look at text->failed. */
void cc_ocsp_request_encode(struct cc_text *text, const struct certcheck_ocsp_certificate_id *ids,
                            size_t count, cc_span nonce);

#endif
