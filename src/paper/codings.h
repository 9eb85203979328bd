/* codings.h - the codings of one document as the page shows them.
 *
 * Which are shown, in what colours, in which lanes. Made anew when any of it changes.
 */
#pragma once

#include "code-mark.h"
#include "lanes.h"
#include "palette.h"

#include <scholiast/snapshot.h>
#include <scholiast/text-edit.h>

/* Lines below the text; more codings at one place are counted. */
#define SCHO_LINE_LANES 3
#define SCHO_MARGIN_LANES 24

/* Immutable, shared by reference. A coding is named by its place in the document's list.
 */
typedef struct _SchoCodings SchoCodings;

/* What is shown: %NULL for all, and what is beyond the end. */
typedef struct
{
  gboolean *codes, *coders; /* by id: is it shown */
  guint32 n_codes, n_coders;
} SchoShown;

SchoCodings *scho_codings_new (SchoSnapshot *snapshot,
                               guint32 document,
                               SchoText *text,
                               const SchoShown *filter,
                               SchoTheme theme);

/* While the text is being corrected: the codings where they belong then. Those that are
 * lost are left out. */
SchoCodings *scho_codings_new_moved (SchoSnapshot *snapshot,
                                     guint32 document,
                                     SchoTextEdit *edit,
                                     const SchoShown *filter,
                                     SchoTheme theme);

/* (nullable) (element-type SchoAnnotation): these, as the snapshot has them. */
GPtrArray *scho_codings_get_lost (SchoCodings *self);
SchoCodings *scho_codings_ref (SchoCodings *self);
void scho_codings_unref (SchoCodings *self);

SchoSnapshot *scho_codings_get_snapshot (SchoCodings *self);
SchoTheme scho_codings_get_theme (SchoCodings *self);

/* Hidden ones included. */
const SchoAnnotation *scho_codings_get_all (SchoCodings *self, gsize *n);

/* Walks through what is shown and overlaps [start, end), as
 * scho_interval_index_next() does. */
gsize scho_codings_next (SchoCodings *self, gsize from, guint32 start, guint32 end);

/* The place of an annotation that is shown, or -1. */
gssize scho_codings_find (SchoCodings *self, const SchoUuid *annotation);

/* The shortest that is shown at @offset, or, where that is @current, the next longer, and
 * round again; or -1. */
gssize scho_codings_pick (SchoCodings *self, guint32 offset, gssize current);

/* (nullable): %NULL when the project has no such code. */
const SchoCode *scho_codings_get_code (SchoCodings *self, gsize i);
SchoLook scho_codings_get_look (SchoCodings *self, gsize i);
SchoMark scho_codings_get_mark (SchoCodings *self, gsize i);

/* Less than SCHO_LINE_LANES, or SCHO_LANE_FULL. */
guint scho_codings_get_line_lane (SchoCodings *self, gsize i);

/* Less than the number of lanes, or SCHO_LANE_FULL. */
guint scho_codings_get_margin_lane (SchoCodings *self, gsize i);
guint scho_codings_get_n_margin_lanes (SchoCodings *self);

/* Then it matters who coded. */
gboolean scho_codings_has_several_coders (SchoCodings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoCodings, scho_codings_unref)
