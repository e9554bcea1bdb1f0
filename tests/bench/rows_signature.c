/* SPDX-License-Identifier: MIT */
/* The signatures of each chain through the libraries that lib/crypto stands on in this build, with
 * keys that are kept, and with keys that are imported each time ('once'). */
#include "bench/rows.h"

#include "bench/certcheck.h"
#include "bench/material.h"
#include "bench/results.h"
#include "config.h"
#include "crypto/crypto.h"
#include "x509/certificate.h"

struct edge {
    struct certcheck_certificate *child, *issuer;
    struct cc_keeper keeper;
};

struct work {
    const struct cc_crypto *crypto;
    struct edge edges[2];
    bool keeping;
};

static bool check_edge(const struct work *work, struct edge *edge)
{
    const struct cc_crypto *crypto = work->crypto;
    const struct certcheck_certificate *child = edge->child;
    cc_span key = edge->issuer->key.whole;
    enum cc_signature_result result =
        work->keeping
            ? crypto->verify_keeping(crypto->context, &child->algorithm, key, &edge->keeper,
                                     child->tbs, child->signature)
            : crypto->verify(crypto->context, &child->algorithm, key, child->tbs, child->signature);
    return result == CC_SIGNATURE_GOOD;
}

static bool check(void *context)
{
    struct work *work = context;
    return check_edge(work, &work->edges[0]) && check_edge(work, &work->edges[1]);
}

static struct edge edge_of(struct der child, struct der issuer)
{
    struct edge edge = {NULL, NULL, {NULL}};
    must(certcheck_certificate_parse(child.data, child.length, &edge.child, NULL), "child");
    must(certcheck_certificate_parse(issuer.data, issuer.length, &edge.issuer, NULL), "issuer");
    return edge;
}

static void edge_free(struct edge *edge)
{
    cc_keeper_release(&edge->keeper);
    certcheck_certificate_free(edge->child);
    certcheck_certificate_free(edge->issuer);
}

static size_t enter(struct work *works, struct contestant *contestants, size_t count,
                    const char *name, const struct cc_crypto *crypto, const struct chain *chain,
                    bool keeping)
{
    struct der intermediate = chain->question.untrusted.items[0];
    works[count] = (struct work){
        crypto,
        {edge_of(chain->question.leaf, intermediate), edge_of(intermediate, chain->root)},
        keeping};
    contestants[count] = (struct contestant){name, check, &works[count], false};
    return count + 1;
}

static void measure_chain(const struct chain *chain, const struct effort *effort)
{
    struct work works[CONTESTANTS_MAX];
    struct contestant contestants[CONTESTANTS_MAX];
    size_t count = 0;
#ifdef HAVE_LIBCRYPTO
    const struct cc_crypto *libcrypto = cc_crypto_libcrypto();
    count = enter(works, contestants, count, "libcrypto", libcrypto, chain, true);
    count = enter(works, contestants, count, "libcrypto-once", libcrypto, chain, false);
#endif
    count = enter(works, contestants, count, "gnutls", cc_crypto_gnutls(), chain, true);
    count = enter(works, contestants, count, "gnutls-once", cc_crypto_gnutls(), chain, false);
    results_add_times(line("signature-%s", chain->name), contestants, count, effort);
    for (size_t i = 0; i < count; i++) {
        edge_free(&works[i].edges[0]);
        edge_free(&works[i].edges[1]);
    }
}

void rows_signature(const struct effort *effort)
{
    for (size_t i = 0; i < chain_count; i++)
        measure_chain(&chains[i], effort);
}
