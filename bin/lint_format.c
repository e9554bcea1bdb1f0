/* SPDX-License-Identifier: MIT */
/* What `certcheck lint` found, for machines: JSON by doc/lint.schema.json, and JUnit. */
#include "lint.h"

#include <stdlib.h>

#include "tool.h"
#include "xml.h"

/* ---- JSON ---- */

static json_t *size_or_null(bool present, size_t size)
{
    return present ? json_integer((json_int_t)size) : json_null();
}

static json_t *entry_json(const struct lint_file *file, size_t index)
{
    const struct input_entry *entry = &file->entries.entries[index];
    const struct certcheck_lint *lint = file->lints[index];
    json_t *findings = must_have(json_array());
    for (size_t i = 0; i < certcheck_lint_finding_count(lint); i++) {
        json_t *finding = must_have(json_object());
        json_put_finding(finding, certcheck_lint_finding(lint, i));
        json_append(findings, finding);
    }
    bool readable = entry->certificate != NULL;
    json_t *object = must_have(json_object());
    json_put(object, "number", json_integer((json_int_t)index + 1));
    json_put(object, "line", size_or_null(entry->line != 0, entry->line));
    json_put(object, "offset", size_or_null(entry->line == 0, entry->offset));
    json_put(object, "role",
             readable ? json_text(certcheck_role_text(certcheck_lint_role(lint))) : json_null());
    json_put(object, "certificate", readable ? json_certificate(entry->certificate) : json_null());
    json_put(object, "findings", findings);
    return object;
}

void lint_print_json(const struct lint_run *run, FILE *out)
{
    json_t *files = must_have(json_array());
    for (size_t i = 0; i < run->file_count; i++) {
        const struct lint_file *file = &run->files[i];
        json_t *certificates = must_have(json_array());
        for (size_t k = 0; k < file->entries.count; k++)
            json_append(certificates, entry_json(file, k));
        json_t *object = must_have(json_object());
        json_put(object, "file", json_text(file->name));
        json_put(object, "certificates", certificates);
        json_append(files, object);
    }
    json_t *object = must_have(json_object());
    json_put(object, "schema", json_text("certcheck/lint/1"));
    json_put(object, "time", json_time(run->at));
    json_put(object, "rules", json_text(lint_rules_text(run)));
    json_put(object, "errors", json_integer((json_int_t)run->errors));
    json_put(object, "warnings", json_integer((json_int_t)run->warnings));
    json_put(object, "files", files);
    json_print(object, out);
    json_decref(object);
}

/* ---- JUnit ---- */

/* One line for each finding of a severity. */
static void print_findings(const struct certcheck_lint *lint, enum certcheck_severity severity,
                           FILE *out)
{
    for (size_t i = 0; i < certcheck_lint_finding_count(lint); i++) {
        const struct certcheck_finding *finding = certcheck_lint_finding(lint, i);
        if (finding->severity != severity)
            continue;
        const struct certcheck_finding_info *info = certcheck_finding_info(finding->code);
        char *message = must_have(certcheck_finding_message(finding));
        char *line = must_print("%s: %s (%s)", info->id, message, info->clause);
        print_xml(line, out);
        fputc('\n', out);
        free(line);
        certcheck_free(message);
    }
}

static void print_junit_case(const struct lint_file *file, size_t index, FILE *out)
{
    const struct certcheck_lint *lint = file->lints[index];
    size_t errors = lint_count(lint, CERTCHECK_ERROR);
    char *label = lint_label(file, index);
    fputs("  <testcase classname=\"", out);
    print_xml(file->name, out);
    fprintf(out, "\" name=\"certificate %zu, ", index + 1);
    print_xml(label, out);
    fputs("\">\n", out);
    if (errors > 0) {
        fprintf(out, "    <failure message=\"%zu error%s\">", errors, plural(errors));
        print_findings(lint, CERTCHECK_ERROR, out);
        fputs("</failure>\n", out);
    }
    if (lint_count(lint, CERTCHECK_WARNING) > 0) {
        fputs("    <system-out>", out);
        print_findings(lint, CERTCHECK_WARNING, out);
        fputs("</system-out>\n", out);
    }
    fputs("  </testcase>\n", out);
    free(label);
}

static void print_junit_unjudged(const struct lint_file *file, FILE *out)
{
    fputs("  <testcase classname=\"", out);
    print_xml(file->name, out);
    fputs("\" name=\"the file\">\n"
          "    <error message=\"" LINT_UNJUDGED "\"/>\n"
          "  </testcase>\n",
          out);
}

void lint_print_junit(const struct lint_run *run, FILE *out)
{
    size_t failures = 0, unjudged = 0;
    for (size_t i = 0; i < run->file_count; i++) {
        unjudged += run->files[i].entries.count == 0;
        for (size_t k = 0; k < run->files[i].entries.count; k++)
            failures += lint_count(run->files[i].lints[k], CERTCHECK_ERROR) > 0;
    }
    fprintf(out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuite name=\"certcheck lint\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\">\n",
            run->certificates + unjudged, failures, unjudged);
    for (size_t i = 0; i < run->file_count; i++) {
        if (run->files[i].entries.count == 0)
            print_junit_unjudged(&run->files[i], out);
        for (size_t k = 0; k < run->files[i].entries.count; k++)
            print_junit_case(&run->files[i], k, out);
    }
    fputs("</testsuite>\n", out);
}
