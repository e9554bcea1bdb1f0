/* SPDX-License-Identifier: MIT */
/* Reading files, and saying in one clear line each what in them could not be used. */
#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <certcheck/certcheck.h>

struct input {
    const char *name; /* for people: the path, or "standard input" */
    uint8_t *data;
    size_t length; /* bytes */
};

/* input_name returns what people are told of a path: "standard input" for "-". */
const char *input_name(const char *path);

/* input_read reads a file, or standard input for "-"; false after a complaint. */
bool input_read(const char *path, struct input *input);
void input_release(struct input *input);

/* What became of a file's first certificate. */
struct input_first {
    bool unreadable; /* its first entry is a certificate that cannot be read */
    struct certcheck_parse_error error;
};

/* input_load_pool adds every certificate, CRL and OCSP response of a file, or of standard input for
 * "-", to the pool; false after a complaint: not readable as a whole. `first` may be NULL; else the
 * pool must be empty. */
bool input_load_pool(const char *path, struct certcheck_pool *pool, struct input_first *first);

/* input_load_all does the same; false, too, when any entry of it could not be read. */
bool input_load_all(const char *path, struct certcheck_pool *pool);

/* input_load_bytes does that with an input that was read. */
bool input_load_bytes(const struct input *input, struct certcheck_pool *pool);

/* input_load_evidence adds a file's CRLs (or else its OCSP responses), and whatever else a pool
 * takes that is in it; false after a complaint: not readable, no entry of it excepted, or none in
 * it. What is lost might revoke. */
bool input_load_evidence(const char *path, struct certcheck_pool *pool, bool crls);

/* One certificate of an input, readable or not, in the order of the input. */
struct input_entry {
    const struct certcheck_certificate
        *certificate; /* NULL: it cannot be read, and error says why */
    struct certcheck_parse_error error;
    size_t line;   /* 1-based line where its PEM block begins; 0: not PEM */
    size_t offset; /* not PEM: the byte in the input where its DER begins */
};

struct input_entries {
    struct input_entry *entries;
    size_t count;
    size_t unreadable; /* how many there were; of thousands not all are listed */
};

/* input_load_entries lists every certificate of an input, those that stand in it twice twice. */
void input_load_entries(const struct input *input, struct input_entries *entries);
void input_entries_release(struct input_entries *entries);

/* input_load_store adds a file's or directory's certificates as anchors; false after a
 * complaint: not readable, or no certificate in it. */
bool input_load_store(struct certcheck_store *store, const char *path);

/* input_load_system adds the system's anchors; false after a complaint. */
bool input_load_system(struct certcheck_store *store);

#endif
