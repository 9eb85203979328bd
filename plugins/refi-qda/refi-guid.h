/* refi-guid.h - identities that follow from others, and times, as REFI-QDA writes them.
 */
#pragma once

#include <scholiast/plugin.h>

/* The same for the same @of (nullable) and @purpose, in every project: of a memo, of a
 * variable; version 8. */
SchoUuid refi_guid_derive (const SchoUuid *of, const char *purpose);

/* `2026-11-20T10:00:00Z`; @string receives 21 bytes. %FALSE where no four digits say the
 * year, or @time is -1: then it is empty. */
gboolean refi_time_format (gint64 time, char *string);

/* Milliseconds since 1970, or -1. */
gint64 refi_time_parse (const char *string);
