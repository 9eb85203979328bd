/* uuid.h - the identity of a noun, the same in every copy of a project. */
#pragma once

#include <scholiast/api.h>

/**
 * SchoUuid:
 *
 * 16 bytes as in RFC 9562. Ours are of version 7: they begin with the time, so keys
 * come in order of time. Those read from other programs' files may be of any version.
 */
typedef struct
{
  guint8 bytes[16];
} SchoUuid;

#define SCHO_UUID_STRING_LENGTH 36

/* Version 7, now. Two calls of one process come in order, also within a millisecond. */
SCHO_API SchoUuid scho_uuid_new (void);

/**
 * scho_uuid_new_at:
 * @time: milliseconds since 1970, UTC
 *
 * Version 7 with a given time: for what was made elsewhere and carries a date.
 */
SCHO_API SchoUuid scho_uuid_new_at (gint64 time);

/* 8-4-4-4-12 hexadecimal digits in any case, with or without braces or `urn:uuid:`. */
SCHO_API gboolean scho_uuid_parse (const char *string, SchoUuid *uuid);

/* @string receives 36 lower-case characters and the final zero. */
SCHO_API void scho_uuid_format (const SchoUuid *self, char *string);

SCHO_API gboolean scho_uuid_is_null (const SchoUuid *self);
SCHO_API int scho_uuid_compare (const SchoUuid *a, const SchoUuid *b);

/* For hash tables whose keys are SchoUuid. */
SCHO_API guint scho_uuid_hash (gconstpointer uuid);
SCHO_API gboolean scho_uuid_equal (gconstpointer a, gconstpointer b);

/* Milliseconds since 1970, or -1 where the UUID is not of version 7. */
SCHO_API gint64 scho_uuid_get_time (const SchoUuid *self);
