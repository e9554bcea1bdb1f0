/* SPDX-License-Identifier: MIT */
/* Holds disagreements against classes.def. */
#include "differential/classes.h"

#include <fnmatch.h>
#include <string.h>

enum side { WE_REFUSE, WE_ACCEPT, WE_READ, WE_CANNOT_READ };

static const struct class
{
    const char *id, *peer;
    enum side side;
    const char *reason, *change, *clause, *why;
} classes[] = {
#define CLASS(id, peer, side, reason, change, clause, why) \
    {id, #peer, side, reason, change, clause, why},
#include "differential/classes.def"
#undef CLASS
};

#define CLASSES (sizeof(classes) / sizeof(classes[0]))
#define SEARCH "(another path)"

size_t classes_count(void)
{
    return CLASSES;
}

/* Whether the certificate, or with NULL any, was changed in a way that fits the pattern. */
static bool is_changed(const struct chain *chain, const char *certificate, const char *pattern)
{
    for (size_t i = 0; i < chain->change_count; i++)
        if ((certificate == NULL || strcmp(chain->changes[i].certificate, certificate) == 0) &&
            fnmatch(pattern, chain_change_text(chain, &chain->changes[i]), 0) == 0)
            return true;
    return false;
}

/* All of the patterns, which are joined by +. */
static bool all_are_changed(const struct chain *chain, const char *certificate,
                            const char *patterns)
{
    for (char *one; (one = next_part(&patterns, '+')) != NULL;)
        if (!is_changed(chain, certificate, one))
            return false;
    return true;
}

/* `patterns` are separated by spaces; one must fit. None: anything does. */
static bool any_is_changed(const struct chain *chain, const char *certificate, const char *patterns)
{
    if (*patterns == '\0')
        return true;
    for (char *one; (one = next_part(&patterns, ' ')) != NULL;)
        if (all_are_changed(chain, certificate, one))
            return true;
    return false;
}

/* The class that explains one reason; CLASSES: none. */
static size_t class_of(const struct chain *chain, const char *certificate, const struct peer *peer,
                       enum side side, const char *reason)
{
    for (size_t i = 0; i < CLASSES; i++)
        if (strcmp(classes[i].peer, peer->name) == 0 && classes[i].side == side &&
            fnmatch(classes[i].reason, reason, 0) == 0 &&
            any_is_changed(chain, certificate, classes[i].change))
            return i;
    return CLASSES;
}

/* Every reason must have its class. */
static bool explain_all(const struct chain *chain, const struct peer *peer, enum side side,
                        const char *const *reasons, size_t count, uint64_t *hits)
{
    size_t found[OPINION_REASONS];
    for (size_t i = 0; i < count; i++)
        if ((found[i] = class_of(chain, NULL, peer, side, reasons[i])) == CLASSES)
            return false;
    for (size_t i = 0; i < count; i++)
        hits[found[i]]++;
    return count > 0;
}

bool classes_explain_reading(const struct chain *chain, const char *certificate, const char *rule,
                             const struct peer *peer, uint64_t *hits)
{
    size_t found = class_of(chain, certificate, peer, rule == NULL ? WE_READ : WE_CANNOT_READ,
                            rule == NULL ? "" : rule);
    if (found < CLASSES)
        hits[found]++;
    return found < CLASSES;
}

/* The peer accepts one of the paths: all that is wrong with that one must have classes. */
static bool explain_refusal(const struct chain *chain, const struct judgment *judgment,
                            const struct peer *peer, uint64_t *hits)
{
    for (size_t i = 0; i < judgment->refused_count; i++)
        if (explain_all(chain, peer, WE_REFUSE, judgment->refused[i].findings,
                        judgment->refused[i].finding_count, hits))
            return true;
    return false;
}

/* A peer that accepts our path when nothing else is given did not look for it. */
static bool explain_acceptance(const struct chain *chain, const struct judgment *judgment,
                               const struct peer *peer, const struct opinion *opinion,
                               uint64_t *hits)
{
    if (explain_all(chain, peer, WE_ACCEPT, opinion->reasons, opinion->reason_count, hits))
        return true;
    const struct opinion again = peer->opinion(&judgment->path);
    size_t search = class_of(chain, NULL, peer, WE_ACCEPT, SEARCH);
    if (search == CLASSES || (!again.valid && !explain_all(chain, peer, WE_ACCEPT, again.reasons,
                                                           again.reason_count, hits)))
        return false;
    hits[search]++;
    return true;
}

bool classes_explain(const struct chain *chain, const struct judgment *judgment,
                     const struct peer *peer, const struct opinion *opinion, uint64_t *hits)
{
    if (judgment->verdict == CERTCHECK_UNDETERMINED)
        return false;
    if (judgment->verdict == CERTCHECK_VALID)
        return explain_acceptance(chain, judgment, peer, opinion, hits);
    return explain_refusal(chain, judgment, peer, hits);
}

size_t classes_print(const uint64_t *hits, FILE *file)
{
    size_t stale = 0;
    for (size_t i = 0; i < CLASSES; i++) {
        fprintf(file, "%8llu  %s: %s, %s\n", (unsigned long long)hits[i], classes[i].id,
                classes[i].why, classes[i].clause);
        stale += hits[i] == 0;
    }
    return stale;
}
