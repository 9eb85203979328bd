#include "outline.h"

#include <string.h>

#define MAX_LEVEL 9
#define MAX_PATH (5 + 2 * MAX_LEVEL)

typedef struct
{
  OutlineElement elements[MAX_PATH];
  guint n;
} Path;

typedef struct
{
  SchoText *text;
  const OutlineHandler *handler;
  gpointer data;
  const SchoStretch *stretches;
  gsize n_stretches, next;
  GPtrArray *around; /* of SchoStretch: those that reach into the line, by start */
  Path path;         /* what is open */
} Walk;

/* Those that are over go, those that begin before @end come. */
static void
look_around (Walk *self, guint32 start, guint32 end)
{
  guint kept = 0;

  for (guint i = 0; i < self->around->len; i++)
    {
      const SchoStretch *stretch = self->around->pdata[i];

      if (stretch->end > start)
        self->around->pdata[kept++] = (gpointer) stretch;
    }
  g_ptr_array_set_size (self->around, (gint) kept);
  for (; self->next < self->n_stretches && self->stretches[self->next].start < end;
       self->next++)
    if (self->stretches[self->next].end > start)
      g_ptr_array_add (self->around, (gpointer) &self->stretches[self->next]);
}

/* Of those around the line the outermost, or the innermost. */
static const SchoStretch *
find (Walk *self, SchoStretchKind kind, gboolean innermost)
{
  const SchoStretch *found = NULL;

  for (guint i = 0; i < self->around->len; i++)
    {
      const SchoStretch *stretch = self->around->pdata[i];

      if (stretch->kind != kind || stretch->end <= stretch->start)
        continue;
      if (!innermost)
        return stretch;
      found = stretch;
    }
  return found;
}

static void
add (Path *path, OutlineKind kind, guint level, const SchoStretch *source)
{
  path->elements[path->n++]
      = (OutlineElement){ kind, level, source != NULL ? source->label : NULL, source };
}

static gboolean
is_same (const OutlineElement *a, const OutlineElement *b)
{
  return a->kind == b->kind && a->level == b->level && a->source == b->source;
}

/* How many elements of the open path stay open. */
static guint
count_common (const Path *a, const Path *b)
{
  guint n = 0;

  while (n < a->n && n < b->n && is_same (&a->elements[n], &b->elements[n]))
    n++;
  return n;
}

static void
add_table (Walk *self, Path *path)
{
  const SchoStretch *table = find (self, SCHO_STRETCH_TABLE, FALSE);
  const SchoStretch *row = find (self, SCHO_STRETCH_TABLE_ROW, FALSE);
  const SchoStretch *cell = find (self, SCHO_STRETCH_TABLE_CELL, FALSE);

  if (table == NULL || row == NULL || cell == NULL)
    return;
  add (path, OUTLINE_TABLE, 0, table);
  add (path, OUTLINE_ROW, row->level, row);
  add (path, OUTLINE_CELL, cell->level, cell);
}

/* An item within items that are open goes into these; where there are none, into items
 * of its own making. */
static void
add_items (Walk *self, Path *path, gboolean follows)
{
  const SchoStretch *item = find (self, SCHO_STRETCH_LIST_ITEM, TRUE);
  guint level = item != NULL ? CLAMP (item->level, 1, MAX_LEVEL) : 0;
  const Path *open = &self->path;

  for (guint i = 1; i <= level; i++)
    {
      guint place = path->n + 1; /* of the item */
      gboolean is_open = follows && place < open->n
                         && open->elements[place].kind == OUTLINE_ITEM
                         && count_common (open, path) == path->n;

      add (path, OUTLINE_LIST, i, NULL);
      add (path, OUTLINE_ITEM, i,
           i == level ? item
           : is_open  ? open->elements[place].source
                      : NULL);
    }
}

static void
find_path (Walk *self, Path *path, guint n_blank)
{
  const SchoStretch *note, *turn;

  path->n = 0;
  add_table (self, path);
  if ((note = find (self, SCHO_STRETCH_NOTE, TRUE)) != NULL)
    add (path, OUTLINE_NOTE, 0, note);
  if ((turn = find (self, SCHO_STRETCH_SPEAKER_TURN, TRUE)) != NULL)
    add (path, OUTLINE_TURN, 0, turn);
  add_items (self, path, n_blank == 0);
}

static void
close_to (Walk *self, guint n)
{
  while (self->path.n > n)
    self->handler->end (self->data, &self->path.elements[--self->path.n]);
}

/* Empty lines end lists: between items there is nothing. */
static guint
cut_lists (const Path *path, guint common)
{
  while (common > 0 && path->elements[common - 1].kind >= OUTLINE_LIST)
    common--;
  return common;
}

/* In a row there are cells only: empty lines between two are the end of the first. */
static guint
find_home_of_blank (const Path *path, guint common)
{
  gboolean is_between
      = common > 0 && common < path->n && path->elements[common - 1].kind < OUTLINE_CELL;

  while (is_between && path->elements[common - 1].kind < OUTLINE_CELL)
    common++;
  return common;
}

static gboolean
walk_line (Walk *self, OutlineLine *line)
{
  const SchoStretch *heading = find (self, SCHO_STRETCH_HEADING, TRUE);
  Path path;
  guint common;

  find_path (self, &path, line->n_blank);
  common = count_common (&self->path, &path);
  if (line->n_blank > 0)
    {
      common = cut_lists (&self->path, common);
      close_to (self, find_home_of_blank (&self->path, common));
      if (self->handler->blank != NULL)
        self->handler->blank (self->data, line->n_blank);
    }
  close_to (self, common);
  for (guint i = common; i < path.n; i++)
    self->handler->begin (self->data, &path.elements[i]);
  self->path = path;
  line->heading = heading != NULL ? CLAMP (heading->level, 1, 6) : 0;
  line->is_verse = find (self, SCHO_STRETCH_VERSE, TRUE) != NULL;
  return self->handler->line (self->data, line);
}

static guint32
get_line_end (SchoText *text, guint32 line)
{
  return line + 1 < scho_text_get_n_lines (text)
             ? scho_text_line_to_offset (text, line + 1) - 1
             : scho_text_get_length (text);
}

/* A paragraph of several lines is one: the number of its last line. */
static guint32
find_last_line (Walk *self, guint32 line, guint32 start)
{
  const SchoStretch *paragraph = find (self, SCHO_STRETCH_PARAGRAPH, TRUE);
  guint32 last;

  if (paragraph == NULL || paragraph->start != start)
    return line;
  last = scho_text_offset_to_line (self->text, paragraph->end - 1);
  /* Empty lines at its end are no part of it. */
  while (last > line
         && get_line_end (self->text, last)
                == scho_text_line_to_offset (self->text, last))
    last--;
  return last;
}

gboolean
outline_walk (SchoText *text, const OutlineHandler *handler, gpointer data)
{
  Walk self = { .text = text, .handler = handler, .data = data };
  guint32 n_lines = scho_text_get_n_lines (text);
  gboolean go_on = TRUE;
  guint n_blank = 0;

  self.stretches = scho_text_get_stretches (text, &self.n_stretches);
  self.around = g_ptr_array_new ();
  for (guint32 i = 0; i < n_lines && go_on; i++)
    {
      OutlineLine line = { .start = scho_text_line_to_offset (text, i) };

      line.end = get_line_end (text, i);
      if (line.end == line.start)
        {
          n_blank++;
          continue;
        }
      look_around (&self, line.start, line.start + 1);
      i = find_last_line (&self, i, line.start);
      line.end = get_line_end (text, i);
      line.n_blank = n_blank;
      n_blank = 0;
      go_on = walk_line (&self, &line);
    }
  close_to (&self, 0);
  if (go_on && n_blank > 0 && handler->blank != NULL)
    handler->blank (data, n_blank);
  g_ptr_array_unref (self.around);
  return go_on;
}
