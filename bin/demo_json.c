/* SPDX-License-Identifier: MIT */
/* A scene of the demo as an object, schema certcheck/demo/1. */
#include "demo.h"

#include <stdlib.h>

static json_t *optional(const char *text)
{
    return text == NULL ? must_have(json_null()) : json_text(text);
}

static json_t *number_of(size_t number)
{
    return must_have(json_integer((json_int_t)number));
}

static json_t *server_json(const struct demo_server *server)
{
    json_t *object = must_have(json_object());
    json_put(object, "called", json_boolean(server->called));
    json_put(object, "handshake_done", json_boolean(server->trusted));
    json_put(object, "application_bytes", number_of(server->received.length));
    char *alert = demo_alert_name(server);
    json_put(object, "alert", optional(alert));
    free(alert);
    json_put(object, "close_notify", json_boolean(server->goodbye));
    return object;
}

static json_t *wire_json(const struct demo_middle *middle)
{
    json_t *object = must_have(json_object());
    json_put(object, "from_client", number_of(middle->came[TO_SERVER].length));
    json_put(object, "to_server", number_of(middle->went[TO_SERVER].length));
    json_put(object, "from_server", number_of(middle->came[TO_CLIENT].length));
    json_put(object, "to_client", number_of(middle->went[TO_CLIENT].length));
    return object;
}

static json_t *checks_json(const struct demo_play *play)
{
    json_t *array = must_have(json_array());
    for (size_t i = 0; i < play->check_count; i++) {
        json_t *object = must_have(json_object());
        json_put(object, "claim", json_text(play->checks[i].claim));
        json_put(object, "holds", json_boolean(play->checks[i].holds));
        json_append(array, object);
    }
    return array;
}

static json_t *detected_json(const struct demo_play *play)
{
    const struct demo_client *client = &play->client;
    if (client->status == EXIT_VALID)
        return must_have(json_null());
    json_t *object = must_have(json_object());
    json_put(object, "by", optional(play->scene->detected_by));
    json_put(object, "finding", optional(client->finding));
    json_put(object, "message",
             json_text(client->message != NULL ? client->message : client->failure.text));
    return object;
}

json_t *demo_json(size_t number, const struct demo_play *play)
{
    const struct demo_scene *scene = play->scene;
    json_t *object = must_have(json_object());
    json_put(object, "schema", json_text("certcheck/demo/1"));
    json_put(object, "number", number_of(number));
    json_put(object, "scene", json_text(scene->name));
    json_put(object, "title", json_text(scene->title));
    json_put(object, "story", json_text(scene->story));
    json_put(object, "as_it_must", json_boolean(play->as_it_must));
    json_put(object, "ending", json_text(scene->ending));
    json_put(object, "how", json_text(scene->how));
    json_put(object, "detected", detected_json(play));
    json_put(object, "exit_status", number_of((size_t)play->client.status));
    json_put(object, "secret", json_text(play->secret));
    json_put(object, "page_bytes", number_of(play->client.body.length));
    json_put(object, "page_whole", json_boolean(play->client.whole));
    json_put(object, "bank", server_json(&play->bank));
    json_put(object, "man", scene->man ? server_json(&play->man) : must_have(json_null()));
    json_put(object, "wire", wire_json(&play->middle));
    json_put(object, "checks", checks_json(play));
    json_put(object, "steps", json_incref(play->client.https.trace.kept));
    return object;
}
