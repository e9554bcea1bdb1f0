/* SPDX-License-Identifier: MIT */
/* Where the certificates of a store or pool are read from. */
#ifndef CC_TRUST_SOURCE_H
#define CC_TRUST_SOURCE_H

#include "trust/pool.h"

/* The largest input, in bytes. */
#define CC_SOURCE_MAX CERTCHECK_CRL_MAX

/* Where certificates go, and who hears of what was skipped. */
struct cc_source_sink {
    struct cc_certificate_set *set;
    struct cc_crl_set *crls; /* NULL: CRLs are not used here */
    struct cc_ocsp_set *ocsp_responses;
    struct cc_distrusted *distrusted; /* trust settings in the input count; NULL: they do not */
    struct certcheck_load *load;      /* never NULL */
    struct certcheck_load unheard;
};

/* `load` may be NULL; its counts start at zero. The sink must not move afterwards. */
void cc_source_begin(struct cc_source_sink *sink, struct cc_certificate_set *set,
                     struct certcheck_load *load);

/* Each returns CERTCHECK_NO_MEMORY with everything before the failure added; see store.h. */
enum certcheck_status cc_source_memory(struct cc_source_sink *sink, cc_span input,
                                       const char *source);
/* The same; *owned is NULL, or `input` in memory from cc_malloc, and is set to NULL when a CRL has
 * taken it over in place of a copy. */
enum certcheck_status cc_source_owned(struct cc_source_sink *sink, cc_span input, uint8_t **owned,
                                      const char *source);
enum certcheck_status cc_source_file(struct cc_source_sink *sink, const char *path);
enum certcheck_status cc_source_directory(struct cc_source_sink *sink, const char *path);
enum certcheck_status cc_source_system(struct cc_source_sink *sink, const char **path);

/* The first of `count` paths that exists, a file or a directory; CERTCHECK_IO with ENOENT in errno
 * when none does, and then *path is NULL. */
enum certcheck_status cc_source_first(struct cc_source_sink *sink, const char *const *candidates,
                                      size_t count, const char **path);

/* The bytes of a file, which the caller frees with cc_free. CERTCHECK_IO: see errno (EISDIR for a
 * directory). CERTCHECK_BAD_ARGUMENT: more than `limit` bytes. With `regular_only` anything else
 * than a regular file is CERTCHECK_IO with EINVAL, and opening never waits. */
enum certcheck_status cc_source_read(const char *path, size_t limit, bool regular_only,
                                     uint8_t **data, size_t *length);

/* Counts and tells of one entry that was skipped. */
void cc_source_problem(struct cc_source_sink *sink, const struct certcheck_load_problem *problem);

#endif
