/* SPDX-License-Identifier: MIT */
/* Hostile pools: many certificates that might be on a path, and signatures that take long. */
#include "hostile/hostile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const cc_span none;

/* Authorities that all certify one another, and none of them certified by the root. */
static void mesh(struct hostile_input *input, unsigned names, bool anchored)
{
    uint8_t key[44];
    char subject[8], issuer[8];
    unsigned number = 0;
    hostile_add_root(input);
    hostile_add_leaf(input, "a", "none", none);
    for (unsigned i = 0; i < names; i++)
        for (unsigned j = 0; j < names && input->length < HOSTILE_ROOM; j++) {
            hostile_letters(subject, 1, i);
            hostile_letters(issuer, 1, j);
            bool last = anchored && i + 1 == names && j + 1 == names;
            if (i != j || last)
                hostile_add(input, HOSTILE_POOL,
                            &(struct hostile_certificate){.subject = subject,
                                                          .issuer = last ? "Root" : issuer,
                                                          .public_key = hostile_key(key, i),
                                                          .signer = "none",
                                                          .number = number++});
        }
}

static void mesh_alone(struct hostile_input *input)
{
    mesh(input, 26, false);
}

static void mesh_anchored(struct hostile_input *input)
{
    mesh(input, 26, true);
}

/* A ladder: eight certificates of each name, 8^n paths, each of which an authority at the end
 * refuses by its constraints: no signature tells the search to turn round. */
static void ladder_constrained(struct hostile_input *input, unsigned length)
{
    struct der_writer subtree = {0}, both = {0}, extension = {0};
    uint8_t key[44];
    char subject[8], issuer[8];
    unsigned number = 0;
    writer_begin(&subtree, CC_DER_SEQUENCE);
    writer_text(&subtree, CC_DER_CONTEXT(2), "example");
    writer_end(&subtree);
    writer_value(&both, CC_DER_CONTEXT_CONSTRUCTED(0), writer_span(&subtree));
    hostile_extension(&extension, "2.5.29.30", writer_span(&both));
    struct der_writer name = {0}, san = {0};
    writer_text(&name, CC_DER_CONTEXT(2), "www.example.org");
    hostile_extension(&san, "2.5.29.17", writer_span(&name));
    hostile_add_root(input);
    hostile_add_leaf(input, "aaa", "none", writer_span(&san));
    for (unsigned i = 0; i < length; i++)
        for (unsigned k = 0; k < 8; k++) {
            bool last = i + 1 == length;
            hostile_letters(subject, 3, i);
            hostile_letters(issuer, 3, i + 1);
            hostile_add(
                input, HOSTILE_POOL,
                &(struct hostile_certificate){.subject = subject,
                                              .issuer = last ? "Root" : issuer,
                                              .public_key = hostile_key(key, 8 * i + k),
                                              .signer = "none",
                                              .extensions = last ? writer_span(&extension) : none,
                                              .number = number++});
        }
    writer_release(&subtree);
    writer_release(&both);
    writer_release(&extension);
    writer_release(&name);
    writer_release(&san);
}

static void ladder_constrained_5(struct hostile_input *input)
{
    ladder_constrained(input, 5);
}

static void ladder_constrained_60(struct hostile_input *input)
{
    ladder_constrained(input, 60);
}

/* A large leaf that is judged again on every path, all of which end in an authority that refuses
 * it. */
static void wide_leaf(struct hostile_input *input, cc_span leaf_extensions, const char *refusal)
{
    struct der_writer extension = {0};
    uint8_t key[44];
    writer_hex(&extension, refusal);
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_WEBPKI);
    hostile_add_root(input);
    hostile_add_leaf(input, "CA", "none", leaf_extensions);
    for (unsigned i = 0; i < 3000 && input->length < HOSTILE_ROOM; i++)
        hostile_add(input, HOSTILE_POOL,
                    &(struct hostile_certificate){.public_key = hostile_key(key, i),
                                                  .signer = "none",
                                                  .extensions = writer_span(&extension),
                                                  .number = i});
    writer_release(&extension);
}

/* nameConstraints: permitted, the DNS name "example" */
#define ONLY_EXAMPLE "301a 0603551d1e 0101ff 0410 300e a00c 300a 82086578616d706c6573"
/* policyConstraints: requireExplicitPolicy 0 */
#define ONLY_POLICIES "300f 0603551d24 0101ff 0405 3003 800100"

static void wide_leaf_of_names(struct hostile_input *input, size_t bytes, const char *refusal)
{
    struct der_writer names = {0}, san = {0};
    char text[8];
    for (size_t i = 0; names.length < bytes; i++) {
        hostile_letters(text, 4, i);
        writer_text(&names, CC_DER_CONTEXT(2), text);
    }
    hostile_extension(&san, "2.5.29.17", writer_span(&names));
    wide_leaf(input, writer_span(&san), refusal);
    writer_release(&names);
    writer_release(&san);
}

static void wide_leaf_900000(struct hostile_input *input)
{
    wide_leaf_of_names(input, 900000, ONLY_EXAMPLE);
}

static void wide_leaf_100000(struct hostile_input *input)
{
    wide_leaf_of_names(input, 100000, ONLY_EXAMPLE);
}

static void wide_leaf_8000(struct hostile_input *input)
{
    wide_leaf_of_names(input, 8000, ONLY_EXAMPLE);
}

static void wide_leaf_unconstrained(struct hostile_input *input)
{
    wide_leaf_of_names(input, 900000, ONLY_POLICIES);
}

static void wide_leaf_of_purposes(struct hostile_input *input)
{
    struct der_writer purposes = {0}, extension = {0};
    if (certcheck_policy_set_purpose(input->policy, "serverAuth") != CERTCHECK_OK)
        abort();
    while (purposes.length < 900000)
        writer_hex(&purposes, "06012a");
    writer_oid(&purposes, "1.3.6.1.5.5.7.3.1");
    hostile_extension(&extension, "2.5.29.37", writer_span(&purposes));
    wide_leaf(input, writer_span(&extension), ONLY_POLICIES);
    writer_release(&purposes);
    writer_release(&extension);
}

/* No path to search: the leaf, judged anew for each dead end, is all that costs. */
static void explained_dead_ends(struct hostile_input *input)
{
    struct der_writer names = {0}, san = {0};
    uint8_t key[44];
    char text[] = "aaa.jp";
    for (size_t i = 0; names.length < 900000; i++) {
        hostile_letters(text, 3, i);
        text[3] = '.';
        writer_text(&names, CC_DER_CONTEXT(2), text);
    }
    hostile_extension(&san, "2.5.29.17", writer_span(&names));
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_WEBPKI);
    hostile_add_root(input);
    hostile_add_leaf(input, "CA", "none", writer_span(&san));
    for (unsigned i = 0; i < 100; i++)
        hostile_add(input, HOSTILE_POOL,
                    &(struct hostile_certificate){.issuer = "Gone",
                                                  .public_key = hostile_key(key, i),
                                                  .signer = "none",
                                                  .number = i});
    writer_release(&names);
    writer_release(&san);
}

/* An extension that nobody knows, critical. */
#define UNKNOWN "300c 0603290304 0101ff 0402 0500"

/* No authority is sound: the search ends with the first look, complete paths are for reasons. */
static void explained_refusals(struct hostile_input *input)
{
    wide_leaf_of_names(input, 100000, UNKNOWN);
}

/* Every budget at once: a third of the room for names, a third for authorities of one name. */
static void all_budgets(struct hostile_input *input)
{
    wide_leaf_of_names(input, 450000, ONLY_EXAMPLE);
}

const struct hostile hostile_paths[] = {
    {"mesh", mesh_alone},
    {"mesh-anchored", mesh_anchored},
    {"ladder-constrained-5", ladder_constrained_5},
    {"ladder-constrained-60", ladder_constrained_60},
    {"wide-leaf-900000", wide_leaf_900000},
    {"wide-leaf-100000", wide_leaf_100000},
    {"wide-leaf-8000", wide_leaf_8000},
    {"wide-leaf-unconstrained", wide_leaf_unconstrained},
    {"wide-leaf-of-purposes", wide_leaf_of_purposes},
    {"explained-dead-ends", explained_dead_ends},
    {"explained-refusals", explained_refusals},
    {"all-budgets", all_budgets},
    {NULL, NULL},
};
