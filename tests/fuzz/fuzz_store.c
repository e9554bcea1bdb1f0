/* SPDX-License-Identifier: MIT */
/* Any bytes as a store: nothing crashes, every entry is counted, and what was added parses again.
 * Reaches certcheck_store_load_memory: PEM, DER, PKCS #7 and TRUSTED CERTIFICATE. */
#include "fuzz.h"

#include <certcheck/certcheck.h>

static void hear(void *context, const struct certcheck_load_problem *problem)
{
    size_t *heard = context;
    ++*heard;
    require(problem->source != NULL && problem->label != NULL && problem->entry > 0);
    require(problem->status != CERTCHECK_OK && problem->status != CERTCHECK_IO);
    require(problem->status != CERTCHECK_MALFORMED || problem->error.rule != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct certcheck_store *store;
    size_t heard = 0;
    struct certcheck_load load = {.problem = hear, .context = &heard};
    if (certcheck_store_new(&store) != CERTCHECK_OK)
        return 0;
    enum certcheck_status status = certcheck_store_load_memory(store, data, size, "input", &load);
    require(status == CERTCHECK_OK || status == CERTCHECK_NO_MEMORY);
    require(load.skipped == heard);
    require(load.added == certcheck_store_count(store));
    require(load.added + load.duplicates + load.skipped > 0);
    for (size_t i = 0; i < certcheck_store_count(store); i++) {
        struct certcheck_span der =
            certcheck_certificate_der(certcheck_store_certificate(store, i));
        struct certcheck_certificate *again;
        require(certcheck_certificate_parse(der.data, der.length, &again, NULL) == CERTCHECK_OK);
        certcheck_certificate_free(again);
    }
    certcheck_store_free(store);
    return 0;
}
