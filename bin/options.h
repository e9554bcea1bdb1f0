/* SPDX-License-Identifier: MIT */
/* The options shared by the commands that judge: from words to a policy, a store and a pool. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

#include <certcheck/certcheck.h>

#include "command_line.h"
#include "fetch.h"
#include "terminal.h"
#include "tool.h"

/* Values of getopt_long; a command's own options begin at OPTION_OWN. */
enum {
    OPTION_TRUST = 256,
    OPTION_ANCHOR,
    OPTION_UNTRUSTED,
    OPTION_CRL,
    OPTION_OCSP,
    OPTION_OCSP_SIGNER,
    OPTION_REVOCATION,
    OPTION_AT,
    OPTION_HOSTNAME,
    OPTION_IP,
    OPTION_EMAIL,
    OPTION_PURPOSE,
    OPTION_PROFILE,
    OPTION_DENY,
    OPTION_WARN,
    OPTION_ALLOW,
    OPTION_MAX_DEPTH,
    OPTION_MIN_RSA_BITS,
    OPTION_MAX_SIGNATURES,
    OPTION_MAX_CANDIDATES,
    OPTION_MAX_JUDGMENTS,
    OPTION_MAX_NAME_CONSTRAINTS,
    OPTION_MAX_POLICY_NODES,
    OPTION_POLICY,
    OPTION_EXPLICIT_POLICY,
    OPTION_INHIBIT_MAPPING,
    OPTION_INHIBIT_ANY_POLICY,
    OPTION_PERMITTED_NAMES,
    OPTION_EXCLUDED_NAMES,
    OPTION_FETCH,
    OPTION_FETCH_CACHE,
    OPTION_FETCH_PRIVATE,
    OPTION_FETCH_TIMEOUT,
    OPTION_NO_CACHE,
    OPTION_FORMAT,
    OPTION_JSON,
    OPTION_EXPLAIN,
    OPTION_ALL_PATHS,
    OPTION_COLOR,
    OPTION_HELP,
    OPTION_OWN
};

#define JUDGE_OPTIONS                                                                             \
    {"trust", required_argument, NULL, OPTION_TRUST},                                             \
        {"anchor", required_argument, NULL, OPTION_ANCHOR},                                       \
        {"untrusted", required_argument, NULL, OPTION_UNTRUSTED},                                 \
        {"crl", required_argument, NULL, OPTION_CRL},                                             \
        {"ocsp", required_argument, NULL, OPTION_OCSP},                                           \
        {"ocsp-signer", required_argument, NULL, OPTION_OCSP_SIGNER},                             \
        {"revocation", required_argument, NULL, OPTION_REVOCATION},                               \
        {"at", required_argument, NULL, OPTION_AT},                                               \
        {"hostname", required_argument, NULL, OPTION_HOSTNAME},                                   \
        {"ip", required_argument, NULL, OPTION_IP},                                               \
        {"email", required_argument, NULL, OPTION_EMAIL},                                         \
        {"purpose", required_argument, NULL, OPTION_PURPOSE},                                     \
        {"profile", required_argument, NULL, OPTION_PROFILE},                                     \
        {"deny", required_argument, NULL, OPTION_DENY},                                           \
        {"warn", required_argument, NULL, OPTION_WARN},                                           \
        {"allow", required_argument, NULL, OPTION_ALLOW},                                         \
        {"max-depth", required_argument, NULL, OPTION_MAX_DEPTH},                                 \
        {"min-rsa-bits", required_argument, NULL, OPTION_MIN_RSA_BITS},                           \
        {"max-signatures", required_argument, NULL, OPTION_MAX_SIGNATURES},                       \
        {"max-candidates", required_argument, NULL, OPTION_MAX_CANDIDATES},                       \
        {"max-judgments", required_argument, NULL, OPTION_MAX_JUDGMENTS},                         \
        {"max-name-constraints", required_argument, NULL, OPTION_MAX_NAME_CONSTRAINTS},           \
        {"max-policy-nodes", required_argument, NULL, OPTION_MAX_POLICY_NODES},                   \
        {"policy", required_argument, NULL, OPTION_POLICY},                                       \
        {"explicit-policy", no_argument, NULL, OPTION_EXPLICIT_POLICY},                           \
        {"inhibit-mapping", no_argument, NULL, OPTION_INHIBIT_MAPPING},                           \
        {"inhibit-any-policy", no_argument, NULL, OPTION_INHIBIT_ANY_POLICY},                     \
        {"permitted-names", required_argument, NULL, OPTION_PERMITTED_NAMES},                     \
        {"excluded-names", required_argument, NULL, OPTION_EXCLUDED_NAMES},                       \
        {"fetch", required_argument, NULL, OPTION_FETCH},                                         \
        {"fetch-cache", required_argument, NULL, OPTION_FETCH_CACHE},                             \
        {"fetch-private", no_argument, NULL, OPTION_FETCH_PRIVATE},                               \
        {"fetch-timeout", required_argument, NULL, OPTION_FETCH_TIMEOUT},                         \
        {"no-cache", no_argument, NULL, OPTION_NO_CACHE},                                         \
        {"format", required_argument, NULL, OPTION_FORMAT},                                       \
        {"json", no_argument, NULL, OPTION_JSON}, {"explain", no_argument, NULL, OPTION_EXPLAIN}, \
        {"all-paths", no_argument, NULL, OPTION_ALL_PATHS},                                       \
        {"color", required_argument, NULL, OPTION_COLOR},                                         \
        {"colour", required_argument, NULL, OPTION_COLOR},                                        \
    {                                                                                             \
        "help", no_argument, NULL, OPTION_HELP                                                    \
    }

/* The part of a command's --help about JUDGE_OPTIONS. */
extern const char judge_help[];

/* A file of CRLs or OCSP responses, to be read after the command's own files. */
struct judge_evidence {
    int option; /* OPTION_CRL, OPTION_OCSP */
    const char *file;
};

struct judge {
    const char *command;
    struct certcheck_policy *policy;
    /* The same without --hostname, --ip and --email: for servers that the user did not name. */
    struct certcheck_policy *elsewhere;
    struct certcheck_store *store;
    struct certcheck_pool *pool;
    const char **untrusted; /* files, read after the command's own */
    size_t untrusted_count;
    struct judge_evidence *evidence;
    size_t evidence_count;
    bool policy_asked; /* for which policies is the path good? */
    char *asked;       /* "www.example.org, 192.0.2.1"; NULL: no identity asked for */
    bool host_asked;   /* by name or address */
    bool mailbox_asked;
    const char *purpose;         /* NULL: not given */
    const char *default_purpose; /* the command's; NULL: what the identities suggest */
    certcheck_time at;
    enum certcheck_profile profile;
    bool profile_given;
    bool has_time;
    bool trust_given;
    struct fetch_options fetch;
    const char *formats; /* those that --format takes, "text, json" */
    enum output_format format;
    enum color_mode color;
    bool explain;
    bool monitor_told;   /* the line of --format nagios is written ... */
    bool monitor_warned; /* ... and is no more than a warning */
};

void judge_open(struct judge *judge, const char *command);
void judge_close(struct judge *judge);

/* judge_option takes one of JUDGE_OPTIONS (but --help). Returns EXIT_VALID, or EXIT_USAGE or
 * EXIT_UNCHECKED after a complaint. */
int judge_option(struct judge *judge, int option, const char *value);

/* judge_settle_time gives the policy the time of --at, or the clock's. Returns as judge_option
 * does. */
int judge_settle_time(struct judge *judge);

/* judge_ready settles what the options left open (time, purpose, anchors), reads --untrusted and
 * seals the store. Returns as judge_option does. */
int judge_ready(struct judge *judge);

#endif
