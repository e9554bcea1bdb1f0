/* SPDX-License-Identifier: MIT */
/* certcheck show: what certificates, CRLs and OCSP responses say. Nothing here judges. */
#include "command_line.h"
#include "json.h"
#include "show.h"
#include "show_server.h"
#include "tool.h"

static const char usage[] =
    "usage: certcheck show [OPTION...] FILE|HOST[:PORT]|URL...\n"
    "\n"
    "Prints every certificate, CRL and OCSP response in the files: PEM, DER or\n"
    "PKCS #7, found out by their bytes; '-' is standard input. What is no file is a\n"
    "server, whose certificates are printed as it sends them; the port is 443 unless\n"
    "given. Nothing is judged: what is shown may be worthless, and come from anybody.\n"
    "\n"
    "  --format text     all fields and extensions (the default)\n"
    "  --format json     the same as JSON: see certcheck(1) for its schema\n"
    "  --json            the same as --format json\n"
    "  --format pem      each once, as PEM\n"
    "  --format asn1     a tree of the DER: offset, length of the header, length,\n"
    "                    type, value. A DER file of any kind is shown as far as it\n"
    "                    is canonical, then the offset and the broken rule; of other\n"
    "                    files what can be read\n"
    "  --all             text, JSON: every entry of a CRL or OCSP response, not the\n"
    "                    first 20 and a summary\n"
    "  -v, --verbose     text: where each extension stands; asn1: long values in full\n"
    "  --color auto|always|never\n"
    "\n"
    "Servers\n";

static const char examples[] =
    "\n"
    "Examples\n"
    "  certcheck show server.pem\n"
    "  certcheck show --format asn1 broken.der\n"
    "  certcheck show --format json - <chain.pem\n"
    "  certcheck show --format pem www.example.org > chain.pem\n"
    "  certcheck show --starttls imap mail.example.org\n"
    "\n"
    "Exit status: 0 all were shown, 2 usage error, 3 something could not be read, no\n"
    "connection, 4 somebody tampered with it.\n";

enum { OPTION_STARTTLS = OPTION_CONNECTION_OWN };

struct request {
    struct connection_options options;
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

/* Shows a DER file's tree at once, or adds what is in a file to the pool. */
static bool take_tree(const char *path, struct certcheck_pool *pool, const struct request *request)
{
    struct input input;
    if (!input_read(path, &input))
        return false;
    struct certcheck_span bytes = {input.data, input.length};
    bool good;
    if (show_is_der(bytes)) {
        struct terminal terminal = terminal_open(stdout, request->color);
        terminal_text(&terminal, STYLE_STRONG, input.name);
        fputc('\n', stdout);
        good = show_asn1(&terminal, bytes, request->verbose);
    } else {
        size_t before = item_count(pool);
        good = input_load_bytes(&input, pool) && item_count(pool) > before;
    }
    input_release(&input);
    return good;
}

static bool take_file(const char *path, struct certcheck_pool *pool, const struct request *request)
{
    size_t before = item_count(pool);
    if (request->format == FORMAT_ASN1)
        return take_tree(path, pool, request);
    return input_load_all(path, pool) && item_count(pool) > before;
}

static bool show_trees(const struct show_chain *chain, const struct request *request)
{
    struct terminal terminal = terminal_open(stdout, request->color);
    bool good = true;
    for (size_t i = 0; i < chain->count; i++) {
        struct certcheck_span der = {chain->certificates[i].data, chain->certificates[i].length};
        if (i > 0)
            fputc('\n', stdout);
        terminal_text(&terminal, STYLE_STRONG, chain->source);
        printf(": certificate %zu of %zu\n", i + 1, chain->count);
        good = show_asn1(&terminal, der, request->verbose) && good;
    }
    return good;
}

static int take_server(const char *target, struct certcheck_pool *pool,
                       const struct request *request)
{
    struct show_chain chain;
    int status = show_chain_fetch(target, &request->options, &chain);
    if (status == EXIT_VALID) {
        bool good = request->format == FORMAT_ASN1 ? show_trees(&chain, request)
                                                   : show_chain_add(&chain, pool);
        status = good && chain.sent == chain.count ? EXIT_VALID : EXIT_UNCHECKED;
    }
    show_chain_release(&chain);
    return status;
}

static int show_all(char **arguments, int count, const struct request *request)
{
    struct certcheck_pool *pool = NULL;
    must_be_ok(certcheck_pool_new(&pool), "pool");
    int status = EXIT_VALID;
    for (int i = 0; i < count && status != EXIT_USAGE; i++) {
        int one = request->options.starttls != NULL || show_is_server(arguments[i])
                      ? take_server(arguments[i], pool, request)
                  : take_file(arguments[i], pool, request) ? EXIT_VALID
                                                           : EXIT_UNCHECKED;
        status = one == EXIT_USAGE || one > status ? one : status;
    }
    if (item_count(pool) > 0 || (request->format == FORMAT_JSON && status != EXIT_USAGE))
        print_pool(pool, request);
    certcheck_pool_free(pool);
    return status;
}

static int take_option(struct request *request, struct judge *nobody, int option, const char *value)
{
    bool good = option != '?';
    switch (option) {
    case '?':
        break;
    case 'v':
        request->verbose = true;
        break;
    case 'a':
        request->all = true;
        break;
    case 'f':
        good = parse_format("show", value, "text, json, pem, asn1", &request->format);
        break;
    case 'j':
        request->format = FORMAT_JSON;
        break;
    case 'c':
        good = parse_color("show", value, &request->color);
        break;
    case OPTION_STARTTLS:
        request->options.starttls = starttls_find("show", value);
        good = request->options.starttls != NULL;
        break;
    default:
        return connection_option(&request->options, nobody, option, value);
    }
    return good ? EXIT_VALID : EXIT_USAGE;
}

static int run(struct request *request, int argc, char **argv)
{
    static const struct option options[] = {{"format", required_argument, NULL, 'f'},
                                            {"json", no_argument, NULL, 'j'},
                                            {"verbose", no_argument, NULL, 'v'},
                                            {"color", required_argument, NULL, 'c'},
                                            {"colour", required_argument, NULL, 'c'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"all", no_argument, NULL, 'a'},
                                            CONNECTION_WAY_OPTIONS,
                                            {"starttls", required_argument, NULL, OPTION_STARTTLS},
                                            {NULL, 0, NULL, 0}};
    struct judge nobody = {.command = "show"};
    int option;
    int status = EXIT_VALID;
    while (status == EXIT_VALID && (option = option_next(argc, argv, "hv46", options)) != -1) {
        if (option == 'h') {
            fputs(usage, stdout);
            fputs(starttls_help, stdout);
            fputc('\n', stdout);
            fputs(connection_way_help, stdout);
            fputs(examples, stdout);
            return EXIT_VALID;
        }
        status = take_option(request, &nobody, option, optarg);
    }
    if (status == EXIT_VALID)
        status = connection_options_settle(&request->options, &nobody);
    if (status == EXIT_VALID && optind == argc) {
        complain("show: no file or host was given");
        status = EXIT_USAGE;
    }
    if (status == EXIT_VALID)
        status = show_all(argv + optind, argc - optind, request);
    return status == EXIT_USAGE ? usage_error("show") : status;
}

int cmd_show(int argc, char **argv)
{
    struct request request = {.format = FORMAT_TEXT};
    connection_options_open(&request.options);
    int status = run(&request, argc, argv);
    connection_options_close(&request.options);
    return status;
}
