/* SPDX-License-Identifier: MIT */
/* certcheck show: what certificates say. Nothing here judges. */
#include <getopt.h>

#include "json.h"
#include "show.h"
#include "tool.h"

static const char usage[] =
    "usage: certcheck show [--format FORMAT] [--verbose] [--color WHEN] FILE...\n"
    "\n"
    "Prints every certificate in the files: PEM, DER or PKCS #7, found out by their\n"
    "bytes; '-' is standard input. Nothing is judged: a certificate that is shown may\n"
    "be worthless.\n"
    "\n"
    "  --format text     all fields and extensions (the default)\n"
    "  --format json     the same as JSON\n"
    "  --format pem      each certificate once, as PEM\n"
    "  --format asn1     a tree of the DER: offset, length of the header, length,\n"
    "                    type, value. A DER file of any kind is shown as far as it\n"
    "                    is canonical, then the offset and the broken rule; of other\n"
    "                    files the readable certificates\n"
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
};

static void print_json(const struct certcheck_pool *pool)
{
    json_t *certificates = must_have(json_array());
    for (size_t i = 0; i < certcheck_pool_count(pool); i++)
        json_append(certificates,
                    show_json(certcheck_pool_certificate(pool, i), certcheck_pool_source(pool, i)));
    json_t *object = must_have(json_object());
    json_put(object, "schema", json_text("certcheck/certificates/1"));
    json_put(object, "certificates", certificates);
    json_print(object, stdout);
    json_decref(object);
}

static void print_pool(const struct certcheck_pool *pool, const struct request *request)
{
    struct terminal terminal = terminal_open(stdout, request->color);
    size_t count = certcheck_pool_count(pool);
    if (request->format == FORMAT_JSON) {
        print_json(pool);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct certcheck_certificate *certificate = certcheck_pool_certificate(pool, i);
        if (request->format == FORMAT_PEM) {
            show_pem(certificate, stdout);
            continue;
        }
        if (i > 0)
            fputc('\n', stdout);
        terminal_text(&terminal, STYLE_STRONG, certcheck_pool_source(pool, i));
        if (count > 1)
            printf(": certificate %zu of %zu", i + 1, count);
        fputc('\n', stdout);
        if (request->format == FORMAT_ASN1)
            (void)show_asn1(&terminal, certcheck_certificate_der(certificate), request->verbose);
        else
            show_text(&terminal, certificate, request->verbose);
    }
}

/* Adds a file's certificates to the pool, or shows a DER file's tree at once. */
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
        size_t before = certcheck_pool_count(pool);
        good = input_load_pool(&input, pool, NULL) == 0 && certcheck_pool_count(pool) > before;
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
    if (certcheck_pool_count(pool) > 0 || request->format == FORMAT_JSON)
        print_pool(pool, request);
    certcheck_pool_free(pool);
    return good ? EXIT_VALID : EXIT_UNCHECKED;
}

int cmd_show(int argc, char **argv)
{
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'}, {"verbose", no_argument, NULL, 'v'},
        {"color", required_argument, NULL, 'c'},  {"colour", required_argument, NULL, 'c'},
        {"help", no_argument, NULL, 'h'},         {NULL, 0, NULL, 0}};
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
