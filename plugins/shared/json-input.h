/* json-input.h - a JSON file from elsewhere as a tree that is safe to walk. */
#pragma once

#include <json-glib/json-glib.h>
#include <scholiast/plugin.h>

/* An option of importers of JSON. */
#define JSON_LIMIT_OPTION                                                                \
  {                                                                                      \
    "limit", SCHO_OPTION_INTEGER, "128", N_ ("The most to read from a file, in MiB"),    \
        NULL                                                                             \
  }

/**
 * json_input_read:
 * @options: with JSON_LIMIT_OPTION
 *
 * All of the stream. Refuses what is no UTF-8, what is nested deeper than 100, and what
 * is bigger than the limit. Halves of surrogate pairs and zeros in strings are U+FFFD.
 */
JsonNode *json_input_read (GInputStream *stream,
                           const char *name,
                           SchoOptions *options,
                           GCancellable *cancellable,
                           GError **error);

/* Members of whatever type they are; nullable, also where @object is %NULL or the member
 * is of another type. A number is no string. */
const char *json_input_string (JsonObject *object, const char *member);
JsonObject *json_input_object (JsonObject *object, const char *member);
JsonArray *json_input_array (JsonObject *object, const char *member);

/* A whole number from 0; %FALSE otherwise. */
gboolean json_input_number (JsonObject *object, const char *member, guint64 *number);

/* @node: nullable. Whether it is such a one. */
JsonObject *json_input_as_object (JsonNode *node);
const char *json_input_as_string (JsonNode *node);

/* What is one thing, or a list of such: how many, and the n-th. @node: nullable */
guint json_input_count (JsonNode *node);
JsonNode *json_input_nth (JsonNode *node, guint n);
