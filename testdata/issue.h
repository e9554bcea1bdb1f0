/* SPDX-License-Identifier: MIT */
/* Certificates made from one line of text each.
 *
 * A line is the certificate's name and what differs from the ordinary one:
 *
 *     "leaf until=2026-05-31T23:59:59Z"         the ordinary leaf, but expired
 *     "cross:ca issuer=other key=ed25519-ca"    like the ordinary intermediate, but named "cross"
 *
 * In values %XX stands for a byte, "none" leaves the thing out. Lists are joined by commas.
 *
 *     subject, issuer-name   TYPE:TEXT of one commonName (utf8, printable, ia5, t61, bmp, numeric,
 *                            visible, general; TEXT alone is utf8), hex:WHOLE-NAME, or dn:ATTRIBUTE=TYPE:TEXT with / between
 *                            RDNs and + inside of one, ATTRIBUTE being C, O, OU, CN, L, ST, E, DC,
 *                            SN or an OID
 *     issuer                 name of the certificate whose subject and key are the issuer's
 *     key                    a file of keys/, rsa:BITS:EXPONENT or dsa:BITS:SUBGROUP-BITS (public
 *                            keys that nobody can use), inherits:FILE (a DSA key without its
 *                            parameters), as:OID:FILE (an RSA key under another OID), or
 *                            hex:SUBJECT-PUBLIC-KEY-INFO
 *     signer                 a file of keys/ that signs in place of the issuer's key
 *     sign                   signature algorithm, see keys.c
 *     signature              broken; hex: the contents of the BIT STRING; padded:HEX, an RSA
 *                            signature of these bytes, * standing for the digest of what is signed;
 *                            or private-key-1, as one makes it who has brought a curve on which
 *                            the public key is the generator
 *     version, serial        1, 2 or 3; hex contents octets
 *     from, until            RFC 3339
 *     bc                     ca, ca:N, leaf
 *     ku, eku                names as in RFC 5280
 *     san, nc                KIND:VALUE with DNS, EMAIL, URI, DIR, IP (hex), SMTP, hex (whole);
 *                            nc: each with permitted: or excluded: in front
 *     policies               OID, OID/cps:URI, any, any/cps:URI
 *     mappings               ISSUER-DOMAIN-OID:SUBJECT-DOMAIN-OID, either of which may be any
 *     pc                     explicit:N, mapping:N; N in hex
 *     iap                    N in hex
 *     cdp, fresh             CRL distribution points, freshest CRL; see revocation.h
 *     aia                    ocsp:URI, ca:URI
 *     ski, aki               hex contents of the key identifier
 *     ext                    OID/CRITICAL/HEX, CRITICAL being c, n, or the hex of what stands there
 *     flip                   names of the attributes above whose extensions are critical where
 *                            ordinary ones are not, and the other way round
 *     field                  NAME:HEX of a whole field of the certificate: version, serial,
 *                            algorithm, issuer, validity, subject, key, unique-ids, extensions,
 *                            outer, signature, after (the certificate's end); empty: the field is
 *                            left out
 */
#ifndef TESTDATA_ISSUE_H
#define TESTDATA_ISSUE_H

#include "der.h"

enum attribute {
    SUBJECT,
    ISSUER_NAME,
    ISSUER,
    KEY,
    SIGNER,
    SIGN,
    SIGNATURE,
    VERSION,
    SERIAL,
    FROM,
    UNTIL,
    BASIC_CONSTRAINTS,
    KEY_USAGE,
    EXTENDED_KEY_USAGE,
    ALTERNATIVE_NAMES,
    NAME_CONSTRAINTS,
    DISTRIBUTION_POINTS,
    FRESHEST_CRL,
    INFORMATION_ACCESS,
    POLICIES,
    POLICY_MAPPINGS,
    POLICY_CONSTRAINTS,
    INHIBIT_ANY_POLICY,
    SUBJECT_KEY_IDENTIFIER,
    AUTHORITY_KEY_IDENTIFIER,
    EXTENSION,
    FLIP,
    FIELD,
    ATTRIBUTES
};

/* NULL: not given. "none" stands as it is. */
struct spec {
    const char *name;
    const char *value[ATTRIBUTES];
};

#define CASE_CERTIFICATES 10
#define CASE_EVIDENCE 9

struct test_case {
    const char *area;
    const char *id;
    const char *why;
    const char *certificates[CASE_CERTIFICATES]; /* those that are not ordinary */
    const char *leaf;                            /* NULL: "leaf" */
    const char *untrusted;                       /* names with commas; NULL: "ca"; "": none */
    const char *trusted;                         /* NULL: "root" */
    const char *rejected;                        /* NAME/USE with commas, USE as in eku, for
                                                    trusted.pem, too; NULL: none */
    const char *at;                              /* NULL: 2026-06-01T00:00:00Z */
    const char *crls[CASE_EVIDENCE];             /* lines of revocation.h, for crl.pem */
    const char *ocsp[CASE_EVIDENCE];             /* the same, for ocsp.pem */
    const char *ocsp_signers;                    /* names with commas, for ocsp-signers.pem */
    const char *expect;                          /* lines of the file `expect`, joined by ';' */
};

/* The certificate of that name in the case, whole. */
struct der issue(const struct test_case *test, const char *name);

/* issue.c: what the certificate of that name is described by, and its serialNumber. */
struct spec certificate_spec(const struct test_case *test, const char *name);
struct der certificate_serial(const struct test_case *test, const char *name);

/* extensions.c: the contents of Extensions; empty: none. */
struct der extensions(const struct spec *spec, struct der subject_key_identifier,
                      struct der issuer_key_identifier);
/* extensions.c: the OID of a purpose, as in `eku`. */
struct der purpose(const char *name);
/* extensions.c: a Name, a GeneralName, an Extension, and several given as in `ext`. */
struct der name_of(const char *text);
struct der general_name(const char *text);
struct der extension(const char *oid, const char *critical, struct der value);
struct der free_extensions(const char *list);
/* revocation.c */
struct der distribution_points(const char *list);

/* keys.c */
struct der key_info(const char *name);          /* SubjectPublicKeyInfo */
struct der key_identifier(struct der key_info); /* RFC 7093 section 2 (1) */
struct der digest_of(const char *text);         /* SHA-256 */
struct der digest_by(const char *name, struct der bytes);
struct der public_key_bits(struct der key_info); /* contents of subjectPublicKey */
struct der signature_algorithm(const char *algorithm, const char *key);
struct der signature_of(struct der message, const char *algorithm, const char *key);
/* PKCS #1 padding around `info` as it is, in place of a DigestInfo. */
struct der padded_signature(struct der info, const char *key);
void keys_open(const char *folder);
void keys_close(void);
struct der pem_of(const char *label, struct der bytes);

/* forgeries.c: what `signature` asks for, as the contents of the BIT STRING. */
struct der forged_signature(const char *wish, struct der to_be_signed, const char *key);

/* words.c: texts taken apart. */
struct der plain(const char *text); /* %XX decoded */
/* Takes the part before `separator` off *rest; NULL at the end. */
char *next_part(const char **rest, char separator);

#endif
