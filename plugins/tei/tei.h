/* tei.h - what writing and reading TEI have in common.
 *
 * What TEI has no home for stands in xenoData, in elements of a namespace of our own.
 * Strings there are escaped (see tei_unescape), so that characters that XML forbids
 * survive.
 */
#pragma once

#include <scholiast/plugin.h>

#define TEI_NAMESPACE "http://www.tei-c.org/ns/1.0"
#define TEI_OWN_NAMESPACE "urn:x-scholiast:tei:1"
#define TEI_TYPE_WEIGHT "weight"
#define TEI_TYPE_MEMO "memo"
#define TEI_TYPE_USE_WHEN "use-when"
#define TEI_TYPE_USE_NOT "use-not"

/* tei-write.c */
gboolean tei_write (SchoSnapshot *snapshot,
                    SchoOutput *output,
                    SchoOptions *options,
                    const SchoProgress *progress,
                    GCancellable *cancellable,
                    GError **error);

/* tei-table.c */
gboolean tei_write_tables (GPtrArray *tables,
                           SchoSnapshot *snapshot,
                           SchoOutput *output,
                           const SchoProgress *progress,
                           GCancellable *cancellable,
                           GError **error);

/* tei-read.c */
SchoStep *tei_read (GInputStream *stream,
                    const char *name,
                    const char *coder,
                    SchoSnapshot *base,
                    SchoOptions *options,
                    const SchoProgress *progress,
                    GCancellable *cancellable,
                    GError **error);
