/* given.h - all that an exporter gives away: in every file, unpacked, as words. */
#pragma once

#include "fixture.h"

/* The settings under which an exporter may write something else: none, and each choice
 * of each option by itself. (element-type GStrv) (transfer full) */
GPtrArray *given_list_settings (const SchoExporter *exporter);

gboolean given_has_option (const SchoExporter *exporter, const char *name);

/* Names and bytes of all files, one after the other. (transfer full): %NULL with @error
 * @set: (nullable): `name=value`, ends with NULL
 * @losses: (out) (optional) */
GBytes *given_bytes (Fixture *self,
                     SchoSnapshot *snapshot,
                     const SchoExporter *exporter,
                     const char *const *set,
                     SchoLosses **losses,
                     GError **error);

/* The same, but packages are unpacked, and pages are read where they can be. */
GBytes *given_words (Fixture *self,
                     SchoSnapshot *snapshot,
                     const SchoExporter *exporter,
                     const char *const *set,
                     SchoLosses **losses,
                     GError **error);

gboolean given_has (GBytes *given, const char *words);
