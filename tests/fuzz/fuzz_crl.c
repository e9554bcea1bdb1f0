/* SPDX-License-Identifier: MIT */
/* Parses a CRL, walks all that was accepted, and looks up what stands in it. Reaches
 * certcheck_crl_parse, certcheck_crl_next_entry, certcheck_crl_find with its index, and the
 * extensions of CRLs and entries. */
#include "fuzz.h"
#include "x509/crl.h"

static void walk_extensions(const struct certcheck_crl *crl)
{
    for (size_t i = 0; i < certcheck_crl_extension_count(crl); i++) {
        const struct certcheck_extension *extension = certcheck_crl_extension(crl, i);
        struct certcheck_extension_value value;
        enum certcheck_status status = certcheck_extension_decode(extension, &value);
        require(extension->kind == CERTCHECK_EXT_UNKNOWN ||
                (status == CERTCHECK_OK) == !extension->malformed);
        require(!extension->malformed || extension->error.offset <= crl->der.length);
    }
}

/* The first directory name among the names of an entry's issuer. */
static cc_span issuer_of(const struct certcheck_crl *crl, cc_span names)
{
    struct certcheck_general_name name;
    while (certcheck_next_general_name(&names, &name)) {
        if (name.kind == CERTCHECK_NAME_DIRECTORY)
            return name.value;
    }
    return crl->issuer;
}

/* Every entry is found again, or one for the same certificate. */
static void walk_entries(const struct certcheck_crl *crl)
{
    struct certcheck_crl_entry entry, found;
    struct certcheck_extension extension;
    size_t position = 0, count = 0;
    bool unknown_critical = false;
    while (certcheck_crl_next_entry(crl, &position, &entry)) {
        cc_span rest = entry.extensions;
        while (certcheck_crl_next_entry_extension(&rest, &extension))
            continue;
        require(rest.length == 0);
        unknown_critical = unknown_critical || entry.unknown_critical;
        /* Entries of one serial number make this quadratic. */
        if (count++ < 100) {
            cc_span issuer = issuer_of(crl, entry.certificate_issuer);
            require(certcheck_crl_find(crl, issuer, entry.serial, &found));
            require(cc_span_equal(found.serial, entry.serial));
        }
    }
    require(count == certcheck_crl_entry_count(crl));
    require(certcheck_crl_unknown_critical_entry(crl, &found) == unknown_critical);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct certcheck_crl *crl;
    struct certcheck_parse_error error;
    enum certcheck_status status = certcheck_crl_parse(data, size, &crl, &error);
    if (status == CERTCHECK_OK) {
        walk_extensions(crl);
        walk_entries(crl);
        certcheck_crl_free(crl);
    } else {
        require(status == CERTCHECK_MALFORMED && error.rule != NULL && error.offset <= size);
    }
    return 0;
}
