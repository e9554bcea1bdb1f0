/* SPDX-License-Identifier: MIT */
/* certcheck show: what certificates, CRLs and OCSP responses say. Nothing here judges. */
#include <getopt.h>

#include "json.h"
#include "show.h"
#include "tool.h"

static const char usage[] =
    "usage: certcheck show [--format FORMAT] [--all] [--verbose] [--color WHEN]\n"
    "                      FILE...\n"
    "\n"
    "Prints every certificate, CRL and OCSP response in the files: PEM, DER or\n"
    "PKCS #7, found out by their bytes; '-' is standard input. Nothing is judged:\n"
    "what is shown may be worthless.\n"
    "\n"
    "  --format text     all fields and extensions (the default)\n"
    "  --format json     the same as JSON\n"
    "  --format pem      each once, as PEM\n"
    "  --format asn1     a tree of the DER: offset, length of the header, length,\n"
    "                    type, value. A DER file of any kind is shown as far as it\n"
    "                    is canonical, then the offset and the broken rule; of other\n"
    "                    files what can be read\n"
    "  --all             text, JSON: every entry of a CRL or OCSP response, not the\n"
    "                    first 20 and a summary\n"
    "  --verbose         text: where each extension stands; asn1: long values in full\n"
    "  --color auto|always|never\n"
    "\n"
    "Examples\n"
    "  certcheck show server.pem\n"
    "  certcheck show --format asn1 broken.der\n"
    "  certcheck show --format json - <chain.pem\n"
    "\n"
    "Exit status: 0 all were shown, 2 usage error, 3 something could not be read.\n";

struct request {
    enum output_format format;
    enum color_mode color;
    bool verbose;
    bool all;
};

/* What the pool holds, one list behind the other. */
static size_t item_count(const struct certcheck_pool *pool)
{
    return certcheck_pool_count(pool) + certcheck_pool_crl_count(pool) +
           certcheck_pool_ocsp_count(pool);
}

struct item {
    const char *kind;
    const char *label; /* of its PEM */
    const char *source;
    struct certcheck_span der;
    size_t index;                                    /* in its own list */
    size_t count;                                    /* of that */
    const struct certcheck_certificate *certificate; /* one of the three is set */
    const struct certcheck_crl *crl;
    const struct certcheck_ocsp *ocsp;
};

static struct item item_at(const struct certcheck_pool *pool, size_t index)
{
    size_t certificates = certcheck_pool_count(pool);
    size_t crls = certcheck_pool_crl_count(pool);
    struct item item = {.kind = "certificate", .label = "CERTIFICATE", .index = index};
    if (index < certificates) {
        item.count = certificates;
        item.certificate = certcheck_pool_certificate(pool, index);
        item.source = certcheck_pool_source(pool, index);
        item.der = certcheck_certificate_der(item.certificate);
    } else if (index < certificates + crls) {
        item = (struct item){.kind = "CRL", .label = "X509 CRL", .index = index - certificates};
        item.count = crls;
        item.crl = certcheck_pool_crl(pool, item.index);
        item.source = certcheck_pool_crl_source(pool, item.index);
        item.der = certcheck_crl_der(item.crl);
    } else {
        item = (struct item){.kind = "OCSP response", .label = "OCSP RESPONSE"};
        item.index = index - certificates - crls;
        item.count = certcheck_pool_ocsp_count(pool);
        item.ocsp = certcheck_pool_ocsp(pool, item.index);
        item.source = certcheck_pool_ocsp_source(pool, item.index);
        item.der = certcheck_ocsp_der(item.ocsp);
    }
    return item;
}

static void print_json(const struct certcheck_pool *pool, const struct request *request)
{
    json_t *certificates = must_have(json_array());
    json_t *crls = must_have(json_array());
    json_t *responses = must_have(json_array());
    for (size_t i = 0; i < item_count(pool); i++) {
        struct item item = item_at(pool, i);
        if (item.certificate != NULL)
            json_append(certificates, show_json(item.certificate, item.source));
        else if (item.crl != NULL)
            json_append(crls, show_crl_json(item.crl, item.source, request->all));
        else
            json_append(responses, show_ocsp_json(item.ocsp, item.source, request->all));
    }
    json_t *object = must_have(json_object());
    json_put(object, "schema", json_text("certcheck/certificates/1"));
    json_put(object, "certificates", certificates);
    json_put(object, "crls", crls);
    json_put(object, "ocsp_responses", responses);
    json_print(object, stdout);
    json_decref(object);
}

static void print_item(const struct terminal *terminal, const struct item *item,
                       const struct request *request)
{
    if (request->format == FORMAT_ASN1)
        (void)show_asn1(terminal, item->der, request->verbose);
    else if (item->certificate != NULL)
        show_text(terminal, item->certificate, request->verbose);
    else if (item->crl != NULL)
        show_crl_text(terminal, item->crl, request->verbose, request->all);
    else
        show_ocsp_text(terminal, item->ocsp, request->verbose, request->all);
}

static void print_pool(const struct certcheck_pool *pool, const struct request *request)
{
    struct terminal terminal = terminal_open(stdout, request->color);
    if (request->format == FORMAT_JSON) {
        print_json(pool, request);
        return;
    }
    for (size_t i = 0; i < item_count(pool); i++) {
        struct item item = item_at(pool, i);
        if (request->format == FORMAT_PEM) {
            show_pem(item.label, item.der, stdout);
            continue;
        }
        if (i > 0)
            fputc('\n', stdout);
        terminal_text(&terminal, STYLE_STRONG, item.source);
        if (item.count > 1)
            printf(": %s %zu of %zu", item.kind, item.index + 1, item.count);
        else if (item.certificate == NULL)
            printf(": %s", item.kind);
        fputc('\n', stdout);
        print_item(&terminal, &item, request);
    }
}

/* Adds what is in a file to the pool, or shows a DER file's tree at once. */
static bool take_file(const char *path, struct certcheck_pool *pool, const struct request *request)
{
    struct input input;
    if (!input_read(path, &input))
        return false;
    struct certcheck_span bytes = {input.data, input.length};
    bool good;
    if (request->format == FORMAT_ASN1 && show_is_der(bytes)) {
        struct terminal terminal = terminal_open(stdout, request->color);
        terminal_text(&terminal, STYLE_STRONG, input.name);
        fputc('\n', stdout);
        good = show_asn1(&terminal, bytes, request->verbose);
    } else {
        size_t before = item_count(pool);
        good = input_load_all(&input, pool) == 0 && item_count(pool) > before;
    }
    input_release(&input);
    return good;
}

static int show_files(char **paths, int count, const struct request *request)
{
    struct certcheck_pool *pool = NULL;
    must_be_ok(certcheck_pool_new(&pool), "pool");
    bool good = true;
    for (int i = 0; i < count; i++)
        good = take_file(paths[i], pool, request) && good;
    if (item_count(pool) > 0 || request->format == FORMAT_JSON)
        print_pool(pool, request);
    certcheck_pool_free(pool);
    return good ? EXIT_VALID : EXIT_UNCHECKED;
}

int cmd_show(int argc, char **argv)
{
    static const struct option options[] = {{"format", required_argument, NULL, 'f'},
                                            {"verbose", no_argument, NULL, 'v'},
                                            {"color", required_argument, NULL, 'c'},
                                            {"colour", required_argument, NULL, 'c'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"all", no_argument, NULL, 'a'},
                                            {NULL, 0, NULL, 0}};
    struct request request = {.format = FORMAT_TEXT};
    int option;
    while ((option = getopt_long(argc, argv, "hv", options, NULL)) != -1) {
        bool good = option != '?';
        if (option == 'h') {
            fputs(usage, stdout);
            return EXIT_VALID;
        }
        if (option == 'v')
            request.verbose = true;
        else if (option == 'a')
            request.all = true;
        else if (option == 'f')
            good = parse_format("show", optarg, "text, json, pem, asn1", &request.format);
        else if (option == 'c')
            good = parse_color("show", optarg, &request.color);
        if (!good)
            return usage_error("show");
    }
    if (optind == argc) {
        complain("show: no file was given");
        return usage_error("show");
    }
    return show_files(argv + optind, argc - optind, &request);
}
