/* codings.h - what importers of codings from elsewhere share: codes and coders are found
 * or added, and what the project has already is left out. */
#pragma once

#include <scholiast/plugin.h>

/* Options of importers that bring codings into documents which are there. */
#define CODINGS_REPEAT_OPTION                                                            \
  {                                                                                      \
    "repeat", SCHO_OPTION_BOOLEAN, "false",                                              \
        N_ ("Import codings that the project has already once more"), NULL               \
  }

typedef struct _Codings Codings;

/* @repeat: codings that are there come again. */
Codings *codings_new (SchoStep *step, gboolean repeat);
void codings_free (Codings *self);

/* A code by a name, or by a path with slashes where there is such a one; otherwise a new
 * one at the top. */
guint32 codings_ensure_code (Codings *self, const char *label);

/* A code of @values->name below @values->parent: the one that is there, or a new one with
 * these values. */
guint32 codings_ensure_code_below (Codings *self, const SchoCode *values);
guint32 codings_ensure_coder (Codings *self, const char *name);

/* An UUID that is taken is not used again. %FALSE: the coding is there already. */
gboolean codings_add (Codings *self, const SchoAnnotation *values);

/* So many were added. */
guint codings_get_n_added (Codings *self);

/* Notes of new codes and of codings that were there. @name: of the file */
void codings_add_notes (Codings *self, const char *name);

/* As much of @words as a message holds, on one line. (transfer full) */
char *codings_shorten (const char *words);

/* `2026-11-18T09:12:31Z`, or with a space; in milliseconds since 1970, -1: no time */
gint64 codings_parse_time (const char *time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Codings, codings_free)
