#include "codings.h"

#include <string.h>

/* Two codings of one line of the page are beside each other in the margin also when they
 * do not overlap. No line is longer. */
#define LONGEST_LINE 120

struct _SchoCodings
{
  SchoSnapshot *snapshot;
  SchoIntervalIndex *index; /* nullable */
  const SchoAnnotation *all;
  gsize n;
  SchoTheme theme;
  SchoLook *looks;                    /* by code id */
  SchoMark *marks;                    /* by code id */
  guint16 *line_lanes, *margin_lanes; /* SCHO_LANE_NONE where it is not shown */
  guint n_margin_lanes;
  gboolean has_several_coders;
  GPtrArray *lost; /* of SchoAnnotation of the snapshot; nullable */
};

static gboolean
is_shown (const SchoShown *filter, const SchoAnnotation *annotation)
{
  if (filter->codes != NULL && annotation->code < filter->n_codes
      && !filter->codes[annotation->code])
    return FALSE;
  return filter->coders == NULL || annotation->coder >= filter->n_coders
         || filter->coders[annotation->coder];
}

/* The last offset that may share a line of the page with the character before @end. */
static guint32
reach_of_line (SchoText *text, guint32 end)
{
  guint32 line = scho_text_offset_to_line (text, end - 1);
  guint32 feed = line + 1 < scho_text_get_n_lines (text)
                     ? scho_text_line_to_offset (text, line + 1)
                     : scho_text_get_length (text);

  return CLAMP (feed, end, end + LONGEST_LINE);
}

/* @ends: (nullable): where they ended before the text was corrected. The lines are as
 * they were, so that no stripe leaves its lane while somebody types. */
static void
assign_lanes (SchoCodings *self,
              SchoText *text,
              const guint32 *ends,
              const SchoShown *filter)
{
  g_autofree SchoSpan *spans = g_new0 (SchoSpan, self->n);

  for (gsize i = 0; i < self->n; i++)
    if (is_shown (filter, &self->all[i]))
      spans[i] = (SchoSpan){ self->all[i].start, self->all[i].end };
  self->line_lanes = g_new (guint16, self->n);
  scho_lanes_assign (spans, self->n, SCHO_LINE_LANES, self->line_lanes);

  for (gsize i = 0; i < self->n; i++)
    if (spans[i].end > 0)
      {
        guint32 end = ends != NULL ? ends[i] : spans[i].end;

        spans[i].end += reach_of_line (text, end) - end;
      }
  self->margin_lanes = g_new (guint16, self->n);
  self->n_margin_lanes
      = scho_lanes_assign (spans, self->n, SCHO_MARGIN_LANES, self->margin_lanes);
}

static gboolean
find_several_coders (SchoCodings *self)
{
  guint32 first = 0;

  for (gsize i = 0; i < self->n; i++)
    if (self->line_lanes[i] == SCHO_LANE_NONE)
      continue;
    else if (first == 0)
      first = self->all[i].coder;
    else if (self->all[i].coder != first)
      return TRUE;
  return FALSE;
}

/* One of a text that is being corrected. */
typedef struct
{
  SchoAnnotation now;
  guint32 end; /* before */
} Moved;

static int
compare_moved (gconstpointer a, gconstpointer b)
{
  return scho_annotation_compare (&((const Moved *) a)->now, &((const Moved *) b)->now);
}

static GArray *
list_moved (SchoIntervalIndex *index, SchoTextEdit *edit, GPtrArray *lost)
{
  GArray *moved = g_array_new (FALSE, FALSE, sizeof (Moved));
  gsize n;
  const SchoAnnotation *all = scho_interval_index_get_annotations (index, &n);

  for (gsize i = 0; i < n; i++)
    {
      Moved one = { all[i], all[i].end };

      if (scho_text_edit_map (edit, all[i].start, all[i].end, &one.now.start,
                              &one.now.end))
        g_array_append_val (moved, one);
      else
        g_ptr_array_add (lost, (gpointer) &all[i]);
    }
  g_array_sort (moved, compare_moved);
  return moved;
}

/* @ends: (out): where they ended; @lost: gets those of whose passage nothing is left */
static SchoIntervalIndex *
move (SchoIntervalIndex *index, SchoTextEdit *edit, guint32 **ends, GPtrArray *lost)
{
  g_autoptr (GArray) moved = list_moved (index, edit, lost);
  SchoAnnotation *all = g_new (SchoAnnotation, moved->len);

  *ends = g_new (guint32, moved->len);
  for (guint i = 0; i < moved->len; i++)
    {
      const Moved *one = &g_array_index (moved, Moved, i);

      all[i] = one->now;
      all[i].memo
          = one->now.memo != NULL ? g_ref_string_acquire ((char *) one->now.memo) : NULL;
      (*ends)[i] = one->end;
    }
  return scho_interval_index_new_take (all, moved->len);
}

static void
choose_looks (SchoCodings *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  self->looks = g_new0 (SchoLook, scho_snapshot_get_code_limit (self->snapshot) + 1);
  for (gsize i = 0; i < n; i++)
    self->looks[codes[i]->id] = scho_theme_get_look (self->theme, codes[i]->colour);
}

static void
clear (gpointer data)
{
  SchoCodings *self = data;

  g_free (self->looks);
  g_free (self->marks);
  g_free (self->line_lanes);
  g_free (self->margin_lanes);
  g_clear_pointer (&self->index, scho_interval_index_unref);
  g_clear_pointer (&self->lost, g_ptr_array_unref);
  scho_snapshot_unref (self->snapshot);
}

/* @index: (transfer full) (nullable) */
static SchoCodings *
new_codings (SchoSnapshot *snapshot,
             SchoIntervalIndex *index,
             SchoText *text,
             const guint32 *ends,
             const SchoShown *filter,
             SchoTheme theme)
{
  SchoCodings *self = g_rc_box_new0 (SchoCodings);

  self->snapshot = scho_snapshot_ref (snapshot);
  self->theme = theme;
  self->index = index;
  if (index != NULL)
    self->all = scho_interval_index_get_annotations (index, &self->n);
  assign_lanes (self, text, ends, filter);
  self->has_several_coders = find_several_coders (self);
  choose_looks (self);
  self->marks = scho_marks_new (snapshot);
  return self;
}

SchoCodings *
scho_codings_new (SchoSnapshot *snapshot,
                  guint32 document,
                  SchoText *text,
                  const SchoShown *filter,
                  SchoTheme theme)
{
  SchoIntervalIndex *index = scho_snapshot_get_index (snapshot, document);

  return new_codings (snapshot, index != NULL ? scho_interval_index_ref (index) : NULL,
                      text, NULL, filter, theme);
}

SchoCodings *
scho_codings_new_moved (SchoSnapshot *snapshot,
                        guint32 document,
                        SchoTextEdit *edit,
                        const SchoShown *filter,
                        SchoTheme theme)
{
  SchoIntervalIndex *index = scho_snapshot_get_index (snapshot, document);
  g_autofree guint32 *ends = NULL;
  GPtrArray *lost = g_ptr_array_new ();
  SchoCodings *self;

  if (index != NULL)
    index = move (index, edit, &ends, lost);
  self = new_codings (snapshot, index, scho_text_edit_get_before (edit), ends, filter,
                      theme);
  self->lost = lost;
  return self;
}

GPtrArray *
scho_codings_get_lost (SchoCodings *self)
{
  return self->lost;
}

SchoCodings *
scho_codings_ref (SchoCodings *self)
{
  return g_rc_box_acquire (self);
}

void
scho_codings_unref (SchoCodings *self)
{
  g_rc_box_release_full (self, clear);
}

SchoSnapshot *
scho_codings_get_snapshot (SchoCodings *self)
{
  return self->snapshot;
}

SchoTheme
scho_codings_get_theme (SchoCodings *self)
{
  return self->theme;
}

const SchoAnnotation *
scho_codings_get_all (SchoCodings *self, gsize *n)
{
  *n = self->n;
  return self->all;
}

gsize
scho_codings_next (SchoCodings *self, gsize from, guint32 start, guint32 end)
{
  if (self->index == NULL)
    return self->n;

  do
    from = scho_interval_index_next (self->index, from, start, end);
  while (from < self->n && self->line_lanes[from] == SCHO_LANE_NONE && ++from);
  return from;
}

gssize
scho_codings_find (SchoCodings *self, const SchoUuid *annotation)
{
  for (gsize i = 0; i < self->n; i++)
    if (scho_uuid_compare (&self->all[i].uuid, annotation) == 0)
      return self->line_lanes[i] != SCHO_LANE_NONE ? (gssize) i : -1;
  return -1;
}

/* Shorter first; equal ones as they are listed. */
static gboolean
comes_before (SchoCodings *self, gsize a, gsize b)
{
  guint32 length_a = self->all[a].end - self->all[a].start;
  guint32 length_b = self->all[b].end - self->all[b].start;

  return length_a < length_b || (length_a == length_b && a < b);
}

gssize
scho_codings_pick (SchoCodings *self, guint32 offset, gssize current)
{
  gssize first = -1, next = -1;

  for (gsize i = scho_codings_next (self, 0, offset, offset + 1); i < self->n;
       i = scho_codings_next (self, i + 1, offset, offset + 1))
    {
      if (first < 0 || comes_before (self, i, first))
        first = i;
      if (current >= 0 && comes_before (self, current, i)
          && (next < 0 || comes_before (self, i, next)))
        next = i;
    }
  if (current < 0 || !scho_annotation_overlaps (&self->all[current], offset, offset + 1))
    return first;
  return next >= 0 ? next : first;
}

const SchoCode *
scho_codings_get_code (SchoCodings *self, gsize i)
{
  return scho_snapshot_get_code (self->snapshot, self->all[i].code);
}

SchoLook
scho_codings_get_look (SchoCodings *self, gsize i)
{
  g_return_val_if_fail (self->all[i].code < scho_snapshot_get_code_limit (self->snapshot),
                        self->looks[0]);
  return self->looks[self->all[i].code];
}

SchoMark
scho_codings_get_mark (SchoCodings *self, gsize i)
{
  g_return_val_if_fail (self->all[i].code < scho_snapshot_get_code_limit (self->snapshot),
                        self->marks[0]);
  return self->marks[self->all[i].code];
}

guint
scho_codings_get_line_lane (SchoCodings *self, gsize i)
{
  return self->line_lanes[i];
}

guint
scho_codings_get_margin_lane (SchoCodings *self, gsize i)
{
  return self->margin_lanes[i];
}

guint
scho_codings_get_n_margin_lanes (SchoCodings *self)
{
  return self->n_margin_lanes;
}

gboolean
scho_codings_has_several_coders (SchoCodings *self)
{
  return self->has_several_coders;
}
