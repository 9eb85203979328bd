/* check-private.h - is every row, position and index sound? */
#pragma once

#include <gio/gio.h>
#include <scholiast/progress.h>
#include <scholiast/store-private.h>

/* See scho_project_check (). @known: (element-type utf8): what loading found already. */
GPtrArray *scho_store_check (SchoStore *self,
                             SchoSnapshot *snapshot,
                             GPtrArray *known,
                             const SchoProgress *progress,
                             GCancellable *cancellable,
                             GError **error);
