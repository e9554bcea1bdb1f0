/* SPDX-License-Identifier: MIT */
/*
 * What `certcheck lint` found as SARIF 2.1.0 (OASIS, 27 March 2020).
 *
 * A result's region is a part of the file: the bytes that the finding is about where the file is
 * DER, the line where the block begins where it is PEM. Where the finding is in the certificate's
 * own DER is in the result's properties.
 */
#include "lint.h"

#include <stdlib.h>
#include <string.h>

#include "tool.h"

/* How grave the run takes a rule, overrides aside. */
static enum certcheck_severity rule_severity(const struct lint_run *run,
                                             const struct certcheck_finding_info *info)
{
    enum certcheck_severity severity = CERTCHECK_WARNING;
    if (run->rules == CERTCHECK_LINT_PROFILE)
        return info->severity[run->profile] == CERTCHECK_NOTE ? CERTCHECK_WARNING
                                                              : info->severity[run->profile];
    for (int i = 0; i < CERTCHECK_PROFILES; i++)
        severity = info->severity[i] > severity ? info->severity[i] : severity;
    return severity;
}

/* SARIF 3.58.6: "none" where certcheck says off; the other words are the same. */
static const char *level_of(enum certcheck_severity severity)
{
    return severity == CERTCHECK_OFF ? "none" : certcheck_severity_text(severity);
}

/* SARIF 3.12: a multiformatMessageString or message of plain text. */
static json_t *message_json(const char *text)
{
    json_t *object = must_have(json_object());
    json_put(object, "text", json_text(text));
    return object;
}

static json_t *rule_json(const struct lint_run *run, const struct certcheck_finding_info *info)
{
    enum certcheck_severity severity = rule_severity(run, info);
    json_t *configuration = must_have(json_object());
    json_put(configuration, "enabled", json_boolean(severity != CERTCHECK_OFF));
    json_put(configuration, "level", json_text(level_of(severity)));
    json_t *properties = must_have(json_object());
    json_put(properties, "clause", json_text(info->clause));
    json_put(properties, "severities", json_severities(info));
    char *help = must_print("Rule: %s. What to do: %s.", info->clause, info->advice);
    json_t *object = must_have(json_object());
    json_put(object, "id", json_text(info->id));
    json_put(object, "shortDescription", message_json(info->message));
    json_put(object, "help", message_json(help));
    json_put(object, "defaultConfiguration", configuration);
    json_put(object, "properties", properties);
    free(help);
    return object;
}

static json_t *tool_json(const struct lint_run *run)
{
    json_t *rules = must_have(json_array());
    for (int code = 0; code < CERTCHECK_FINDING_CODES; code++)
        json_append(rules,
                    rule_json(run, certcheck_finding_info((enum certcheck_finding_code)code)));
    json_t *driver = must_have(json_object());
    json_put(driver, "name", json_text("certcheck"));
    json_put(driver, "version", json_text(certcheck_version()));
    json_put(driver, "rules", rules);
    json_t *tool = must_have(json_object());
    json_put(tool, "driver", driver);
    return tool;
}

/* RFC 3986 3.3: a relative or absolute path as a URI. */
static char *file_uri(const char *name)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    static const char digits[] = "0123456789ABCDEF";
    const char *prefix = name[0] == '/' ? "file://" : "";
    char *uri = must_allocate(strlen(prefix) + 3 * strlen(name) + 1);
    char *end = uri + strlen(prefix);
    memcpy(uri, prefix, strlen(prefix));
    for (const char *at = name; *at != '\0'; at++) {
        unsigned char octet = (unsigned char)*at;
        if (strchr(plain, octet) != NULL) {
            *end++ = *at;
            continue;
        }
        *end++ = '%';
        *end++ = digits[octet >> 4];
        *end++ = digits[octet & 15];
    }
    return uri;
}

static json_t *artifact_location(const struct lint_run *run, size_t file)
{
    json_t *object = must_have(json_object());
    json_put_taken(object, "uri", file_uri(run->files[file].name));
    json_put(object, "index", json_integer((json_int_t)file));
    return object;
}

static json_t *region_json(const struct input_entry *entry, const struct certcheck_finding *finding)
{
    json_t *object = must_have(json_object());
    if (entry->line != 0) {
        json_put(object, "startLine", json_integer((json_int_t)entry->line));
        return object;
    }
    json_put(object, "byteOffset",
             json_integer((json_int_t)entry->offset + (json_int_t)finding->offset));
    json_put(object, "byteLength", json_integer((json_int_t)finding->length));
    return object;
}

static json_t *location_json(const struct lint_run *run, size_t file, size_t index,
                             const struct certcheck_finding *finding)
{
    json_t *physical = must_have(json_object());
    json_put(physical, "artifactLocation", artifact_location(run, file));
    json_put(physical, "region", region_json(&run->files[file].entries.entries[index], finding));
    char *label = lint_label(&run->files[file], index);
    json_t *logical = must_have(json_object());
    json_put_taken(logical, "name", must_print("certificate %zu", index + 1));
    json_put_taken(logical, "fullyQualifiedName",
                   must_print("certificate %zu, %s", index + 1, label));
    json_put(logical, "kind", json_text("certificate"));
    free(label);
    json_t *logicals = must_have(json_array());
    json_append(logicals, logical);
    json_t *object = must_have(json_object());
    json_put(object, "physicalLocation", physical);
    json_put(object, "logicalLocations", logicals);
    return object;
}

/* Stays the same wherever the certificate is kept, as long as it breaks the rule there. */
static json_t *fingerprints_json(const struct certcheck_certificate *certificate,
                                 const struct certcheck_finding *finding)
{
    uint8_t sha256[32];
    must_be_ok(certcheck_certificate_fingerprint(certificate, sha256), "SHA-256");
    char *print = hex((struct certcheck_span){sha256, sizeof sha256});
    json_t *object = must_have(json_object());
    json_put_taken(
        object, "certificateRuleOffset/v1",
        must_print("%s %s %zu", print, certcheck_finding_info(finding->code)->id, finding->offset));
    free(print);
    return object;
}

static json_t *result_json(const struct lint_run *run, size_t file, size_t index,
                           const struct certcheck_finding *finding)
{
    const struct certcheck_finding_info *info = certcheck_finding_info(finding->code);
    const struct certcheck_certificate *certificate =
        run->files[file].entries.entries[index].certificate;
    char *message = must_have(certcheck_finding_message(finding));
    char *text = must_print("%s.", message);
    json_t *locations = must_have(json_array());
    json_append(locations, location_json(run, file, index, finding));
    json_t *properties = must_have(json_object());
    json_put(properties, "certificate", json_integer((json_int_t)index + 1));
    json_put(properties, "offset", json_integer((json_int_t)finding->offset));
    json_put(properties, "length", json_integer((json_int_t)finding->length));
    json_t *object = must_have(json_object());
    json_put(object, "ruleId", json_text(info->id));
    json_put(object, "ruleIndex", json_integer(finding->code));
    json_put(object, "level", json_text(level_of(finding->severity)));
    json_put(object, "message", message_json(text));
    json_put(object, "locations", locations);
    if (certificate != NULL)
        json_put(object, "partialFingerprints", fingerprints_json(certificate, finding));
    json_put(object, "properties", properties);
    free(text);
    certcheck_free(message);
    return object;
}

static json_t *results_json(const struct lint_run *run)
{
    json_t *results = must_have(json_array());
    for (size_t file = 0; file < run->file_count; file++) {
        for (size_t index = 0; index < run->files[file].entries.count; index++) {
            const struct certcheck_lint *lint = run->files[file].lints[index];
            for (size_t i = 0; i < certcheck_lint_finding_count(lint); i++)
                json_append(results,
                            result_json(run, file, index, certcheck_lint_finding(lint, i)));
        }
    }
    return results;
}

/* SARIF 3.20.21: the files in which nothing could be judged. */
static json_t *notifications_json(const struct lint_run *run)
{
    json_t *notifications = must_have(json_array());
    for (size_t i = 0; i < run->file_count; i++) {
        if (run->files[i].entries.count > 0)
            continue;
        json_t *physical = must_have(json_object());
        json_put(physical, "artifactLocation", artifact_location(run, i));
        json_t *location = must_have(json_object());
        json_put(location, "physicalLocation", physical);
        json_t *locations = must_have(json_array());
        json_append(locations, location);
        json_t *notification = must_have(json_object());
        json_put(notification, "level", json_text("error"));
        json_put(notification, "message", message_json(LINT_UNJUDGED));
        json_put(notification, "locations", locations);
        json_append(notifications, notification);
    }
    return notifications;
}

void lint_print_sarif(const struct lint_run *run, FILE *out)
{
    json_t *artifacts = must_have(json_array());
    for (size_t i = 0; i < run->file_count; i++) {
        json_t *location = must_have(json_object());
        json_put(location, "location", artifact_location(run, i));
        json_append(artifacts, location);
    }
    /* SARIF 3.14.11, 3.20.14: without it, files that could not be read would be as good ones. */
    json_t *invocation = must_have(json_object());
    json_put(invocation, "executionSuccessful", json_boolean(run->all_judged));
    json_put(invocation, "toolExecutionNotifications", notifications_json(run));
    json_t *invocations = must_have(json_array());
    json_append(invocations, invocation);
    json_t *one = must_have(json_object());
    json_put(one, "tool", tool_json(run));
    json_put(one, "invocations", invocations);
    json_put(one, "artifacts", artifacts);
    json_put(one, "results", results_json(run));
    json_t *runs = must_have(json_array());
    json_append(runs, one);
    json_t *object = must_have(json_object());
    json_put(object, "$schema", json_text("https://json.schemastore.org/sarif-2.1.0.json"));
    json_put(object, "version", json_text("2.1.0"));
    json_put(object, "runs", runs);
    json_print(object, out);
    json_decref(object);
}
