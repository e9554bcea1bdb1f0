/* SPDX-License-Identifier: MIT */
/* The extensions of a CRL or an OCSP response, read and decoded once. */
#ifndef CC_X509_EXTENSION_LIST_H
#define CC_X509_EXTENSION_LIST_H

#include "x509/extension.h"

/* All zeroes is empty. */
struct cc_extension_list {
    struct certcheck_extension *items;
    size_t count;
    /* The one of each known kind, or NULL. [CERTCHECK_EXT_UNKNOWN] is always NULL. */
    const struct certcheck_extension *by_kind[CERTCHECK_EXT_KINDS];
    const struct certcheck_extension *malformed;        /* the first one, or NULL */
    const struct certcheck_extension *unknown_critical; /* the first one, or NULL */
};

/* Reads what stands under an explicit tag: Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension. An
 * empty one is noted among the quirks. */
enum certcheck_status cc_extension_list_read(struct cc_der *explicit, enum cc_extension_place place,
                                             struct cc_extension_list *list,
                                             struct cc_quirk *quirks);
void cc_extension_list_release(struct cc_extension_list *list);

/* The decoded contents; false when the extension is absent or malformed. */
bool cc_extension_list_value(const struct cc_extension_list *list,
                             enum certcheck_extension_kind kind,
                             struct certcheck_extension_value *value);

#endif
