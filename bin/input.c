/* SPDX-License-Identifier: MIT */
/* Reading files, and saying in one clear line each what in them could not be used. */
#include "input.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tool.h"

#define INPUT_MAX CERTCHECK_CRL_MAX

/* Of each input. */
#define PROBLEMS_SAID 1000
#define UNREADABLE_LISTED 10000

/* A second '-' would find nothing left. */
static bool standard_input_is_free(void)
{
    static bool taken;
    if (taken)
        complain("standard input was read already: '-' can be given once");
    bool is_free = !taken;
    taken = true;
    return is_free;
}

const char *input_name(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

static bool read_stream(FILE *stream, struct input *input)
{
    size_t room = 0;
    for (;;) {
        if (input->length == room) {
            room = room == 0 ? 16384 : room * 2;
            input->data = must_grow(input->data, room, 1);
        }
        size_t got = fread(input->data + input->length, 1, room - input->length, stream);
        input->length += got;
        if (input->length > INPUT_MAX) {
            complain("%s: larger than %zu MiB", input->name, INPUT_MAX >> 20);
            return false;
        }
        if (got == 0)
            break;
    }
    if (ferror(stream)) {
        complain("%s: %s", input->name, strerror(errno));
        return false;
    }
    return true;
}

bool input_read(const char *path, struct input *input)
{
    bool standard = strcmp(path, "-") == 0;
    *input = (struct input){.name = input_name(path)};
    if (standard && !standard_input_is_free())
        return false;
    FILE *stream = standard ? stdin : fopen(path, "rb");
    if (stream == NULL) {
        complain("%s: %s", path, strerror(errno));
        return false;
    }
    bool read = read_stream(stream, input);
    if (!standard)
        (void)fclose(stream);
    if (read && input->length == 0) {
        complain("%s: is empty", input->name);
        read = false;
    }
    if (!read)
        input_release(input);
    return read;
}

void input_release(struct input *input)
{
    free(input->data);
    *input = (struct input){0};
}

/* The rule for an input that is neither PEM nor begins like DER, and for a PKCS #7 without any. */
static const char no_certificate[] = "no-certificate";

/* The rules for a block whose lines BEGIN and END disagree, or are damaged, or have a label with a
 * slip in it, and for DER in place of one: of what kind it is nobody knows. */
static const char *const of_unknown_kind[] = {"pem-end-label", "pem-boundary", "pem-label",
                                              "pem-der"};

/* The rule for a certificate whose trust settings let it be no anchor. */
static const char trust_limited[] = "trust-limited";

static bool has_rule(const struct certcheck_load_problem *problem, const char *rule)
{
    return problem->error.rule != NULL && strcmp(problem->error.rule, rule) == 0;
}

static char *place_of(const struct certcheck_load_problem *problem)
{
    if (problem->line != 0 && problem->label[0] == '\0')
        return must_print("%s:%zu: block %zu", problem->source, problem->line, problem->entry);
    if (problem->line != 0)
        return must_print("%s:%zu: block %zu (%s)", problem->source, problem->line, problem->entry,
                          problem->label);
    if (problem->offset != 0 || problem->entry > 1)
        return must_print("%s: entry %zu at byte %zu", problem->source, problem->entry,
                          problem->offset);
    return must_copy(problem->source);
}

/* Of the source that is being read, one of a directory after the other. */
struct complaints {
    char *source; /* NULL: nothing was said */
    size_t said;
};

static void complaints_release(struct complaints *complaints)
{
    free(complaints->source);
}

/* An input can have a problem with every other byte. False: that was enough of them. */
static bool is_worth_saying(struct complaints *complaints,
                            const struct certcheck_load_problem *problem)
{
    if (complaints->source == NULL || strcmp(complaints->source, problem->source) != 0) {
        free(complaints->source);
        *complaints = (struct complaints){.source = must_copy(problem->source)};
    }
    if (complaints->said > PROBLEMS_SAID)
        return false;
    if (complaints->said++ < PROBLEMS_SAID)
        return true;
    complain("%s: there is more in it that cannot be used", problem->source);
    return false;
}

static void say_problem(struct complaints *complaints, const struct certcheck_load_problem *problem)
{
    const struct certcheck_parse_error *error = &problem->error;
    if (!is_worth_saying(complaints, problem))
        return;
    if (problem->status == CERTCHECK_IO && errno == EFBIG) {
        complain("%s: larger than %zu MiB", problem->source, INPUT_MAX >> 20);
        return;
    }
    if (problem->status == CERTCHECK_IO) {
        complain("%s: %s", problem->source, strerror(errno));
        return;
    }
    char *place = place_of(problem);
    if (has_rule(problem, no_certificate))
        complain("%s: there is no certificate in it", place);
    else if (has_rule(problem, trust_limited))
        complain("%s: not an anchor: %s", place, error->text);
    else if (problem->status == CERTCHECK_MALFORMED && error->rule != NULL)
        complain("%s: cannot be read: %s at offset %zu%s%s: %s", place, error->rule, error->offset,
                 error->field == NULL ? "" : " in ", error->field == NULL ? "" : error->field,
                 error->text == NULL ? "" : error->text);
    else if (problem->status == CERTCHECK_BAD_ARGUMENT)
        complain("%s: not a certificate, not used", place);
    else
        complain("%s: %s", place, certcheck_status_text(problem->status));
    free(place);
}

static void on_problem(void *context, const struct certcheck_load_problem *problem)
{
    say_problem(context, problem);
}

struct pool_loading {
    const struct certcheck_pool *pool;
    struct input_first *first;
    size_t unreadable;
    size_t unreadable_evidence; /* CRLs and OCSP responses in PEM */
    struct complaints complaints;
};

static bool is_whole(const struct pool_loading *loading)
{
    return loading->unreadable + loading->unreadable_evidence == 0;
}

static bool may_be_certificate(const struct certcheck_load_problem *problem)
{
    static const char *const labels[] = {"CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE",
                                         "PKCS7", "CMS"};
    if (has_rule(problem, no_certificate))
        return false;
    for (size_t i = 0; i < sizeof of_unknown_kind / sizeof of_unknown_kind[0]; i++)
        if (has_rule(problem, of_unknown_kind[i]))
            return true;
    if (problem->label == NULL || problem->label[0] == '\0')
        return true;
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        if (strcmp(problem->label, labels[i]) == 0)
            return true;
    }
    return false;
}

static bool is_evidence(const struct certcheck_load_problem *problem)
{
    return strcmp(problem->label, "X509 CRL") == 0 || strcmp(problem->label, "CRL") == 0 ||
           strcmp(problem->label, "OCSP RESPONSE") == 0;
}

static void on_pool_problem(void *context, const struct certcheck_load_problem *problem)
{
    struct pool_loading *loading = context;
    say_problem(&loading->complaints, problem);
    if (problem->status != CERTCHECK_MALFORMED)
        return;
    if (is_evidence(problem))
        loading->unreadable_evidence++;
    if (!may_be_certificate(problem))
        return;
    loading->unreadable++;
    if (loading->first == NULL || loading->first->unreadable ||
        certcheck_pool_count(loading->pool) > 0)
        return;
    loading->first->unreadable = true;
    loading->first->error = problem->error;
}

static bool is_empty(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) && status.st_size == 0;
}

/* The library reads files itself: it makes no second copy of a CRL. False after a complaint. */
static bool load_file(const char *path, struct certcheck_pool *pool, struct certcheck_load *load)
{
    if (is_empty(path)) {
        complain("%s: is empty", path);
        return false;
    }
    enum certcheck_status status = certcheck_pool_load_file(pool, path, load);
    if (status == CERTCHECK_IO)
        complain("%s: %s", path, strerror(errno));
    else if (status == CERTCHECK_BAD_ARGUMENT)
        complain("%s: larger than %zu MiB", path, INPUT_MAX >> 20);
    else
        must_be_ok(status, path);
    return status == CERTCHECK_OK;
}

static void load_bytes(const struct input *input, struct certcheck_pool *pool,
                       struct certcheck_load *load)
{
    must_be_ok(certcheck_pool_load_memory(pool, input->data, input->length, input->name, load),
               input->name);
}

/* Standard input and pipes can be read once. */
static bool is_stream(const char *path)
{
    struct stat status;
    return strcmp(path, "-") == 0 ||
           (stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode));
}

/* `kept`, empty at first, keeps what a stream gave. */
static bool load_again(const char *path, struct input *kept, struct certcheck_pool *pool,
                       struct certcheck_load *load)
{
    if (!is_stream(path))
        return load_file(path, pool, load);
    if (kept->data == NULL && !input_read(path, kept))
        return false;
    load_bytes(kept, pool, load);
    return true;
}

static bool load_path(const char *path, struct certcheck_pool *pool, struct certcheck_load *load)
{
    struct input kept = {0};
    bool read = load_again(path, &kept, pool, load);
    input_release(&kept);
    return read;
}

static void say_if_nothing(const struct certcheck_load *load, const char *name)
{
    if (load->added + load->crls + load->ocsp_responses + load->duplicates + load->skipped == 0)
        complain("%s: there is no certificate in it", name);
}

static bool load_pool(const char *path, struct pool_loading *loading, struct certcheck_pool *pool)
{
    struct certcheck_load load = {.problem = on_pool_problem, .context = loading};
    bool read = load_path(path, pool, &load);
    complaints_release(&loading->complaints);
    if (read)
        say_if_nothing(&load, input_name(path));
    return read;
}

bool input_load_pool(const char *path, struct certcheck_pool *pool, struct input_first *first)
{
    struct pool_loading loading = {.pool = pool, .first = first};
    if (first != NULL)
        *first = (struct input_first){0};
    bool read = load_pool(path, &loading, pool);
    if (loading.unreadable > 1)
        complain("%s: %zu certificates could not be read", input_name(path), loading.unreadable);
    return read;
}

bool input_load_all(const char *path, struct certcheck_pool *pool)
{
    struct pool_loading loading = {.pool = pool};
    return load_pool(path, &loading, pool) && is_whole(&loading);
}

bool input_load_bytes(const struct input *input, struct certcheck_pool *pool)
{
    struct pool_loading loading = {.pool = pool};
    struct certcheck_load load = {.problem = on_pool_problem, .context = &loading};
    load_bytes(input, pool, &load);
    complaints_release(&loading.complaints);
    say_if_nothing(&load, input->name);
    return is_whole(&loading);
}

/* Duplicates in a pool may be of any kind: an empty pool tells. */
static bool holds_evidence(const char *path, struct input *kept, bool crls)
{
    struct certcheck_load load = {0};
    struct certcheck_pool *pool = NULL;
    must_be_ok(certcheck_pool_new(&pool), "pool");
    bool read = load_again(path, kept, pool, &load);
    certcheck_pool_free(pool);
    return read && (crls ? load.crls : load.ocsp_responses) > 0;
}

bool input_load_evidence(const char *path, struct certcheck_pool *pool, bool crls)
{
    struct input kept = {0};
    struct pool_loading loading = {.pool = pool};
    struct certcheck_load load = {.problem = on_pool_problem, .context = &loading};
    bool read = load_again(path, &kept, pool, &load);
    bool found = (crls ? load.crls : load.ocsp_responses) > 0 ||
                 (load.duplicates > 0 && holds_evidence(path, &kept, crls));
    bool whole = is_whole(&loading);
    if (read && !found && (crls ? load.ocsp_responses : load.crls) > 0)
        complain("%s: there is no %s in it, but what %s is for", input_name(path),
                 crls ? "CRL" : "OCSP response", crls ? "--ocsp" : "--crl");
    else if (read && !found)
        complain("%s: there is no %s in it", input_name(path), crls ? "CRL" : "OCSP response");
    else if (!whole)
        complain("%s: a part of it cannot be read, and might revoke", input_name(path));
    complaints_release(&loading.complaints);
    input_release(&kept);
    return found && whole;
}

static struct input_entry *add_entry(struct input_entries *list)
{
    list->entries = must_grow(list->entries, list->count + 1, sizeof *list->entries);
    list->entries[list->count] = (struct input_entry){0};
    return &list->entries[list->count++];
}

struct entry_loading {
    struct input_entries *entries;
    struct complaints complaints;
};

static void on_entry(void *context, const struct certcheck_certificate *certificate,
                     const struct certcheck_load_place *place)
{
    struct entry_loading *loading = context;
    struct input_entry *entry = add_entry(loading->entries);
    entry->certificate = certcheck_certificate_ref(certificate);
    entry->line = place->line;
    entry->offset = place->offset;
}

static void on_entry_problem(void *context, const struct certcheck_load_problem *problem)
{
    struct entry_loading *loading = context;
    struct input_entries *list = loading->entries;
    say_problem(&loading->complaints, problem);
    if (problem->status != CERTCHECK_MALFORMED || !may_be_certificate(problem))
        return;
    if (++list->unreadable > UNREADABLE_LISTED)
        return;
    struct input_entry *entry = add_entry(list);
    entry->error = problem->error;
    entry->line = problem->line;
    entry->offset = problem->offset;
}

void input_load_entries(const struct input *input, struct input_entries *entries)
{
    struct entry_loading loading = {.entries = entries};
    struct certcheck_load load = {
        .problem = on_entry_problem, .certificate = on_entry, .context = &loading};
    struct certcheck_pool *pool = NULL;
    *entries = (struct input_entries){0};
    must_be_ok(certcheck_pool_new(&pool), "pool");
    must_be_ok(certcheck_pool_load_memory(pool, input->data, input->length, input->name, &load),
               input->name);
    complaints_release(&loading.complaints);
    if (entries->count == 0 && load.skipped == 0)
        complain("%s: there is no certificate in it", input->name);
    else if (load.crls + load.ocsp_responses > 0)
        complain("%s: the CRLs and OCSP responses in it are not looked at", input->name);
    if (entries->unreadable > UNREADABLE_LISTED)
        complain("%s: certificates that cannot be read and are left out: %zu", input->name,
                 entries->unreadable - UNREADABLE_LISTED);
    certcheck_pool_free(pool);
}

void input_entries_release(struct input_entries *entries)
{
    for (size_t i = 0; i < entries->count; i++)
        certcheck_certificate_free(entries->entries[i].certificate);
    free(entries->entries);
    *entries = (struct input_entries){0};
}

static bool loaded(enum certcheck_status status, const struct certcheck_load *load,
                   const char *path)
{
    if (status == CERTCHECK_IO)
        complain("%s: %s", path, strerror(errno));
    else if (status == CERTCHECK_BAD_ARGUMENT)
        complain("%s: larger than %zu MiB", path, INPUT_MAX >> 20);
    else if (status != CERTCHECK_OK)
        complain("%s: %s", path, certcheck_status_text(status));
    else if (load->added + load->duplicates + load->distrusted == 0)
        complain("%s: no certificate in it can be used as an anchor", path);
    else
        return true;
    return false;
}

bool input_load_store(struct certcheck_store *store, const char *path)
{
    struct complaints complaints = {0};
    struct certcheck_load load = {.problem = on_problem, .context = &complaints};
    struct stat status;
    bool good;
    if (strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
        good = loaded(certcheck_store_load_directory(store, path, &load), &load, path);
    } else {
        struct input input;
        good =
            input_read(path, &input) &&
            loaded(certcheck_store_load_memory(store, input.data, input.length, input.name, &load),
                   &load, input.name);
        input_release(&input);
    }
    complaints_release(&complaints);
    return good;
}

bool input_load_system(struct certcheck_store *store)
{
    struct complaints complaints = {0};
    struct certcheck_load load = {.problem = on_problem, .context = &complaints};
    const char *path = NULL;
    enum certcheck_status status = certcheck_store_load_system(store, &path, &load);
    bool good = false;
    if (status == CERTCHECK_IO && path == NULL)
        complain("this system has no trust anchors at the usual places: name some with --trust");
    else
        good = loaded(status, &load, path == NULL ? "the system's trust anchors" : path);
    complaints_release(&complaints);
    return good;
}
