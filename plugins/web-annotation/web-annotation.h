/* web-annotation.h - codings as annotations of the W3C (Web Annotation Data Model, 2017).
 */
#pragma once

#include <scholiast/plugin.h>

extern const SchoOptionSpec web_annotation_export_options[];
gboolean web_annotation_write (SchoSnapshot *snapshot,
                               SchoOutput *output,
                               SchoOptions *options,
                               const SchoProgress *progress,
                               GCancellable *cancellable,
                               GError **error);

extern const SchoOptionSpec web_annotation_import_options[];
int web_annotation_guess (const guint8 *head, gsize n_bytes, const char *name);
SchoStep *web_annotation_read (GInputStream *stream,
                               const char *name,
                               const char *coder,
                               SchoSnapshot *base,
                               SchoOptions *options,
                               const SchoProgress *progress,
                               GCancellable *cancellable,
                               GError **error);
