/* SPDX-License-Identifier: MIT */
/* Verifications read from folders of testdata. */
#include "support/scenario.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_SIZE 1024

static const char *testdata(void)
{
    const char *folder = getenv("TESTDATA");
    return folder != NULL ? folder : "testdata";
}

/* ---- names ---- */

/* Check's own assertions only work while a test runs, and the names are needed before. */
static _Noreturn void give_up(const char *why)
{
    fprintf(stderr, "%s\n", why);
    exit(1);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_name(char ***names, size_t *count, const char *area, const char *id)
{
    char name[PATH_SIZE], path[2 * PATH_SIZE];
    snprintf(name, sizeof(name), "%s/%s", area, id);
    snprintf(path, sizeof(path), "%s/%s/expect", testdata(), name);
    if (access(path, R_OK) != 0)
        return;
    *names = realloc(*names, (*count + 1) * sizeof(**names));
    if (*names == NULL)
        give_up("no memory");
    (*names)[(*count)++] = strdup(name);
}

static void add_area(char ***names, size_t *count, const char *area)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof(path), "%s/%s", testdata(), area);
    DIR *folder = opendir(path);
    if (folder == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.')
            add_name(names, count, area, entry->d_name);
    closedir(folder);
}

char **scenario_names(size_t *count)
{
    char **names = NULL;
    DIR *folder = opendir(testdata());
    if (folder == NULL)
        give_up("TESTDATA is not the folder of test data: run this by 'make check'");
    *count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.')
            add_area(&names, count, entry->d_name);
    closedir(folder);
    if (*count == 0)
        give_up("there are no cases");
    qsort(names, *count, sizeof(*names), by_name);
    return names;
}

void scenario_names_free(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

/* ---- certificates ---- */

static void keep_error(void *context, const struct certcheck_load_problem *problem)
{
    struct certcheck_parse_error *error = context;
    if (error != NULL && error->rule == NULL)
        *error = problem->error;
}

static struct certificate_list list_of(struct certcheck_pool *pool)
{
    struct certificate_list list = {.count = certcheck_pool_count(pool)};
    list.certificates = calloc(list.count + 1, sizeof(*list.certificates));
    ck_assert_ptr_nonnull(list.certificates);
    for (size_t i = 0; i < list.count; i++)
        list.certificates[i] = certcheck_certificate_ref(certcheck_pool_certificate(pool, i));
    certcheck_pool_free(pool);
    return list;
}

static struct certcheck_pool *new_pool(void)
{
    struct certcheck_pool *pool;
    ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_OK);
    return pool;
}

struct certificate_list certificates_of_file(const char *path, struct certcheck_parse_error *error)
{
    struct certcheck_pool *pool = new_pool();
    struct certcheck_load load = {.problem = keep_error, .context = error};
    if (access(path, F_OK) == 0)
        ck_assert_int_eq(certcheck_pool_load_file(pool, path, &load), CERTCHECK_OK);
    return list_of(pool);
}

struct certificate_list certificates_of_memory(const char *pem, struct certcheck_parse_error *error)
{
    struct certcheck_pool *pool = new_pool();
    struct certcheck_load load = {.problem = keep_error, .context = error};
    ck_assert_int_eq(
        certcheck_pool_load_memory(pool, (const uint8_t *)pem, strlen(pem), "memory", &load),
        CERTCHECK_OK);
    return list_of(pool);
}

void certificates_release(struct certificate_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        certcheck_certificate_free(list->certificates[i]);
    free(list->certificates);
    *list = (struct certificate_list){NULL, 0};
}

static void swap(struct certificate_list *list, size_t a, size_t b)
{
    struct certcheck_certificate *kept = list->certificates[a];
    list->certificates[a] = list->certificates[b];
    list->certificates[b] = kept;
}

void certificates_shuffle(struct certificate_list *list, uint32_t *seed)
{
    for (size_t i = list->count; i > 1; i--) {
        *seed = *seed * 1664525U + 1013904223U;
        swap(list, i - 1, (*seed >> 8) % i);
    }
}

void certificates_reverse(struct certificate_list *list)
{
    for (size_t i = 0; i < list->count / 2; i++)
        swap(list, i, list->count - 1 - i);
}

/* ---- what is asked ---- */

static enum certcheck_profile profile_of(const char *text)
{
    for (int i = 0; i < CERTCHECK_PROFILES; i++)
        if (strcmp(certcheck_profile_text((enum certcheck_profile)i), text) == 0)
            return (enum certcheck_profile)i;
    ck_abort_msg("no such profile: %s", text);
}

static void set_budget(struct certcheck_policy *policy, const char *text)
{
    for (int i = 0; i < CERTCHECK_BUDGETS; i++) {
        const char *name = certcheck_budget_text((enum certcheck_budget)i);
        size_t length = strlen(name);
        if (strncmp(name, text, length) == 0 && text[length] == ' ') {
            certcheck_policy_set_budget(policy, (enum certcheck_budget)i,
                                        strtoull(text + length, NULL, 10));
            return;
        }
    }
    ck_abort_msg("no such budget: %s", text);
}

static void ask_policies(struct certcheck_policy *policy, const struct scenario_line *line)
{
    if (strcmp(line->key, "policy") == 0)
        ck_assert_int_eq(certcheck_policy_add_initial_policy(policy, line->value), CERTCHECK_OK);
    if (strcmp(line->key, "explicit-policy") == 0)
        certcheck_policy_set_initial_explicit_policy(policy, true);
    if (strcmp(line->key, "inhibit-mapping") == 0)
        certcheck_policy_set_initial_policy_mapping_inhibit(policy, true);
    if (strcmp(line->key, "inhibit-any-policy") == 0)
        certcheck_policy_set_initial_any_policy_inhibit(policy, true);
}

/* dns:, email: and uri: only. */
static void ask_names(struct certcheck_policy *policy, const struct scenario_line *line)
{
    static const char *const kinds[] = {[CERTCHECK_NAME_RFC822] = "email",
                                        [CERTCHECK_NAME_DNS] = "dns",
                                        [CERTCHECK_NAME_URI] = "uri"};
    bool permitted = strcmp(line->key, "permitted-names") == 0;
    if (!permitted && strcmp(line->key, "excluded-names") != 0)
        return;
    const char *colon = strchr(line->value, ':');
    ck_assert_ptr_nonnull(colon);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (kinds[i] != NULL && strncmp(kinds[i], line->value, (size_t)(colon - line->value)) == 0)
            ck_assert_int_eq(
                certcheck_policy_add_initial_subtree(
                    policy, permitted ? CERTCHECK_SUBTREE_PERMITTED : CERTCHECK_SUBTREE_EXCLUDED,
                    (enum certcheck_general_name_kind)i, (const uint8_t *)colon + 1,
                    strlen(colon + 1)),
                CERTCHECK_OK);
}

static void ask_revocation(struct certcheck_policy *policy, const char *text)
{
    static const enum certcheck_revocation_mode modes[] = {
        CERTCHECK_REVOCATION_IF_PRESENT, CERTCHECK_REVOCATION_OFF, CERTCHECK_REVOCATION_REQUIRE};
    for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
        if (strcmp(text, certcheck_revocation_mode_text(modes[i])) != 0)
            continue;
        certcheck_policy_set_revocation(policy, modes[i]);
        return;
    }
    ck_abort_msg("no such mode of revocation: %s", text);
}

static void ask_nonce(struct certcheck_policy *policy, const char *hex)
{
    uint8_t nonce[CERTCHECK_OCSP_NONCE_MAX];
    size_t length = 0;
    unsigned octet;
    for (; length < sizeof(nonce) && sscanf(hex + 2 * length, "%2x", &octet) == 1; length++)
        nonce[length] = (uint8_t)octet;
    ck_assert_int_eq(certcheck_policy_set_ocsp_nonce(policy, nonce, length), CERTCHECK_OK);
}

static void ask_ocsp(struct certcheck_policy *policy, const struct scenario_line *line)
{
    if (strcmp(line->key, "nonce") == 0)
        ask_nonce(policy, line->value);
    if (strcmp(line->key, "stapling") == 0)
        certcheck_policy_set_stapling(policy, strcmp(line->value, "given") == 0
                                                  ? CERTCHECK_STAPLING_GIVEN
                                                  : CERTCHECK_STAPLING_MISSING);
}

static void ask(struct certcheck_policy *policy, const struct scenario_line *line)
{
    static const char *const identities[] = {
        [CERTCHECK_IDENTITY_DNS] = "hostname",
        [CERTCHECK_IDENTITY_IP] = "ip",
        [CERTCHECK_IDENTITY_EMAIL] = "email",
    };
    certcheck_time at;
    for (int i = CERTCHECK_IDENTITY_DNS; i <= CERTCHECK_IDENTITY_EMAIL; i++)
        if (strcmp(line->key, identities[i]) == 0)
            ck_assert_int_eq(
                certcheck_policy_add_identity(policy, (enum certcheck_identity_kind)i, line->value),
                CERTCHECK_OK);
    if (strcmp(line->key, "at") == 0) {
        ck_assert_int_eq(certcheck_time_parse(line->value, &at), CERTCHECK_OK);
        certcheck_policy_set_time(policy, at);
    }
    if (strcmp(line->key, "purpose") == 0)
        ck_assert_int_eq(certcheck_policy_set_purpose(policy, line->value), CERTCHECK_OK);
    if (strcmp(line->key, "profile") == 0)
        certcheck_policy_set_profile(policy, profile_of(line->value));
    if (strcmp(line->key, "max-depth") == 0)
        certcheck_policy_set_max_depth(policy, (uint32_t)strtoul(line->value, NULL, 10));
    if (strcmp(line->key, "budget") == 0)
        set_budget(policy, line->value);
    if (strcmp(line->key, "revocation") == 0)
        ask_revocation(policy, line->value);
    ask_policies(policy, line);
    ask_names(policy, line);
    ask_ocsp(policy, line);
}

/* ---- a folder ---- */

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "cannot read %s", path);
    char *text = calloc(1, 8192);
    ck_assert_ptr_nonnull(text);
    size_t length = fread(text, 1, 8191, file);
    ck_assert_msg(length > 0 && length < 8191, "%s is empty or too long", path);
    fclose(file);
    return text;
}

static void read_lines(struct scenario *scenario)
{
    char *next = NULL;
    for (char *line = strtok_r(scenario->text, "\n", &next); line != NULL;
         line = strtok_r(NULL, "\n", &next)) {
        char *space = strchr(line, ' ');
        ck_assert_msg(space != NULL && scenario->line_count < SCENARIO_LINES, "%s: %s",
                      scenario->name, line);
        *space = '\0';
        scenario->lines[scenario->line_count++] = (struct scenario_line){line, space + 1};
        ask(scenario->policy, &scenario->lines[scenario->line_count - 1]);
    }
}

static void load_evidence(struct scenario *scenario, const char *file)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof(path), "%s/%s/%s", testdata(), scenario->name, file);
    if (access(path, F_OK) == 0)
        ck_assert_int_eq(certcheck_pool_load_file(scenario->evidence, path, NULL), CERTCHECK_OK);
}

/* What is an anchor by its file's trust settings. */
static void load_trusted(struct scenario *scenario)
{
    struct certcheck_store *store;
    struct certcheck_load load = {0};
    char path[PATH_SIZE];
    snprintf(path, sizeof(path), "%s/%s/trusted.pem", testdata(), scenario->name);
    ck_assert_int_eq(certcheck_store_new(&store), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_store_load_file(store, path, &load), CERTCHECK_OK);
    scenario->trusted.certificates =
        calloc(certcheck_store_count(store) + 1, sizeof(*scenario->trusted.certificates));
    ck_assert_ptr_nonnull(scenario->trusted.certificates);
    for (size_t i = 0; i < certcheck_store_count(store); i++)
        scenario->trusted.certificates[scenario->trusted.count++] =
            certcheck_certificate_ref(certcheck_store_certificate(store, i));
    if (load.distrusted > 0)
        scenario->trust_settings = strdup(path);
    certcheck_store_free(store);
}

static void trust_ocsp_signers(const struct scenario *scenario)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof(path), "%s/%s/ocsp-signers.pem", testdata(), scenario->name);
    struct certificate_list signers = certificates_of_file(path, NULL);
    for (size_t i = 0; i < signers.count; i++)
        ck_assert_int_eq(
            certcheck_policy_add_ocsp_signer(scenario->policy, signers.certificates[i]),
            CERTCHECK_OK);
    certificates_release(&signers);
}

void scenario_load(struct scenario *scenario, const char *name)
{
    char path[PATH_SIZE];
    *scenario = (struct scenario){.name = strdup(name)};
    ck_assert_int_eq(certcheck_policy_new(&scenario->policy), CERTCHECK_OK);
    snprintf(path, sizeof(path), "%s/%s/expect", testdata(), name);
    scenario->text = read_text(path);
    read_lines(scenario);

    snprintf(path, sizeof(path), "%s/%s/leaf.pem", testdata(), name);
    struct certificate_list leaf = certificates_of_file(path, &scenario->error);
    if (leaf.count > 0)
        scenario->leaf = certcheck_certificate_ref(leaf.certificates[0]);
    certificates_release(&leaf);
    snprintf(path, sizeof(path), "%s/%s/untrusted.pem", testdata(), name);
    scenario->untrusted = certificates_of_file(path, NULL);
    load_trusted(scenario);
    scenario->evidence = new_pool();
    load_evidence(scenario, "crl.pem");
    load_evidence(scenario, "ocsp.pem");
    trust_ocsp_signers(scenario);
}

void scenario_release(struct scenario *scenario)
{
    certificates_release(&scenario->untrusted);
    certificates_release(&scenario->trusted);
    certcheck_certificate_free(scenario->leaf);
    certcheck_pool_free(scenario->evidence);
    certcheck_policy_free(scenario->policy);
    free(scenario->trust_settings);
    free(scenario->text);
    free(scenario->name);
}

static void add_all(struct certcheck_store *store, struct certcheck_pool *pool,
                    const struct certificate_list *list)
{
    for (size_t i = 0; list != NULL && i < list->count; i++)
        ck_assert_int_eq(store != NULL ? certcheck_store_add(store, list->certificates[i], NULL)
                                       : certcheck_pool_add(pool, list->certificates[i], NULL),
                         CERTCHECK_OK);
}

void scenario_add_evidence(const struct scenario *scenario, struct certcheck_pool *pool)
{
    size_t crls = certcheck_pool_crl_count(scenario->evidence);
    size_t responses = certcheck_pool_ocsp_count(scenario->evidence);
    for (size_t i = 0; i < crls; i++)
        ck_assert_int_eq(certcheck_pool_add_crl(
                             pool,
                             certcheck_pool_crl(scenario->evidence,
                                                scenario->evidence_reversed ? crls - 1 - i : i),
                             NULL),
                         CERTCHECK_OK);
    for (size_t i = 0; i < responses; i++)
        ck_assert_int_eq(
            certcheck_pool_add_ocsp(
                pool,
                certcheck_pool_ocsp(scenario->evidence,
                                    scenario->evidence_reversed ? responses - 1 - i : i),
                NULL),
            CERTCHECK_OK);
}

struct certcheck_report *scenario_verify(const struct scenario *scenario,
                                         const struct certificate_list *more_untrusted,
                                         const struct certificate_list *more_trusted)
{
    struct certcheck_store *store;
    struct certcheck_report *report = NULL;
    if (scenario->leaf == NULL) {
        ck_assert_int_eq(certcheck_verify_unreadable(&scenario->error, scenario->policy, &report),
                         CERTCHECK_OK);
        return report;
    }
    struct certcheck_pool *pool = new_pool();
    ck_assert_int_eq(certcheck_store_new(&store), CERTCHECK_OK);
    add_all(NULL, pool, more_untrusted);
    add_all(NULL, pool, &scenario->untrusted);
    scenario_add_evidence(scenario, pool);
    add_all(store, NULL, more_trusted);
    add_all(store, NULL, &scenario->trusted);
    if (scenario->trust_settings != NULL)
        ck_assert_int_eq(certcheck_store_load_file(store, scenario->trust_settings, NULL),
                         CERTCHECK_OK);
    certcheck_store_seal(store);
    ck_assert_int_eq(certcheck_verify(store, pool, scenario->leaf, scenario->policy, &report),
                     CERTCHECK_OK);
    certcheck_pool_free(pool);
    certcheck_store_free(store);
    return report;
}

const char *main_finding_id(const struct certcheck_report *report)
{
    const struct certcheck_finding *finding = certcheck_report_main_finding(report);
    return finding == NULL ? "none" : certcheck_finding_info(finding->code)->id;
}
