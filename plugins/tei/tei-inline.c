#include "tei-inline.h"

#include <stdlib.h>

/* A tree of elements deeper than this is more than other programs read. */
#define MAX_NESTED 100

/* A coding without the line feeds at its ends. */
typedef struct
{
  guint32 start, end;
  guint number; /* of the coding */
  guint n_pieces;
} Passage;

typedef struct
{
  guint passage;
  guint32 end; /* of the piece */
} Piece;

struct _TeiInline
{
  TeiExport *export;
  TeiWriter *writer;
  const TeiPart *part;
  GArray *passages; /* of Passage, by start */
  guint next;       /* the first that has not begun */
  GArray *stack;    /* of Piece: open elements, the outer first */
  GArray *waiting;  /* of guint: passages that go on where the next piece may begin */
  guint32 line_end;
};

void
tei_inline_count_feeds (SchoText *text,
                        const SchoAnnotation *annotation,
                        guint32 *before,
                        guint32 *after)
{
  const char *utf8 = scho_text_get_utf8 (text, NULL);
  const char *start = utf8 + scho_text_offset_to_byte (text, annotation->start);
  const char *end = utf8 + scho_text_offset_to_byte (text, annotation->end);
  const char *first = start, *last = end;

  while (first < end && *first == '\n')
    first++;
  while (last > first && last[-1] == '\n')
    last--;
  *before = first - start;
  *after = end - last;
}

static gboolean
is_only_feeds (const TeiPart *part, guint number, Passage *passage)
{
  const SchoAnnotation *annotation = part->annotations[number];
  guint32 before, after;

  tei_inline_count_feeds (part->text, annotation, &before, &after);
  *passage = (Passage){ annotation->start + before, annotation->end - after, number, 0 };
  return passage->start == passage->end;
}

/* Drops those that have ended. */
static guint
drop_ended (guint32 *ends, guint n, guint32 position)
{
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    if (ends[i] > position)
      ends[kept++] = ends[i];
  return kept;
}

gboolean *
tei_inline_find_apart (const TeiPart *part)
{
  gboolean *is_apart = g_new0 (gboolean, part->n_annotations + 1);
  guint32 ends[MAX_NESTED];
  guint n = 0;

  for (guint i = 0; i < part->n_annotations; i++)
    {
      Passage passage;

      if (n == MAX_NESTED)
        n = drop_ended (ends, n, part->annotations[i]->start);
      is_apart[i] = is_only_feeds (part, i, &passage) || n == MAX_NESTED;
      if (!is_apart[i])
        ends[n++] = part->annotations[i]->end;
    }
  return is_apart;
}

/* The longer first, since it goes around the others. */
static int
compare_passages (gconstpointer first, gconstpointer second)
{
  const Passage *a = first, *b = second;

  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  if (a->end != b->end)
    return a->end > b->end ? -1 : 1;
  return (a->number > b->number) - (a->number < b->number);
}

TeiInline *
tei_inline_new (TeiExport *export, TeiWriter *writer, const TeiPart *part)
{
  TeiInline *self = g_new0 (TeiInline, 1);

  self->export = export;
  self->writer = writer;
  self->part = part;
  self->passages = g_array_new (FALSE, FALSE, sizeof (Passage));
  self->stack = g_array_new (FALSE, FALSE, sizeof (Piece));
  self->waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < part->n_annotations; i++)
    {
      Passage passage;

      if (!part->is_apart[i] && !is_only_feeds (part, i, &passage))
        g_array_append_val (self->passages, passage);
    }
  g_array_sort (self->passages, compare_passages);
  return self;
}

void
tei_inline_free (TeiInline *self)
{
  g_array_unref (self->passages);
  g_array_unref (self->stack);
  g_array_unref (self->waiting);
  g_free (self);
}

static Passage *
get_passage (TeiInline *self, guint i)
{
  return &g_array_index (self->passages, Passage, i);
}

static Piece *
get_inner (TeiInline *self)
{
  return self->stack->len > 0 ? &g_array_index (self->stack, Piece, self->stack->len - 1)
                              : NULL;
}

/* `d1.c5` for the first piece, `d1.c5.2` for the next. */
static void
write_piece_id (TeiInline *self,
                const char *name,
                const char *mark,
                const Passage *passage,
                guint piece)
{
  tei_writer_printf (self->writer, " %s=\"%sd%u.c%u", name, mark, self->part->number,
                     passage->number + 1);
  if (piece > 1)
    tei_writer_printf (self->writer, ".%u", piece);
  tei_writer_markup (self->writer, "\"");
}

static void
write_start (TeiInline *self, Passage *passage, gboolean goes_on)
{
  const SchoAnnotation *annotation = self->part->annotations[passage->number];
  guint piece = ++passage->n_pieces;
  TeiWriter *writer = self->writer;

  tei_writer_markup (writer, "<seg type=\"coding\"");
  write_piece_id (self, "xml:id", "", passage, piece);
  if (piece > 1 || goes_on)
    tei_writer_printf (writer, " part=\"%s\"", piece == 1 ? "I" : goes_on ? "M" : "F");
  if (goes_on)
    write_piece_id (self, "next", "#", passage, piece + 1);
  if (piece > 1)
    write_piece_id (self, "prev", "#", passage, piece - 1);
  tei_writer_markup (writer, " ana=\"#");
  tei_writer_markup (writer, self->export->code_ids[annotation->code]);
  tei_writer_markup (writer, "\" resp=\"#");
  tei_writer_markup (writer, self->export->coder_ids[annotation->coder]);
  tei_writer_markup (writer, "\"");
  if (piece == 1)
    tei_writer_uuid (writer, "corresp", &annotation->uuid);
  tei_writer_markup (writer, ">");
}

/* A piece ends with its passage, the line, or the piece around it. */
static void
push (TeiInline *self, guint i)
{
  Passage *passage = get_passage (self, i);
  const Piece *outer = get_inner (self);
  Piece piece = { i, MIN (passage->end, outer != NULL ? outer->end : self->line_end) };

  write_start (self, passage, piece.end < passage->end);
  g_array_append_val (self->stack, piece);
}

static void
close_ended (TeiInline *self, guint32 position)
{
  const Piece *piece;

  while ((piece = get_inner (self)) != NULL && piece->end <= position)
    {
      tei_writer_markup (self->writer, "</seg>");
      if (get_passage (self, piece->passage)->end > position)
        g_array_append_val (self->waiting, piece->passage);
      g_array_set_size (self->stack, self->stack->len - 1);
    }
}

static int
compare_waiting (gconstpointer first, gconstpointer second, gpointer data)
{
  TeiInline *self = data;
  const Passage *a = get_passage (self, *(const guint *) first);
  const Passage *b = get_passage (self, *(const guint *) second);

  if (a->end != b->end)
    return a->end > b->end ? -1 : 1;
  return (a->number > b->number) - (a->number < b->number);
}

static void
open_waiting (TeiInline *self, guint32 position)
{
  while (self->next < self->passages->len
         && get_passage (self, self->next)->start <= position)
    {
      g_array_append_val (self->waiting, self->next);
      self->next++;
    }
  if (self->waiting->len > 1)
    g_array_sort_with_data (self->waiting, compare_waiting, self);
  for (guint i = 0; i < self->waiting->len; i++)
    push (self, g_array_index (self->waiting, guint, i));
  g_array_set_size (self->waiting, 0);
}

void
tei_inline_begin_line (TeiInline *self, guint32 from, guint32 to)
{
  self->line_end = to;
  if (from < to)
    open_waiting (self, from);
}

guint32
tei_inline_get_next (TeiInline *self)
{
  const Piece *inner = get_inner (self);
  guint32 end = inner != NULL ? inner->end : G_MAXUINT32;
  guint32 start = self->next < self->passages->len ? get_passage (self, self->next)->start
                                                   : G_MAXUINT32;

  return MIN (end, start < self->line_end ? start : G_MAXUINT32);
}

void
tei_inline_write_next (TeiInline *self)
{
  guint32 position = tei_inline_get_next (self);

  close_ended (self, position);
  if (position < self->line_end)
    open_waiting (self, position);
}
