/* SPDX-License-Identifier: MIT */
/* The options about fetching. */
#include "fetch.h"

#include <string.h>

#include "options.h"
#include "tool.h"

static const struct {
    const char *word;
    unsigned kinds;
} words[] = {
    {"issuers", FETCH_BIT(FETCH_ISSUER)},
    {"crl", FETCH_BIT(FETCH_CRL)},
    {"ocsp", FETCH_BIT(FETCH_OCSP)},
    {"all", FETCH_BIT(FETCH_KINDS) - 1},
};

static bool add_word(const char *word, size_t length, unsigned *kinds)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strlen(words[i].word) != length || strncmp(word, words[i].word, length) != 0)
            continue;
        *kinds |= words[i].kinds;
        return true;
    }
    return false;
}

static int set_kinds(struct fetch_options *options, const char *command, const char *value)
{
    unsigned kinds = 0;
    bool good = true;
    for (const char *at = strcmp(value, "none") == 0 ? NULL : value; good && at != NULL;) {
        size_t length = strcspn(at, ",");
        good = add_word(at, length, &kinds);
        at = at[length] == ',' ? at + length + 1 : NULL;
    }
    if (!good) {
        (void)not_one_of(command, "--fetch", value,
                         "issuers, crl, ocsp, all, none, nor several of the first four with commas "
                         "between");
        return EXIT_USAGE;
    }
    if (kinds != 0 && !fetch_is_built_in()) {
        complain("%s: --fetch: this certcheck was built without libcurl and cannot fetch", command);
        return EXIT_USAGE;
    }
    options->kinds = kinds;
    return EXIT_VALID;
}

unsigned fetch_default_kinds(void)
{
    return fetch_is_built_in() ? FETCH_BIT(FETCH_ISSUER) : 0;
}

static int set_seconds(struct fetch_options *options, const char *command, const char *value)
{
    uint64_t seconds;
    if (!parse_number(command, "--fetch-timeout", value, 3600, &seconds))
        return EXIT_USAGE;
    options->milliseconds = (int64_t)seconds * 1000;
    if (seconds > 0)
        return EXIT_VALID;
    complain("%s: --fetch-timeout: at least one second is needed", command);
    return EXIT_USAGE;
}

int64_t fetch_patience(const struct fetch_options *options)
{
    return options->milliseconds != 0 ? options->milliseconds : FETCH_MILLISECONDS;
}

void fetch_fit_into(struct fetch_options *options, int64_t milliseconds)
{
    bool issuers = (options->kinds & FETCH_BIT(FETCH_ISSUER)) != 0;
    bool evidence = (options->kinds & ~FETCH_BIT(FETCH_ISSUER)) != 0;
    int64_t purposes = issuers && evidence ? 2 : 1;
    int64_t most = milliseconds / (purposes * FETCH_TIME_FACTOR);
    int64_t one = fetch_patience(options);
    if (most < 1)
        most = 1;
    options->milliseconds = one < most ? one : most;
}

int fetch_option(struct fetch_options *options, const char *command, int option, const char *value)
{
    switch (option) {
    case OPTION_FETCH:
        return set_kinds(options, command, value);
    case OPTION_FETCH_TIMEOUT:
        return set_seconds(options, command, value);
    case OPTION_FETCH_PRIVATE:
        options->allow_private = true;
        return EXIT_VALID;
    case OPTION_NO_CACHE:
        options->no_cache = true;
        return EXIT_VALID;
    default:
        options->cache = value;
        return EXIT_VALID;
    }
}
