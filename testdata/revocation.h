/* SPDX-License-Identifier: MIT */
/* CRLs and OCSP responses made from one line of text each, in the same spirit as certificates. All
 * of a case's CRLs go into its crl.pem, all responses into its ocsp.pem, in the order of the table.
 *
 * A line is NAME or NAME:ORDINARY and what differs from the ordinary one:
 *
 *     "crl revoked=leaf"                        the intermediate's CRL, which revokes the leaf
 *     "old:crl this=2026-01-01T00:00:00Z"       like it, but older
 *     "ocsp answers=leaf|revoked"               the intermediate says that the leaf is revoked
 *
 * CERT is the name of a certificate of the case. In lists, parts of one item are joined by |. Times
 * are RFC 3339. "none" leaves a thing out.
 *
 * CRLs; the ordinary ones are "crl" of the intermediate "ca" and "root-crl" of "root", issued
 * 2026-05-01, the next due 2026-07-01, with number 1 and no entry:
 *
 *     issuer                 CERT whose subject and key are the issuer's
 *     issuer-name            a Name as `subject` of certificates, in place of the issuer's
 *     signer, sign, signature    as in certificates
 *     version                1 or 2
 *     this, next             TIME
 *     revoked                entries: CERT or serial:HEX, then any of
 *                              TIME            revocationDate; 2026-05-01
 *                              a reason        keyCompromise, ..., or reason:NUMBER
 *                              issuer:NAME     certificateIssuer with a Name as `subject` has it
 *                              issuers:HEX     or the whole GeneralNames
 *                              invalid:TIME    invalidityDate
 *                              ext:OID/CRITICAL/HEX
 *     number, base           decimal; base makes it a delta CRL
 *     idp                    any of: a GeneralName as in `san` (full name), relative:TEXT (a
 *                            commonName), user, ca, attribute, indirect, reasons:NAME+NAME,
 *                            hex:VALUE
 *     fresh                  distribution points, see below
 *     aki                    hex contents of the key identifier
 *     ext                    OID/CRITICAL/HEX
 *     field                  NAME:HEX of a whole field: version, algorithm, issuer, updates,
 *                            entries, extensions, outer, signature, after; empty: left out
 *
 * OCSP responses; the ordinary one is "ocsp", in which "ca" says by name that "leaf" is good,
 * produced 2026-05-31, from then to 2026-06-07:
 *
 *     status                 successful, malformedRequest, internalError, tryLater, sigRequired,
 *                            unauthorized, or a number
 *     responder              CERT whose subject and key are the responder's
 *     by                     name or key
 *     signer, sign, signature    as in certificates
 *     produced               TIME
 *     answers                single responses: CERT or serial:HEX, then any of
 *                              good, revoked, unknown
 *                              a reason        as above, of a revocation
 *                              at:TIME         of the revocation; 2026-05-01
 *                              this:TIME, next:TIME
 *                              sha1, sha256, sha384, sha512    of the certificate id; sha1
 *                              issuer:CERT     whose name and key are hashed; the certificate's own
 *                              name-hash:HEX, key-hash:HEX
 *                              ext:OID/CRITICAL/HEX
 *     nonce                  hex contents
 *     send                   CERTs sent along
 *     ext                    OID/CRITICAL/HEX, of the response
 *     field                  NAME:HEX of a whole field: type, version, responder, produced,
 * answers, extensions, algorithm, signature, certificates, bytes, after
 *
 * Distribution points (of `fresh` here, of `cdp` and `fresh` in certificates): items of full names
 * as in `san`, relative:TEXT, reasons:NAME+NAME, issuer:GENERALNAME, or hex:POINT. */
#ifndef TESTDATA_REVOCATION_H
#define TESTDATA_REVOCATION_H

#include "issue.h"

/* Whole, from the line of that index. */
struct der issue_crl(const struct test_case *test, const char *line);
struct der issue_ocsp(const struct test_case *test, const char *line);

/* ---- what both share ---- */

/* The words of a line: those of the ordinary one, then its own. */
struct words {
    const char *ordinary;
    const char *own;
};

/* `ordinary` has pairs of name and line, and ends with NULL; `known` the names of attributes. */
struct words words_of(const char *line, const char *const (*ordinary)[2], const char *known);
/* The value of the last word with that name; of "ext" and "field" all, joined by commas. NULL: not
 * given, or none. */
const char *word(const struct words *words, const char *name);
/* A whole field as `field` gives it, or `usual`. */
struct der field_or(const struct words *words, const char *name, struct der usual);
/* The contents of a signature's BIT STRING with its header, by `sign` and `signature`. */
struct der signed_by(const struct words *words, struct der to_be_signed, const char *key);
/* CRLReason from its name or reason:NUMBER; -1 when it is none. */
int reason_number(const char *text);
/* DistributionPointName without its [0]; empty when there is no name in the item. */
struct der point_name(const char *item);
struct der reason_flags(uint8_t tag, const char *names);

#endif
