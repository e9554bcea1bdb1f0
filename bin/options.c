/* SPDX-License-Identifier: MIT */
/* The options shared by the commands that judge: from words to a policy, a store and a pool. */
#include "options.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "input.h"
#include "options_names.h"

#define ALL_PATHS 16

const char judge_help[] =
    "Trust\n"
    "  --trust FILE|DIR          anchors; 'system' (the default) or 'none';\n"
    "                            repeatable\n"
    "  --anchor FILE             more anchors, besides those of --trust; repeatable\n"
    "  --untrusted FILE          more intermediates; repeatable\n"
    "\n"
    "Revocation\n"
    "  --crl FILE                CRLs, PEM or DER; repeatable\n"
    "  --ocsp FILE               OCSP responses, DER or PEM; repeatable\n"
    "  --ocsp-signer FILE        certificates that may sign OCSP responses about any\n"
    "                            other; repeatable\n"
    "  --revocation MODE         if-present (the default): evidence counts, its\n"
    "                            absence does not; require: each certificate but the\n"
    "                            anchor needs some, else the verdict is undetermined;\n"
    "                            off\n"
    "\n"
    "What is asked\n"
    "  --at TIME                 RFC 3339 or seconds since 1970; default: now\n"
    "  --hostname NAME           the leaf must be for this host; of several, each\n"
    "                            must match\n"
    "  --ip ADDRESS              the leaf must be for this IPv4 or IPv6 address\n"
    "  --email ADDRESS           the leaf must be for this mailbox\n"
    "  --purpose PURPOSE         serverAuth, clientAuth, emailProtection,\n"
    "                            codeSigning, timeStamping, OCSPSigning, any, or an\n"
    "                            OID; default: serverAuth with --hostname or --ip,\n"
    "                            emailProtection with --email, else any; with both\n"
    "                            of them it must be given\n"
    "  --policy OID              a certificate policy that is accepted; repeatable;\n"
    "                            default: any\n"
    "  --explicit-policy         the path must be good for an accepted policy\n"
    "  --inhibit-mapping         authorities may not map policies onto others\n"
    "  --inhibit-any-policy      anyPolicy in a certificate stands for no other\n"
    "  --permitted-names KIND:SUBTREE, --excluded-names KIND:SUBTREE\n"
    "                            where the names of a path must lie, and must not:\n"
    "                            dns:example.com, email:example.com,\n"
    "                            uri:.example.com, ip:192.0.2.0/24; repeatable;\n"
    "                            default: anywhere\n"
    "  --profile PROFILE         default, rfc5280 (and section 4's rules for\n"
    "                            certificates), webpki (and the CA/Browser Forum's\n"
    "                            Baseline Requirements)\n"
    "  --deny ID, --warn ID, --allow ID\n"
    "                            make a finding an error, a warning, or nothing;\n"
    "                            repeatable\n"
    "  --max-depth N             intermediates that are not self-issued; default 100\n"
    "  --min-rsa-bits N          smallest RSA and DSA modulus; default 2048\n"
    "\n"
    "Fetching over http and https\n"
    "  --fetch WHAT              what the report wants: issuers, crl, ocsp, all, or\n"
    "                            none; several with commas; at most 8 issuers, and\n"
    "                            8 CRLs and OCSP responses, for a verdict;\n"
    "                            default: issuers for connections, none for files\n"
    "  --fetch-private           from addresses that are not public, too\n"
    "  --fetch-timeout SECONDS   for each; all issuers together have 3 times as\n"
    "                            long, and so has the rest; default 15\n"
    "  --fetch-cache DIR         where to keep what was fetched; default:\n"
    "                            $XDG_CACHE_HOME/certcheck or ~/.cache/certcheck\n"
    "  --no-cache                keep nothing, and use nothing that was kept\n"
    "\n"
    "Budgets (a spent one makes the verdict undetermined)\n"
    "  --max-signatures N        signature checks, those with unusual keys counting\n"
    "                            several times; default 100\n"
    "  --max-candidates N        candidate issuers looked at; default 200000\n"
    "  --max-judgments N         certificates judged as parts of paths, one for each\n"
    "                            256 bytes; default 10000\n"
    "  --max-name-constraints N  constraints and names read and compared;\n"
    "                            default 250000\n"
    "  --max-policy-nodes N      certificate policies and mappings processed;\n"
    "                            default 50000\n"
    "\n"
    "Output\n"
    "  --format text|json|nagios json: see certcheck(1) for its schema; nagios (not\n"
    "                            https): one line, and exit status 0, 1, 2 or 3 for\n"
    "                            OK, warning, critical, unknown\n"
    "  --json                    the same as --format json\n"
    "  --explain                 every path tried, every candidate refused and why,\n"
    "                            budgets\n"
    "  --all-paths               every valid path, best first (at most 16)\n"
    "  --color auto|always|never\n";

static struct certcheck_policy *new_policy(void)
{
    struct certcheck_policy *policy = NULL;
    must_be_ok(certcheck_policy_new(&policy), "policy");
    certcheck_policy_note_stricter(policy, true);
    return policy;
}

void judge_open(struct judge *judge, const char *command)
{
    *judge = (struct judge){.command = command, .formats = "text, json"};
    judge->policy = new_policy();
    judge->elsewhere = new_policy();
    must_be_ok(certcheck_store_new(&judge->store), "store");
    must_be_ok(certcheck_pool_new(&judge->pool), "pool");
}

void judge_close(struct judge *judge)
{
    certcheck_policy_free(judge->policy);
    certcheck_policy_free(judge->elsewhere);
    certcheck_store_free(judge->store);
    certcheck_pool_free(judge->pool);
    free(judge->untrusted);
    free(judge->evidence);
    free(judge->asked);
}

static int add_trust(struct judge *judge, const char *value)
{
    judge->trust_given = true;
    if (strcmp(value, "none") == 0)
        return EXIT_VALID;
    bool good = strcmp(value, "system") == 0 ? input_load_system(judge->store)
                                             : input_load_store(judge->store, value);
    return good ? EXIT_VALID : EXIT_UNCHECKED;
}

/* What RFC 3339 can write, from year 0000 to 9999: the report must tell the time it was asked for.
 */
static bool can_be_written(certcheck_time time)
{
    return time >= INT64_C(-62167219200) && time <= INT64_C(253402300799);
}

static int set_time(struct judge *judge, const char *value)
{
    if (certcheck_time_parse(value, &judge->at) != CERTCHECK_OK) {
        complain("%s: --at: '%s' is neither RFC 3339 (2026-11-20T12:00:00Z) nor seconds since 1970",
                 judge->command, value);
        return EXIT_USAGE;
    }
    if (!can_be_written(judge->at)) {
        complain("%s: --at: '%s' lies outside the years 0000 to 9999", judge->command, value);
        return EXIT_USAGE;
    }
    judge->has_time = true;
    return EXIT_VALID;
}

static void remember_identity(struct judge *judge, const char *value)
{
    char *asked =
        judge->asked == NULL ? must_copy(value) : must_print("%s, %s", judge->asked, value);
    free(judge->asked);
    judge->asked = asked;
}

static int add_identity(struct judge *judge, int option, const char *value)
{
    static const struct {
        enum certcheck_identity_kind kind;
        const char *option;
        const char *what;
    } kinds[] = {[OPTION_HOSTNAME - OPTION_HOSTNAME] = {CERTCHECK_IDENTITY_DNS, "--hostname",
                                                        "a host name (www.example.org)"},
                 [OPTION_IP - OPTION_HOSTNAME] = {CERTCHECK_IDENTITY_IP, "--ip",
                                                  "an address (192.0.2.1 or 2001:db8::1)"},
                 [OPTION_EMAIL - OPTION_HOSTNAME] = {CERTCHECK_IDENTITY_EMAIL, "--email",
                                                     "a mailbox (user@example.org)"}};
    size_t index = (size_t)(option - OPTION_HOSTNAME);
    uint8_t octets[16];
    /* People paste the host part of a URL. */
    if (option == OPTION_HOSTNAME && address_octets(value, octets) > 0) {
        complain("%s: --hostname %s is an IP address: taken as --ip", judge->command, value);
        index = OPTION_IP - OPTION_HOSTNAME;
    }
    enum certcheck_status status =
        certcheck_policy_add_identity(judge->policy, kinds[index].kind, value);
    if (status == CERTCHECK_BAD_ARGUMENT) {
        complain("%s: %s: '%s' is not %s", judge->command, kinds[index].option, value,
                 kinds[index].what);
        return EXIT_USAGE;
    }
    must_be_ok(status, kinds[index].option);
    remember_identity(judge, value);
    if (option == OPTION_EMAIL)
        judge->mailbox_asked = true;
    else
        judge->host_asked = true;
    return EXIT_VALID;
}

static int set_purpose(struct judge *judge, struct certcheck_policy *policy, const char *value)
{
    enum certcheck_status status = certcheck_policy_set_purpose(policy, value);
    if (status == CERTCHECK_BAD_ARGUMENT) {
        (void)not_one_of(judge->command, "--purpose", value,
                         "serverAuth, clientAuth, emailProtection, codeSigning, timeStamping, "
                         "OCSPSigning, any, or an OID such as 1.3.6.1.5.5.7.3.1");
        return EXIT_USAGE;
    }
    must_be_ok(status, "--purpose");
    judge->purpose = value;
    return EXIT_VALID;
}

static int set_profile(struct judge *judge, struct certcheck_policy *policy, const char *value)
{
    for (int i = 0; i < CERTCHECK_PROFILES; i++) {
        enum certcheck_profile profile = (enum certcheck_profile)i;
        if (strcmp(value, certcheck_profile_text(profile)) == 0) {
            certcheck_policy_set_profile(policy, profile);
            judge->profile = profile;
            judge->profile_given = true;
            return EXIT_VALID;
        }
    }
    (void)not_one_of(judge->command, "--profile", value, "default, rfc5280, webpki");
    return EXIT_USAGE;
}

static int set_severity(const struct judge *judge, struct certcheck_policy *policy,
                        const char *option, enum certcheck_severity severity, const char *id)
{
    enum certcheck_finding_code code = certcheck_finding_by_id(id);
    if (code == CERTCHECK_FINDING_CODES) {
        char *where = must_print("%s: %s", judge->command, option);
        no_such_finding(where, id);
        free(where);
        return EXIT_USAGE;
    }
    if (certcheck_policy_set_severity(policy, code, severity) != CERTCHECK_OK) {
        complain("%s: %s: '%s' is always an error: nobody can overrule it", judge->command, option,
                 id);
        return EXIT_USAGE;
    }
    return EXIT_VALID;
}

static int set_limit(const struct judge *judge, struct certcheck_policy *policy, int option,
                     const char *value)
{
    static const char *const names[] = {
        "--max-depth",     "--min-rsa-bits",         "--max-signatures",  "--max-candidates",
        "--max-judgments", "--max-name-constraints", "--max-policy-nodes"};
    bool small = option == OPTION_MAX_DEPTH || option == OPTION_MIN_RSA_BITS;
    uint64_t number;
    if (!parse_number(judge->command, names[option - OPTION_MAX_DEPTH], value,
                      small ? UINT32_MAX : UINT64_MAX, &number))
        return EXIT_USAGE;
    if (option == OPTION_MAX_DEPTH)
        certcheck_policy_set_max_depth(policy, (uint32_t)number);
    else if (option == OPTION_MIN_RSA_BITS)
        certcheck_policy_set_min_rsa_bits(policy, (uint32_t)number);
    else
        certcheck_policy_set_budget(policy, (enum certcheck_budget)(option - OPTION_MAX_SIGNATURES),
                                    number);
    return EXIT_VALID;
}

static int add_policy(struct judge *judge, struct certcheck_policy *policy, const char *value)
{
    enum certcheck_status status = certcheck_policy_add_initial_policy(policy, value);
    if (status == CERTCHECK_BAD_ARGUMENT) {
        complain("%s: --policy: '%s' is not an OID such as 2.23.140.1.2.1", judge->command, value);
        return EXIT_USAGE;
    }
    must_be_ok(status, "--policy");
    judge->policy_asked = true;
    return EXIT_VALID;
}

/* The caller's inputs of RFC 5280 6.1.1. */
static int set_initial_input(struct judge *judge, struct certcheck_policy *policy, int option,
                             const char *value)
{
    switch (option) {
    case OPTION_POLICY:
        return add_policy(judge, policy, value);
    case OPTION_EXPLICIT_POLICY:
        certcheck_policy_set_initial_explicit_policy(policy, true);
        judge->policy_asked = true;
        return EXIT_VALID;
    case OPTION_INHIBIT_MAPPING:
        certcheck_policy_set_initial_policy_mapping_inhibit(policy, true);
        return EXIT_VALID;
    case OPTION_INHIBIT_ANY_POLICY:
        certcheck_policy_set_initial_any_policy_inhibit(policy, true);
        return EXIT_VALID;
    case OPTION_PERMITTED_NAMES:
        return names_option(policy, judge->command, CERTCHECK_SUBTREE_PERMITTED, value);
    default:
        return names_option(policy, judge->command, CERTCHECK_SUBTREE_EXCLUDED, value);
    }
}

static void add_untrusted(struct judge *judge, const char *value)
{
    judge->untrusted = must_grow(judge->untrusted, judge->untrusted_count + 1, sizeof(char *));
    judge->untrusted[judge->untrusted_count++] = value;
}

static void add_evidence(struct judge *judge, int option, const char *value)
{
    judge->evidence =
        must_grow(judge->evidence, judge->evidence_count + 1, sizeof *judge->evidence);
    judge->evidence[judge->evidence_count++] = (struct judge_evidence){option, value};
}

static int add_ocsp_signers(struct judge *judge, const char *path)
{
    struct certcheck_pool *pool = NULL;
    must_be_ok(certcheck_pool_new(&pool), "pool");
    bool read = input_load_all(path, pool);
    size_t count = certcheck_pool_count(pool);
    if (read && count == 0)
        complain("%s: --ocsp-signer: no certificate in %s can be used", judge->command, path);
    else if (!read && count > 0)
        complain("%s: --ocsp-signer: a part of %s cannot be read", judge->command, path);
    else if (certcheck_pool_crl_count(pool) + certcheck_pool_ocsp_count(pool) > 0)
        complain("%s: --ocsp-signer: the CRLs and OCSP responses in %s are not looked at",
                 judge->command, path);
    for (size_t i = 0; i < count; i++)
        for (int j = 0; j < 2; j++)
            must_be_ok(certcheck_policy_add_ocsp_signer(j == 0 ? judge->policy : judge->elsewhere,
                                                        certcheck_pool_certificate(pool, i)),
                       path);
    certcheck_pool_free(pool);
    return read && count > 0 ? EXIT_VALID : EXIT_UNCHECKED;
}

static int set_revocation(struct judge *judge, struct certcheck_policy *policy, const char *value)
{
    enum certcheck_revocation_mode mode;
    if (!revocation_mode_of(value, &mode)) {
        (void)not_one_of(judge->command, "--revocation", value, "off, if-present, require");
        return EXIT_USAGE;
    }
    certcheck_policy_set_revocation(policy, mode);
    return EXIT_VALID;
}

static int policy_option(struct judge *judge, struct certcheck_policy *policy, int option,
                         const char *value)
{
    switch (option) {
    case OPTION_REVOCATION:
        return set_revocation(judge, policy, value);
    case OPTION_PURPOSE:
        return set_purpose(judge, policy, value);
    case OPTION_PROFILE:
        return set_profile(judge, policy, value);
    case OPTION_DENY:
        return set_severity(judge, policy, "--deny", CERTCHECK_ERROR, value);
    case OPTION_WARN:
        return set_severity(judge, policy, "--warn", CERTCHECK_WARNING, value);
    case OPTION_ALLOW:
        return set_severity(judge, policy, "--allow", CERTCHECK_OFF, value);
    case OPTION_POLICY:
    case OPTION_EXPLICIT_POLICY:
    case OPTION_INHIBIT_MAPPING:
    case OPTION_INHIBIT_ANY_POLICY:
    case OPTION_PERMITTED_NAMES:
    case OPTION_EXCLUDED_NAMES:
        return set_initial_input(judge, policy, option, value);
    case OPTION_ALL_PATHS:
        certcheck_policy_set_max_paths(policy, ALL_PATHS);
        return EXIT_VALID;
    default:
        return set_limit(judge, policy, option, value);
    }
}

int judge_option(struct judge *judge, int option, const char *value)
{
    int status;
    switch (option) {
    case OPTION_TRUST:
        return add_trust(judge, value);
    case OPTION_ANCHOR:
        return input_load_store(judge->store, value) ? EXIT_VALID : EXIT_UNCHECKED;
    case OPTION_UNTRUSTED:
        add_untrusted(judge, value);
        return EXIT_VALID;
    case OPTION_CRL:
    case OPTION_OCSP:
        add_evidence(judge, option, value);
        return EXIT_VALID;
    case OPTION_OCSP_SIGNER:
        return add_ocsp_signers(judge, value);
    case OPTION_AT:
        return set_time(judge, value);
    case OPTION_HOSTNAME:
    case OPTION_IP:
    case OPTION_EMAIL:
        return add_identity(judge, option, value);
    case OPTION_FETCH:
    case OPTION_FETCH_CACHE:
    case OPTION_FETCH_PRIVATE:
    case OPTION_FETCH_TIMEOUT:
    case OPTION_NO_CACHE:
        return fetch_option(&judge->fetch, judge->command, option, value);
    case OPTION_FORMAT:
        return parse_format(judge->command, value, judge->formats, &judge->format) ? EXIT_VALID
                                                                                   : EXIT_USAGE;
    case OPTION_JSON:
        judge->format = FORMAT_JSON;
        return EXIT_VALID;
    case OPTION_EXPLAIN:
        judge->explain = true;
        return EXIT_VALID;
    case OPTION_COLOR:
        return parse_color(judge->command, value, &judge->color) ? EXIT_VALID : EXIT_USAGE;
    default:
        status = policy_option(judge, judge->policy, option, value);
        return status == EXIT_VALID ? policy_option(judge, judge->elsewhere, option, value)
                                    : status;
    }
}

int judge_settle_time(struct judge *judge)
{
    if (!judge->has_time) {
        struct timespec now;
        if (clock_gettime(CLOCK_REALTIME, &now) != 0) {
            complain("the clock cannot be read: give the time with --at");
            return EXIT_UNCHECKED;
        }
        judge->at = now.tv_sec;
    }
    certcheck_policy_set_time(judge->policy, judge->at);
    certcheck_policy_set_time(judge->elsewhere, judge->at);
    return EXIT_VALID;
}

/* A verification asks for one purpose: a certificate for servers is not, by that, one for mail. */
static int settle_purpose(struct judge *judge)
{
    if (judge->purpose != NULL)
        return EXIT_VALID;
    if (judge->default_purpose == NULL && judge->host_asked && judge->mailbox_asked) {
        complain("%s: a host is asked for and a mailbox: say with --purpose for what, serverAuth, "
                 "emailProtection or any",
                 judge->command);
        return EXIT_USAGE;
    }
    if (judge->default_purpose == NULL)
        judge->default_purpose = judge->host_asked      ? "serverAuth"
                                 : judge->mailbox_asked ? "emailProtection"
                                                        : "any";
    must_be_ok(certcheck_policy_set_purpose(judge->policy, judge->default_purpose),
               judge->default_purpose);
    must_be_ok(certcheck_policy_set_purpose(judge->elsewhere, judge->default_purpose),
               judge->default_purpose);
    return EXIT_VALID;
}

int judge_ready(struct judge *judge)
{
    int status = settle_purpose(judge);
    if (status == EXIT_VALID)
        status = judge_settle_time(judge);
    if (status != EXIT_VALID)
        return status;
    for (size_t i = 0; i < judge->untrusted_count; i++)
        if (!input_load_pool(judge->untrusted[i], judge->pool, NULL))
            return EXIT_UNCHECKED;
    for (size_t i = 0; i < judge->evidence_count; i++)
        if (!input_load_evidence(judge->evidence[i].file, judge->pool,
                                 judge->evidence[i].option == OPTION_CRL))
            return EXIT_UNCHECKED;
    if (!judge->trust_given && !input_load_system(judge->store))
        return EXIT_UNCHECKED;
    certcheck_store_seal(judge->store);
    return EXIT_VALID;
}
