/* refi-guid.h - identities that follow from others, and times, as REFI-QDA writes them.
 */
#pragma once

#include <scholiast/plugin.h>

/* The namespaces of the standard; drafts have others. */
#define REFI_PROJECT "urn:QDA-XML:project:1.0"
#define REFI_CODEBOOK "urn:QDA-XML:codebook:1.0"

/* What identities are derived for. They are in files that people have: never change them.
 * Memos of nouns, and what else becomes a note. */
#define REFI_MEMO "memo"
#define REFI_USE_WHEN "use when"
#define REFI_USE_NOT "use not"
/* The selection around a coding. */
#define REFI_SELECTION "selection"
/* A code that stands for passages without one, so that they are seen and move with the
 * text. */
#define REFI_NO_CODE "no code"
/* The folder of codes that stand for cases. */
#define REFI_CASES "cases"

/* The same for the same @of (nullable) and @purpose, in every project: of a memo, of a
 * variable; version 8. */
SchoUuid refi_guid_derive (const SchoUuid *of, const char *purpose);

/* Of a variable that an attribute becomes. */
SchoUuid refi_guid_of_variable (const char *name, const char *type);

/* `2026-11-20T10:00:00Z`; @string receives 21 bytes. %FALSE where no four digits say the
 * year, or @time is -1: then it is empty. */
gboolean refi_time_format (gint64 time, char *string);

/* Whether an XML schema takes it: `2026-11-20T10:00:00`, with a fraction, a zone, or
 * none. */
gboolean refi_time_is_valid (const char *string);

/* `00:01:02.500` of milliseconds, as texts have it. (transfer full) */
char *refi_time_label (gint64 milliseconds);

/* Milliseconds since 1970, or -1. */
gint64 refi_time_parse (const char *string);
