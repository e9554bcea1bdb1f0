/* SPDX-License-Identifier: MIT */
/* Finds the system's trust anchors. */
#include "trust/source.h"

#include "config.h"

#include <errno.h>
#include <sys/stat.h>

/* Bundles first: one file is read faster than hundreds. A directory is the last resort. */
static const char *const usual_paths[] = {
    "/etc/ssl/certs/ca-certificates.crt",                /* Debian, Arch, Gentoo, Alpine */
    "/etc/pki/tls/certs/ca-bundle.crt",                  /* Fedora, RHEL */
    "/etc/ssl/ca-bundle.pem",                            /* SUSE */
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", /* RHEL since 7 */
    "/etc/ssl/cert.pem",                                 /* Alpine, the BSDs, macOS */
    "/etc/ssl/certs",
};

enum certcheck_status cc_source_first(struct cc_source_sink *sink, const char *const *candidates,
                                      size_t count, const char **path)
{
    struct stat about;
    for (size_t i = 0; i < count; i++) {
        if (stat(candidates[i], &about) != 0)
            continue;
        *path = candidates[i];
        return S_ISDIR(about.st_mode) ? cc_source_directory(sink, candidates[i])
                                      : cc_source_file(sink, candidates[i]);
    }
    *path = NULL;
    errno = ENOENT;
    return CERTCHECK_IO;
}

enum certcheck_status cc_source_system(struct cc_source_sink *sink, const char **path)
{
    /* A path fixed at configure time is meant: nothing else takes its place when it is missing. */
    static const char *const fixed[] = {DEFAULT_TRUST_STORE};
    if (fixed[0][0] != '\0')
        return cc_source_first(sink, fixed, 1, path);
    return cc_source_first(sink, usual_paths, sizeof usual_paths / sizeof usual_paths[0], path);
}
