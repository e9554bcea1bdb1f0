/* SPDX-License-Identifier: MIT */
/* Parses an OCSP response, and walks all that was accepted. Reaches certcheck_ocsp_parse,
 * certcheck_ocsp_next_single, certcheck_ocsp_next_certificate and the extensions of responses. */
#include "fuzz.h"
#include "x509/ocsp.h"

static void walk_singles(const struct certcheck_ocsp *ocsp)
{
    struct certcheck_ocsp_single single;
    struct certcheck_extension extension;
    size_t position = 0, count = 0;
    while (certcheck_ocsp_next_single(ocsp, &position, &single)) {
        cc_span rest = single.extensions;
        bool malformed = false, unknown_critical = false;
        while (certcheck_ocsp_next_single_extension(ocsp, &rest, &extension)) {
            malformed = malformed || extension.malformed;
            unknown_critical =
                unknown_critical || (extension.kind == CERTCHECK_EXT_UNKNOWN && extension.critical);
            require(!extension.malformed || extension.error.offset <= ocsp->der.length);
        }
        require(rest.length == 0);
        require(malformed == single.malformed_extension);
        require(unknown_critical == single.unknown_critical);
        count++;
    }
    require(count == certcheck_ocsp_single_count(ocsp));
}

static void walk_certificates(const struct certcheck_ocsp *ocsp)
{
    cc_span rest = certcheck_ocsp_certificates(ocsp), der;
    size_t count = 0;
    for (; certcheck_ocsp_next_certificate(&rest, &der); count++) {
        struct certcheck_certificate *certificate;
        if (certcheck_certificate_parse(der.data, der.length, &certificate, NULL) == CERTCHECK_OK)
            certcheck_certificate_free(certificate);
    }
    require(rest.length == 0 && count == ocsp->certificate_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct certcheck_ocsp *ocsp;
    struct certcheck_parse_error error;
    enum certcheck_status status = certcheck_ocsp_parse(data, size, &ocsp, &error);
    if (status == CERTCHECK_OK) {
        walk_singles(ocsp);
        walk_certificates(ocsp);
        certcheck_ocsp_free(ocsp);
    } else {
        require(status == CERTCHECK_MALFORMED && error.rule != NULL && error.offset <= size);
    }
    return 0;
}
