/* SPDX-License-Identifier: MIT */
/* OBJECT IDENTIFIERs: their rules, dotted text both ways, and the catalogue against dotted text. */
#include "base/alloc.h"
#include "der/der_value.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>

static struct certcheck_parse_error error;

/* The value lies behind a NULL, so that its offset is 2. */
static bool read_oid(const uint8_t *octets, size_t length, cc_span *oid)
{
    uint8_t bytes[256] = {0x05, 0x00, 0x06};
    size_t header = length < 128 ? 4 : 5;
    struct cc_der der;
    bytes[3] = (uint8_t)(length < 128 ? length : 0x81);
    if (length >= 128)
        bytes[4] = (uint8_t)length;
    if (length > 0)
        memcpy(bytes + header, octets, length);
    memset(&error, 0, sizeof error);
    cc_der_init(&der, cc_span_of(bytes, header + length), NULL, &error);
    return cc_der_null(&der) && cc_der_oid(&der, CC_DER_OID, oid) && cc_der_end(&der);
}

#define ASSERT_READ(...)                                  \
    do {                                                  \
        const uint8_t octets[] = {__VA_ARGS__};           \
        cc_span oid;                                      \
        ck_assert(read_oid(octets, sizeof octets, &oid)); \
        ck_assert_uint_eq(oid.length, sizeof octets);     \
    } while (0)

static void assert_refused(const uint8_t *octets, size_t length, const char *rule)
{
    cc_span oid;
    ck_assert(!read_oid(octets, length, &oid));
    ck_assert_str_eq(error.rule, rule);
    ck_assert_uint_eq(error.tag, CC_DER_OID);
    ck_assert_uint_eq(error.offset, 2);
}

#define ASSERT_REFUSED(rule, ...)                    \
    do {                                             \
        const uint8_t octets[] = {__VA_ARGS__};      \
        assert_refused(octets, sizeof octets, rule); \
    } while (0)

START_TEST(oid_that_breaks_a_rule_is_refused)
{
    assert_refused(NULL, 0, "oid-empty");
    ASSERT_REFUSED("oid-not-minimal", 0x80, 0x01);
    ASSERT_REFUSED("oid-not-minimal", 0x2A, 0x80, 0x01);
    ASSERT_REFUSED("oid-not-minimal", 0x2A, 0x80);
    ASSERT_REFUSED("oid-unfinished", 0x86);
    ASSERT_REFUSED("oid-unfinished", 0x2A, 0x86, 0xF7);
    ASSERT_READ(0x2A);
    ASSERT_READ(0x2A, 0x00, 0x81, 0x00);
}
END_TEST

START_TEST(largest_arc_is_read_and_one_more_is_refused)
{
    ASSERT_READ(0x2A, 0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F);
    ASSERT_REFUSED("oid-arc-too-large", 0x2A, 0x82, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
                   0x00);
    ASSERT_REFUSED("oid-arc-too-large", 0x2A, 0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
                   0x80, 0x00);
}
END_TEST

START_TEST(uuid_arc_takes_128_bits_and_no_more)
{
    ASSERT_READ(0x69, 0x83, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0x01);
    ASSERT_REFUSED("oid-arc-too-large", 0x69, 0x84, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
                   0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00);
    ASSERT_REFUSED("oid-arc-too-large", 0x69, 0x01, 0x82, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
                   0x80, 0x00);
}
END_TEST

START_TEST(longest_oid_is_read_and_one_octet_more_is_refused)
{
    uint8_t octets[129];
    cc_span oid;
    memset(octets, 0x01, sizeof octets);
    ck_assert(read_oid(octets, 128, &oid));
    assert_refused(octets, 129, "oid-too-long");
}
END_TEST

START_TEST(dotted_text_survives_both_ways)
{
    static const char *const texts[] = {
        "0.0",
        "0.39",
        "1.39.0",
        "2.0",
        "2.999.3",
        "2.5.29.15",
        "1.2.840.113549.1.1.11",
        "1.2.18446744073709551615",
        "2.25.340282366920938463463374607431768211455",
        "2.25.329800735698586629295641978511506172918.7",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        uint8_t contents[128];
        size_t length = cc_oid_from_text(texts[i], contents, sizeof contents);
        char *text = certcheck_oid_text(cc_span_of(contents, length));
        ck_assert_msg(text != NULL, "%s", texts[i]);
        ck_assert_str_eq(text, texts[i]);
        certcheck_free(text);
        ck_assert_uint_eq(cc_oid_from_text(texts[i], contents, length), length);
        ck_assert_uint_eq(cc_oid_from_text(texts[i], contents, length - 1), 0);
    }
}
END_TEST

START_TEST(text_that_is_no_oid_is_refused)
{
    static const char *const texts[] = {
        "",
        "1",
        "1.",
        ".1",
        "3.1",
        "1.40",
        "0.40.1",
        "1.2.",
        "1..2",
        "1.02",
        "1.2.03",
        "1.2 ",
        " 1.2",
        "1.2.x",
        "-1.2",
        "1.-2",
        "1.2.+3",
        "1.2.0x3",
        "10.2.3",
        "serverAuth",
        "1.2.18446744073709551616",
        "2.25.340282366920938463463374607431768211456",
        "1.2.99999999999999999999999999999999999999999999999999999999",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        uint8_t contents[128];
        ck_assert_msg(cc_oid_from_text(texts[i], contents, sizeof contents) == 0, "%s", texts[i]);
    }
}
END_TEST

START_TEST(text_of_what_is_no_oid_is_null)
{
    const uint8_t broken[] = {0x2A, 0x80, 0x01};
    const uint8_t right[] = {0x2A, 0x03};
    ck_assert_ptr_null(certcheck_oid_text((cc_span){0}));
    ck_assert_ptr_null(certcheck_oid_text(cc_span_of(broken, 3)));
    failing_alloc_at(1);
    ck_assert_ptr_null(certcheck_oid_text(cc_span_of(right, 2)));
    failing_alloc_at(0);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}
END_TEST

START_TEST(catalogue_is_sorted_and_every_row_is_found)
{
    for (unsigned i = 1; i < CC_OIDS; i++) {
        cc_span contents = cc_oid_contents((enum cc_oid)i);
        cc_span oid;
        ck_assert_msg(read_oid(contents.data, contents.length, &oid), "row %u", i);
        ck_assert_msg(cc_oid_find(contents) == i, "row %u is not where it is looked for", i);
        ck_assert_ptr_nonnull(certcheck_oid_name(contents));
        ck_assert(cc_oid_is(contents, (enum cc_oid)i));
        if (i > 1)
            ck_assert_msg(cc_span_compare(cc_oid_contents((enum cc_oid)(i - 1)), contents) < 0,
                          "row %u is out of order", i);
    }
}
END_TEST

START_TEST(unknown_oid_has_no_name)
{
    const uint8_t unknown[] = {0x2A, 0x03, 0x04};
    ck_assert_int_eq(cc_oid_find(cc_span_of(unknown, 3)), CC_OID_UNKNOWN);
    ck_assert_int_eq(cc_oid_find((cc_span){0}), CC_OID_UNKNOWN);
    ck_assert_ptr_null(certcheck_oid_name(cc_span_of(unknown, 3)));
    ck_assert_uint_eq(cc_oid_contents(CC_OID_UNKNOWN).length, 0);
}
END_TEST

START_TEST(catalogue_agrees_with_the_standards)
{
    static const struct {
        enum cc_oid oid;
        const char *dotted;
        const char *name;
    } known[] = {
        {CC_OID_USER_ID, "0.9.2342.19200300.100.1.1", "userId"},
        {CC_OID_RFC822_MAILBOX, "0.9.2342.19200300.100.1.3", "rfc822Mailbox"},
        {CC_OID_DOMAIN_COMPONENT, "0.9.2342.19200300.100.1.25", "domainComponent"},
        {CC_OID_SM2, "1.2.156.10197.1.301", "sm2"},
        {CC_OID_SM3, "1.2.156.10197.1.401", "sm3"},
        {CC_OID_SM2_WITH_SM3, "1.2.156.10197.1.501", "sm2-with-sm3"},
        {CC_OID_GOST_R3410_2001, "1.2.643.2.2.19", "id-GostR3410-2001"},
        {CC_OID_GOST_R3410_2012_256, "1.2.643.7.1.1.1.1", "id-tc26-gost3410-12-256"},
        {CC_OID_GOST_R3410_2012_512, "1.2.643.7.1.1.1.2", "id-tc26-gost3410-12-512"},
        {CC_OID_GOST_R3411_2012_256, "1.2.643.7.1.1.2.2", "id-tc26-gost3411-12-256"},
        {CC_OID_GOST_R3411_2012_512, "1.2.643.7.1.1.2.3", "id-tc26-gost3411-12-512"},
        {CC_OID_GOST_SIGNATURE_2012_256, "1.2.643.7.1.1.3.2",
         "id-tc26-signwithdigest-gost3410-12-256"},
        {CC_OID_GOST_SIGNATURE_2012_512, "1.2.643.7.1.1.3.3",
         "id-tc26-signwithdigest-gost3410-12-512"},
        {CC_OID_ENTRUST_VERSION, "1.2.840.113533.7.65.0", "entrustVersInfo"},
        {CC_OID_RSA_ENCRYPTION, "1.2.840.113549.1.1.1", "rsaEncryption"},
        {CC_OID_MD2_WITH_RSA, "1.2.840.113549.1.1.2", "md2WithRSAEncryption"},
        {CC_OID_MD4_WITH_RSA, "1.2.840.113549.1.1.3", "md4WithRSAEncryption"},
        {CC_OID_MD5_WITH_RSA, "1.2.840.113549.1.1.4", "md5WithRSAEncryption"},
        {CC_OID_SHA1_WITH_RSA, "1.2.840.113549.1.1.5", "sha1WithRSAEncryption"},
        {CC_OID_RSAES_OAEP, "1.2.840.113549.1.1.7", "id-RSAES-OAEP"},
        {CC_OID_MGF1, "1.2.840.113549.1.1.8", "id-mgf1"},
        {CC_OID_P_SPECIFIED, "1.2.840.113549.1.1.9", "id-pSpecified"},
        {CC_OID_RSASSA_PSS, "1.2.840.113549.1.1.10", "id-RSASSA-PSS"},
        {CC_OID_SHA256_WITH_RSA, "1.2.840.113549.1.1.11", "sha256WithRSAEncryption"},
        {CC_OID_SHA384_WITH_RSA, "1.2.840.113549.1.1.12", "sha384WithRSAEncryption"},
        {CC_OID_SHA512_WITH_RSA, "1.2.840.113549.1.1.13", "sha512WithRSAEncryption"},
        {CC_OID_SHA224_WITH_RSA, "1.2.840.113549.1.1.14", "sha224WithRSAEncryption"},
        {CC_OID_SHA512_224_WITH_RSA, "1.2.840.113549.1.1.15", "sha512-224WithRSAEncryption"},
        {CC_OID_SHA512_256_WITH_RSA, "1.2.840.113549.1.1.16", "sha512-256WithRSAEncryption"},
        {CC_OID_PKCS7_DATA, "1.2.840.113549.1.7.1", "id-data"},
        {CC_OID_PKCS7_SIGNED_DATA, "1.2.840.113549.1.7.2", "id-signedData"},
        {CC_OID_EMAIL_ADDRESS, "1.2.840.113549.1.9.1", "emailAddress"},
        {CC_OID_UNSTRUCTURED_NAME, "1.2.840.113549.1.9.2", "unstructuredName"},
        {CC_OID_UNSTRUCTURED_ADDRESS, "1.2.840.113549.1.9.8", "unstructuredAddress"},
        {CC_OID_MD2, "1.2.840.113549.2.2", "id-md2"},
        {CC_OID_MD4, "1.2.840.113549.2.4", "id-md4"},
        {CC_OID_MD5, "1.2.840.113549.2.5", "id-md5"},
        {CC_OID_ADOBE_PDF_SIGNING, "1.2.840.113583.1.1.5", "adobePdfSigning"},
        {CC_OID_ADOBE_TIME_STAMP, "1.2.840.113583.1.1.9.1", "adobeTimeStamp"},
        {CC_OID_DSA, "1.2.840.10040.4.1", "id-dsa"},
        {CC_OID_DSA_WITH_SHA1, "1.2.840.10040.4.3", "id-dsa-with-sha1"},
        {CC_OID_EC_PUBLIC_KEY, "1.2.840.10045.2.1", "id-ecPublicKey"},
        {CC_OID_SECP192R1, "1.2.840.10045.3.1.1", "secp192r1"},
        {CC_OID_SECP256R1, "1.2.840.10045.3.1.7", "secp256r1"},
        {CC_OID_ECDSA_WITH_SHA1, "1.2.840.10045.4.1", "ecdsa-with-SHA1"},
        {CC_OID_ECDSA_WITH_SHA224, "1.2.840.10045.4.3.1", "ecdsa-with-SHA224"},
        {CC_OID_ECDSA_WITH_SHA256, "1.2.840.10045.4.3.2", "ecdsa-with-SHA256"},
        {CC_OID_ECDSA_WITH_SHA384, "1.2.840.10045.4.3.3", "ecdsa-with-SHA384"},
        {CC_OID_ECDSA_WITH_SHA512, "1.2.840.10045.4.3.4", "ecdsa-with-SHA512"},
        {CC_OID_MICROSOFT_INDIVIDUAL_CODE_SIGNING, "1.3.6.1.4.1.311.2.1.21",
         "microsoftIndividualCodeSigning"},
        {CC_OID_MICROSOFT_COMMERCIAL_CODE_SIGNING, "1.3.6.1.4.1.311.2.1.22",
         "microsoftCommercialCodeSigning"},
        {CC_OID_MICROSOFT_SERVER_GATED_CRYPTO, "1.3.6.1.4.1.311.10.3.3",
         "microsoftServerGatedCrypto"},
        {CC_OID_MICROSOFT_ENCRYPTED_FILE_SYSTEM, "1.3.6.1.4.1.311.10.3.4",
         "microsoftEncryptedFileSystem"},
        {CC_OID_MICROSOFT_DOCUMENT_SIGNING, "1.3.6.1.4.1.311.10.3.12", "microsoftDocumentSigning"},
        {CC_OID_MICROSOFT_CERTIFICATE_TEMPLATE_NAME, "1.3.6.1.4.1.311.20.2",
         "microsoftCertificateTemplateName"},
        {CC_OID_MICROSOFT_SMARTCARD_LOGON, "1.3.6.1.4.1.311.20.2.2", "microsoftSmartcardLogon"},
        {CC_OID_MICROSOFT_UPN, "1.3.6.1.4.1.311.20.2.3", "microsoftUserPrincipalName"},
        {CC_OID_MICROSOFT_CA_VERSION, "1.3.6.1.4.1.311.21.1", "microsoftCaVersion"},
        {CC_OID_MICROSOFT_PREVIOUS_CA_HASH, "1.3.6.1.4.1.311.21.2",
         "microsoftPreviousCaCertificateHash"},
        {CC_OID_MICROSOFT_CERTIFICATE_TEMPLATE, "1.3.6.1.4.1.311.21.7",
         "microsoftCertificateTemplate"},
        {CC_OID_MICROSOFT_APPLICATION_POLICIES, "1.3.6.1.4.1.311.21.10",
         "microsoftApplicationPolicies"},
        {CC_OID_MICROSOFT_NTDS_SECURITY, "1.3.6.1.4.1.311.25.2", "microsoftNtdsCaSecurity"},
        {CC_OID_JURISDICTION_LOCALITY_NAME, "1.3.6.1.4.1.311.60.2.1.1", "jurisdictionLocalityName"},
        {CC_OID_JURISDICTION_STATE_OR_PROVINCE_NAME, "1.3.6.1.4.1.311.60.2.1.2",
         "jurisdictionStateOrProvinceName"},
        {CC_OID_JURISDICTION_COUNTRY_NAME, "1.3.6.1.4.1.311.60.2.1.3", "jurisdictionCountryName"},
        {CC_OID_SCT_LIST, "1.3.6.1.4.1.11129.2.4.2", "signedCertificateTimestampList"},
        {CC_OID_CT_POISON, "1.3.6.1.4.1.11129.2.4.3", "ctPoison"},
        {CC_OID_CT_PRECERTIFICATE_SIGNING, "1.3.6.1.4.1.11129.2.4.4", "ctPrecertificateSigning"},
        {CC_OID_OCSP_SCT_LIST, "1.3.6.1.4.1.11129.2.4.5", "ocspSignedCertificateTimestampList"},
        {CC_OID_KERBEROS_PRINCIPAL_NAME, "1.3.6.1.5.2.2", "id-pkinit-san"},
        {CC_OID_KERBEROS_CLIENT_AUTH, "1.3.6.1.5.2.3.4", "id-pkinit-KPClientAuth"},
        {CC_OID_KERBEROS_KDC, "1.3.6.1.5.2.3.5", "id-pkinit-KPKdc"},
        {CC_OID_AUTHORITY_INFO_ACCESS, "1.3.6.1.5.5.7.1.1", "id-pe-authorityInfoAccess"},
        {CC_OID_QC_STATEMENTS, "1.3.6.1.5.5.7.1.3", "id-pe-qcStatements"},
        {CC_OID_IP_ADDRESS_BLOCKS, "1.3.6.1.5.5.7.1.7", "id-pe-ipAddrBlocks"},
        {CC_OID_AUTONOMOUS_SYSTEM_IDS, "1.3.6.1.5.5.7.1.8", "id-pe-autonomousSysIds"},
        {CC_OID_SUBJECT_INFO_ACCESS, "1.3.6.1.5.5.7.1.11", "id-pe-subjectInfoAccess"},
        {CC_OID_LOGOTYPE, "1.3.6.1.5.5.7.1.12", "id-pe-logotype"},
        {CC_OID_TLS_FEATURE, "1.3.6.1.5.5.7.1.24", "id-pe-tlsfeature"},
        {CC_OID_ACME_IDENTIFIER, "1.3.6.1.5.5.7.1.31", "id-pe-acmeIdentifier"},
        {CC_OID_CPS, "1.3.6.1.5.5.7.2.1", "id-qt-cps"},
        {CC_OID_USER_NOTICE, "1.3.6.1.5.5.7.2.2", "id-qt-unotice"},
        {CC_OID_SERVER_AUTH, "1.3.6.1.5.5.7.3.1", "id-kp-serverAuth"},
        {CC_OID_CLIENT_AUTH, "1.3.6.1.5.5.7.3.2", "id-kp-clientAuth"},
        {CC_OID_CODE_SIGNING, "1.3.6.1.5.5.7.3.3", "id-kp-codeSigning"},
        {CC_OID_EMAIL_PROTECTION, "1.3.6.1.5.5.7.3.4", "id-kp-emailProtection"},
        {CC_OID_IPSEC_END_SYSTEM, "1.3.6.1.5.5.7.3.5", "id-kp-ipsecEndSystem"},
        {CC_OID_IPSEC_TUNNEL, "1.3.6.1.5.5.7.3.6", "id-kp-ipsecTunnel"},
        {CC_OID_IPSEC_USER, "1.3.6.1.5.5.7.3.7", "id-kp-ipsecUser"},
        {CC_OID_TIME_STAMPING, "1.3.6.1.5.5.7.3.8", "id-kp-timeStamping"},
        {CC_OID_OCSP_SIGNING, "1.3.6.1.5.5.7.3.9", "id-kp-OCSPSigning"},
        {CC_OID_EAP_OVER_PPP, "1.3.6.1.5.5.7.3.13", "id-kp-eapOverPPP"},
        {CC_OID_EAP_OVER_LAN, "1.3.6.1.5.5.7.3.14", "id-kp-eapOverLAN"},
        {CC_OID_IPSEC_IKE, "1.3.6.1.5.5.7.3.17", "id-kp-ipsecIKE"},
        {CC_OID_SECURE_SHELL_CLIENT, "1.3.6.1.5.5.7.3.21", "id-kp-secureShellClient"},
        {CC_OID_SECURE_SHELL_SERVER, "1.3.6.1.5.5.7.3.22", "id-kp-secureShellServer"},
        {CC_OID_BUNDLE_SECURITY, "1.3.6.1.5.5.7.3.35", "id-kp-bundleSecurity"},
        {CC_OID_DOCUMENT_SIGNING, "1.3.6.1.5.5.7.3.36", "id-kp-documentSigning"},
        {CC_OID_PERMANENT_IDENTIFIER, "1.3.6.1.5.5.7.8.3", "id-on-permanentIdentifier"},
        {CC_OID_HARDWARE_MODULE_NAME, "1.3.6.1.5.5.7.8.4", "id-on-hardwareModuleName"},
        {CC_OID_XMPP_ADDR, "1.3.6.1.5.5.7.8.5", "id-on-xmppAddr"},
        {CC_OID_DNS_SRV, "1.3.6.1.5.5.7.8.7", "id-on-dnsSRV"},
        {CC_OID_NAI_REALM, "1.3.6.1.5.5.7.8.8", "id-on-naiRealm"},
        {CC_OID_SMTP_UTF8_MAILBOX, "1.3.6.1.5.5.7.8.9", "id-on-SmtpUTF8Mailbox"},
        {CC_OID_DATE_OF_BIRTH, "1.3.6.1.5.5.7.9.1", "id-pda-dateOfBirth"},
        {CC_OID_PLACE_OF_BIRTH, "1.3.6.1.5.5.7.9.2", "id-pda-placeOfBirth"},
        {CC_OID_GENDER, "1.3.6.1.5.5.7.9.3", "id-pda-gender"},
        {CC_OID_COUNTRY_OF_CITIZENSHIP, "1.3.6.1.5.5.7.9.4", "id-pda-countryOfCitizenship"},
        {CC_OID_COUNTRY_OF_RESIDENCE, "1.3.6.1.5.5.7.9.5", "id-pda-countryOfResidence"},
        {CC_OID_RI_OCSP_RESPONSE, "1.3.6.1.5.5.7.16.2", "id-ri-ocsp-response"},
        {CC_OID_PKIX_OCSP, "1.3.6.1.5.5.7.48.1", "id-ad-ocsp"},
        {CC_OID_OCSP_BASIC, "1.3.6.1.5.5.7.48.1.1", "id-pkix-ocsp-basic"},
        {CC_OID_OCSP_NONCE, "1.3.6.1.5.5.7.48.1.2", "id-pkix-ocsp-nonce"},
        {CC_OID_OCSP_CRL_REFERENCES, "1.3.6.1.5.5.7.48.1.3", "id-pkix-ocsp-crl"},
        {CC_OID_OCSP_RESPONSE, "1.3.6.1.5.5.7.48.1.4", "id-pkix-ocsp-response"},
        {CC_OID_OCSP_NO_CHECK, "1.3.6.1.5.5.7.48.1.5", "id-pkix-ocsp-nocheck"},
        {CC_OID_OCSP_ARCHIVE_CUTOFF, "1.3.6.1.5.5.7.48.1.6", "id-pkix-ocsp-archive-cutoff"},
        {CC_OID_OCSP_SERVICE_LOCATOR, "1.3.6.1.5.5.7.48.1.7", "id-pkix-ocsp-service-locator"},
        {CC_OID_OCSP_PREF_SIG_ALGS, "1.3.6.1.5.5.7.48.1.8", "id-pkix-ocsp-pref-sig-algs"},
        {CC_OID_OCSP_EXTENDED_REVOKE, "1.3.6.1.5.5.7.48.1.9", "id-pkix-ocsp-extended-revoke"},
        {CC_OID_PKIX_CA_ISSUERS, "1.3.6.1.5.5.7.48.2", "id-ad-caIssuers"},
        {CC_OID_PKIX_TIME_STAMPING, "1.3.6.1.5.5.7.48.3", "id-ad-timeStamping"},
        {CC_OID_PKIX_CA_REPOSITORY, "1.3.6.1.5.5.7.48.5", "id-ad-caRepository"},
        {CC_OID_IPSEC_IKE_INTERMEDIATE, "1.3.6.1.5.5.8.2.2", "iKEIntermediate"},
        {CC_OID_SHA1, "1.3.14.3.2.26", "id-sha1"},
        {CC_OID_SHA1_WITH_RSA_OIW, "1.3.14.3.2.29", "sha1WithRSASignature"},
        {CC_OID_BRAINPOOL_P256R1, "1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"},
        {CC_OID_BRAINPOOL_P384R1, "1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"},
        {CC_OID_BRAINPOOL_P512R1, "1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"},
        {CC_OID_X25519, "1.3.101.110", "id-X25519"},
        {CC_OID_X448, "1.3.101.111", "id-X448"},
        {CC_OID_ED25519, "1.3.101.112", "id-Ed25519"},
        {CC_OID_ED448, "1.3.101.113", "id-Ed448"},
        {CC_OID_SECP256K1, "1.3.132.0.10", "secp256k1"},
        {CC_OID_SECP224R1, "1.3.132.0.33", "secp224r1"},
        {CC_OID_SECP384R1, "1.3.132.0.34", "secp384r1"},
        {CC_OID_SECP521R1, "1.3.132.0.35", "secp521r1"},
        {CC_OID_EC_DH, "1.3.132.1.12", "id-ecDH"},
        {CC_OID_COMMON_NAME, "2.5.4.3", "commonName"},
        {CC_OID_SURNAME, "2.5.4.4", "surname"},
        {CC_OID_SERIAL_NUMBER, "2.5.4.5", "serialNumber"},
        {CC_OID_COUNTRY_NAME, "2.5.4.6", "countryName"},
        {CC_OID_LOCALITY_NAME, "2.5.4.7", "localityName"},
        {CC_OID_STATE_OR_PROVINCE_NAME, "2.5.4.8", "stateOrProvinceName"},
        {CC_OID_STREET_ADDRESS, "2.5.4.9", "streetAddress"},
        {CC_OID_ORGANIZATION_NAME, "2.5.4.10", "organizationName"},
        {CC_OID_ORGANIZATIONAL_UNIT_NAME, "2.5.4.11", "organizationalUnitName"},
        {CC_OID_TITLE, "2.5.4.12", "title"},
        {CC_OID_DESCRIPTION, "2.5.4.13", "description"},
        {CC_OID_BUSINESS_CATEGORY, "2.5.4.15", "businessCategory"},
        {CC_OID_POSTAL_ADDRESS, "2.5.4.16", "postalAddress"},
        {CC_OID_POSTAL_CODE, "2.5.4.17", "postalCode"},
        {CC_OID_POST_OFFICE_BOX, "2.5.4.18", "postOfficeBox"},
        {CC_OID_PHYSICAL_DELIVERY_OFFICE_NAME, "2.5.4.19", "physicalDeliveryOfficeName"},
        {CC_OID_TELEPHONE_NUMBER, "2.5.4.20", "telephoneNumber"},
        {CC_OID_MEMBER, "2.5.4.31", "member"},
        {CC_OID_OWNER, "2.5.4.32", "owner"},
        {CC_OID_ROLE_OCCUPANT, "2.5.4.33", "roleOccupant"},
        {CC_OID_SEE_ALSO, "2.5.4.34", "seeAlso"},
        {CC_OID_USER_PASSWORD, "2.5.4.35", "userPassword"},
        {CC_OID_NAME, "2.5.4.41", "name"},
        {CC_OID_GIVEN_NAME, "2.5.4.42", "givenName"},
        {CC_OID_INITIALS, "2.5.4.43", "initials"},
        {CC_OID_GENERATION_QUALIFIER, "2.5.4.44", "generationQualifier"},
        {CC_OID_UNIQUE_IDENTIFIER, "2.5.4.45", "x500UniqueIdentifier"},
        {CC_OID_DN_QUALIFIER, "2.5.4.46", "dnQualifier"},
        {CC_OID_PSEUDONYM, "2.5.4.65", "pseudonym"},
        {CC_OID_ROLE, "2.5.4.72", "role"},
        {CC_OID_ORGANIZATION_IDENTIFIER, "2.5.4.97", "organizationIdentifier"},
        {CC_OID_SUBJECT_DIRECTORY_ATTRIBUTES, "2.5.29.9", "subjectDirectoryAttributes"},
        {CC_OID_SUBJECT_KEY_IDENTIFIER, "2.5.29.14", "subjectKeyIdentifier"},
        {CC_OID_KEY_USAGE, "2.5.29.15", "keyUsage"},
        {CC_OID_PRIVATE_KEY_USAGE_PERIOD, "2.5.29.16", "privateKeyUsagePeriod"},
        {CC_OID_SUBJECT_ALT_NAME, "2.5.29.17", "subjectAltName"},
        {CC_OID_ISSUER_ALT_NAME, "2.5.29.18", "issuerAltName"},
        {CC_OID_BASIC_CONSTRAINTS, "2.5.29.19", "basicConstraints"},
        {CC_OID_CRL_NUMBER, "2.5.29.20", "cRLNumber"},
        {CC_OID_CRL_REASON, "2.5.29.21", "reasonCode"},
        {CC_OID_HOLD_INSTRUCTION_CODE, "2.5.29.23", "holdInstructionCode"},
        {CC_OID_INVALIDITY_DATE, "2.5.29.24", "invalidityDate"},
        {CC_OID_DELTA_CRL_INDICATOR, "2.5.29.27", "deltaCRLIndicator"},
        {CC_OID_ISSUING_DISTRIBUTION_POINT, "2.5.29.28", "issuingDistributionPoint"},
        {CC_OID_CERTIFICATE_ISSUER, "2.5.29.29", "certificateIssuer"},
        {CC_OID_NAME_CONSTRAINTS, "2.5.29.30", "nameConstraints"},
        {CC_OID_CRL_DISTRIBUTION_POINTS, "2.5.29.31", "cRLDistributionPoints"},
        {CC_OID_CERTIFICATE_POLICIES, "2.5.29.32", "certificatePolicies"},
        {CC_OID_ANY_POLICY, "2.5.29.32.0", "anyPolicy"},
        {CC_OID_POLICY_MAPPINGS, "2.5.29.33", "policyMappings"},
        {CC_OID_AUTHORITY_KEY_IDENTIFIER, "2.5.29.35", "authorityKeyIdentifier"},
        {CC_OID_POLICY_CONSTRAINTS, "2.5.29.36", "policyConstraints"},
        {CC_OID_EXT_KEY_USAGE, "2.5.29.37", "extKeyUsage"},
        {CC_OID_ANY_EXTENDED_KEY_USAGE, "2.5.29.37.0", "anyExtendedKeyUsage"},
        {CC_OID_FRESHEST_CRL, "2.5.29.46", "freshestCRL"},
        {CC_OID_INHIBIT_ANY_POLICY, "2.5.29.54", "inhibitAnyPolicy"},
        {CC_OID_NO_REV_AVAIL, "2.5.29.56", "noRevAvail"},
        {CC_OID_SHA256, "2.16.840.1.101.3.4.2.1", "id-sha256"},
        {CC_OID_SHA384, "2.16.840.1.101.3.4.2.2", "id-sha384"},
        {CC_OID_SHA512, "2.16.840.1.101.3.4.2.3", "id-sha512"},
        {CC_OID_SHA224, "2.16.840.1.101.3.4.2.4", "id-sha224"},
        {CC_OID_SHA512_224, "2.16.840.1.101.3.4.2.5", "id-sha512-224"},
        {CC_OID_SHA512_256, "2.16.840.1.101.3.4.2.6", "id-sha512-256"},
        {CC_OID_SHA3_224, "2.16.840.1.101.3.4.2.7", "id-sha3-224"},
        {CC_OID_SHA3_256, "2.16.840.1.101.3.4.2.8", "id-sha3-256"},
        {CC_OID_SHA3_384, "2.16.840.1.101.3.4.2.9", "id-sha3-384"},
        {CC_OID_SHA3_512, "2.16.840.1.101.3.4.2.10", "id-sha3-512"},
        {CC_OID_SHAKE128, "2.16.840.1.101.3.4.2.11", "id-shake128"},
        {CC_OID_SHAKE256, "2.16.840.1.101.3.4.2.12", "id-shake256"},
        {CC_OID_DSA_WITH_SHA224, "2.16.840.1.101.3.4.3.1", "id-dsa-with-sha224"},
        {CC_OID_DSA_WITH_SHA256, "2.16.840.1.101.3.4.3.2", "id-dsa-with-sha256"},
        {CC_OID_DSA_WITH_SHA384, "2.16.840.1.101.3.4.3.3", "id-dsa-with-sha384"},
        {CC_OID_DSA_WITH_SHA512, "2.16.840.1.101.3.4.3.4", "id-dsa-with-sha512"},
        {CC_OID_ECDSA_WITH_SHA3_224, "2.16.840.1.101.3.4.3.9", "id-ecdsa-with-sha3-224"},
        {CC_OID_ECDSA_WITH_SHA3_256, "2.16.840.1.101.3.4.3.10", "id-ecdsa-with-sha3-256"},
        {CC_OID_ECDSA_WITH_SHA3_384, "2.16.840.1.101.3.4.3.11", "id-ecdsa-with-sha3-384"},
        {CC_OID_ECDSA_WITH_SHA3_512, "2.16.840.1.101.3.4.3.12", "id-ecdsa-with-sha3-512"},
        {CC_OID_SHA3_224_WITH_RSA, "2.16.840.1.101.3.4.3.13", "id-rsassa-pkcs1-v1-5-with-sha3-224"},
        {CC_OID_SHA3_256_WITH_RSA, "2.16.840.1.101.3.4.3.14", "id-rsassa-pkcs1-v1-5-with-sha3-256"},
        {CC_OID_SHA3_384_WITH_RSA, "2.16.840.1.101.3.4.3.15", "id-rsassa-pkcs1-v1-5-with-sha3-384"},
        {CC_OID_SHA3_512_WITH_RSA, "2.16.840.1.101.3.4.3.16", "id-rsassa-pkcs1-v1-5-with-sha3-512"},
        {CC_OID_ML_DSA_44, "2.16.840.1.101.3.4.3.17", "id-ml-dsa-44"},
        {CC_OID_ML_DSA_65, "2.16.840.1.101.3.4.3.18", "id-ml-dsa-65"},
        {CC_OID_ML_DSA_87, "2.16.840.1.101.3.4.3.19", "id-ml-dsa-87"},
        {CC_OID_NETSCAPE_CERT_TYPE, "2.16.840.1.113730.1.1", "netscape-cert-type"},
        {CC_OID_NETSCAPE_BASE_URL, "2.16.840.1.113730.1.2", "netscape-base-url"},
        {CC_OID_NETSCAPE_REVOCATION_URL, "2.16.840.1.113730.1.3", "netscape-revocation-url"},
        {CC_OID_NETSCAPE_CA_REVOCATION_URL, "2.16.840.1.113730.1.4", "netscape-ca-revocation-url"},
        {CC_OID_NETSCAPE_RENEWAL_URL, "2.16.840.1.113730.1.7", "netscape-cert-renewal-url"},
        {CC_OID_NETSCAPE_CA_POLICY_URL, "2.16.840.1.113730.1.8", "netscape-ca-policy-url"},
        {CC_OID_NETSCAPE_SSL_SERVER_NAME, "2.16.840.1.113730.1.12", "netscape-ssl-server-name"},
        {CC_OID_NETSCAPE_COMMENT, "2.16.840.1.113730.1.13", "netscape-comment"},
        {CC_OID_NETSCAPE_SERVER_GATED_CRYPTO, "2.16.840.1.113730.4.1", "netscapeServerGatedCrypto"},
        {CC_OID_CABF_EXTENDED_VALIDATION, "2.23.140.1.1", "cabf-extended-validation"},
        {CC_OID_CABF_DOMAIN_VALIDATED, "2.23.140.1.2.1", "cabf-domain-validated"},
        {CC_OID_CABF_ORGANIZATION_VALIDATED, "2.23.140.1.2.2", "cabf-organization-validated"},
        {CC_OID_CABF_INDIVIDUAL_VALIDATED, "2.23.140.1.2.3", "cabf-individual-validated"},
        {CC_OID_CABF_EXTENDED_VALIDATION_CODE_SIGNING, "2.23.140.1.3",
         "cabf-extended-validation-code-signing"},
        {CC_OID_CABF_CODE_SIGNING, "2.23.140.1.4.1", "cabf-code-signing"},
        {CC_OID_CABF_ORGANIZATION_IDENTIFIER, "2.23.140.3.1", "cabfOrganizationIdentifier"},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        char *text = certcheck_oid_text(cc_oid_contents(known[i].oid));
        ck_assert_str_eq(text, known[i].dotted);
        ck_assert_str_eq(certcheck_oid_name(cc_oid_contents(known[i].oid)), known[i].name);
        certcheck_free(text);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("oid");
    TCase *tests = tcase_create("oid");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, oid_that_breaks_a_rule_is_refused);
    tcase_add_test(tests, largest_arc_is_read_and_one_more_is_refused);
    tcase_add_test(tests, uuid_arc_takes_128_bits_and_no_more);
    tcase_add_test(tests, longest_oid_is_read_and_one_octet_more_is_refused);
    tcase_add_test(tests, dotted_text_survives_both_ways);
    tcase_add_test(tests, text_that_is_no_oid_is_refused);
    tcase_add_test(tests, text_of_what_is_no_oid_is_null);
    tcase_add_test(tests, catalogue_is_sorted_and_every_row_is_found);
    tcase_add_test(tests, unknown_oid_has_no_name);
    tcase_add_test(tests, catalogue_agrees_with_the_standards);
    return run_suite(suite);
}
