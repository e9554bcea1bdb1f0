/* SPDX-License-Identifier: MIT */
/* What pool and store are made of. */
#ifndef CC_TRUST_POOL_H
#define CC_TRUST_POOL_H

#include "trust/crl_set.h"
#include "trust/distrusted.h"
#include "trust/ocsp_set.h"
#include <certcheck/store.h>
#include <stdatomic.h>

struct certcheck_pool {
    struct cc_certificate_set set;
    struct cc_crl_set crls;
    struct cc_ocsp_set ocsp_responses;
};

struct certcheck_store {
    atomic_size_t references;
    atomic_bool sealed;
    struct cc_certificate_set set;
    struct cc_distrusted distrusted;
};

#endif
