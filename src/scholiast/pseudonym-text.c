#include <scholiast/pseudonym-text-private.h>

#include <string.h>

/* What becomes one pseudonym. */
typedef struct
{
  guint32 start, end;
  guint32 new_start, new_end;
  guint32 longest;
  const char *words;
} Piece;

struct _SchoPseudonymText
{
  SchoText *before, *after;
  GArray *pieces; /* of Piece, by start */
};

static GArray *
join_passages (const SchoPseudonymPassage *passages, gsize n)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  for (gsize i = 0; i < n; i++)
    {
      const SchoPseudonymPassage *passage = &passages[i];
      Piece piece = { .start = passage->start,
                      .end = passage->end,
                      .longest = passage->end - passage->start,
                      .words = passage->words };
      Piece *last
          = pieces->len > 0 ? &g_array_index (pieces, Piece, pieces->len - 1) : NULL;

      if (last == NULL || last->end <= piece.start)
        {
          g_array_append_val (pieces, piece);
          continue;
        }
      last->end = MAX (last->end, piece.end);
      if (piece.longest > last->longest)
        {
          last->longest = piece.longest;
          last->words = piece.words;
        }
    }
  return pieces;
}

static GString *
replace (SchoPseudonymText *self)
{
  gsize n_bytes, from = 0;
  const char *utf8 = scho_text_get_utf8 (self->before, &n_bytes);
  GString *out = g_string_sized_new (n_bytes);
  gint64 shift = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      Piece *piece = &g_array_index (self->pieces, Piece, i);
      gsize start = scho_text_offset_to_byte (self->before, piece->start);

      g_string_append_len (out, utf8 + from, start - from);
      g_string_append (out, piece->words);
      from = scho_text_offset_to_byte (self->before, piece->end);
      piece->new_start = (guint32) (piece->start + shift);
      piece->new_end = piece->new_start + (guint32) g_utf8_strlen (piece->words, -1);
      shift = (gint64) piece->new_end - piece->end;
    }
  g_string_append_len (out, utf8 + from, n_bytes - from);
  return out;
}

/* The last piece that begins before @offset, or at it. */
static const Piece *
find_piece (SchoPseudonymText *self, guint32 offset)
{
  guint low = 0, high = self->pieces->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->pieces, Piece, middle).start <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &g_array_index (self->pieces, Piece, low - 1) : NULL;
}

static guint32
map_start (SchoPseudonymText *self, guint32 offset)
{
  const Piece *piece = find_piece (self, offset);

  if (piece == NULL)
    return offset;
  return offset < piece->end ? piece->new_start : offset - piece->end + piece->new_end;
}

static guint32
map_end (SchoPseudonymText *self, guint32 offset)
{
  const Piece *piece = offset > 0 ? find_piece (self, offset - 1) : NULL;

  if (piece == NULL)
    return offset;
  return offset <= piece->end ? piece->new_end : offset - piece->end + piece->new_end;
}

gboolean
scho_pseudonym_text_map (SchoPseudonymText *self, guint32 *start, guint32 *end)
{
  gboolean empty = *start == *end;

  *start = map_start (self, *start);
  *end = empty ? *start : map_end (self, *end);
  return *start < *end;
}

static void
note_originals (SchoPseudonymText *self,
                const SchoPseudonymPassage *passages,
                gsize n,
                SchoOriginals *originals)
{
  const char *utf8 = scho_text_get_utf8 (self->before, NULL);

  for (gsize i = 0; i < n; i++)
    {
      gsize start = scho_text_offset_to_byte (self->before, passages[i].start);
      gsize end = scho_text_offset_to_byte (self->before, passages[i].end);

      scho_originals_add (originals, utf8 + start, end - start);
    }
}

const char *
scho_pseudonym_text_find (SchoPseudonymText *self,
                          const SchoPseudonymPassage *passages,
                          gsize n,
                          const char *words)
{
  const char *utf8 = scho_text_get_utf8 (self->before, NULL);
  gsize length = strlen (words);

  for (gsize i = 0; i < n; i++)
    {
      gsize start = scho_text_offset_to_byte (self->before, passages[i].start);
      gsize end = scho_text_offset_to_byte (self->before, passages[i].end);

      if (end - start == length && memcmp (utf8 + start, words, length) == 0)
        return passages[i].words;
    }
  return NULL;
}

/* Who speaks is often who has the pseudonym. Labels repeat, so each is looked for once.
 */
static const char *
replace_label (SchoPseudonymText *self,
               const SchoPseudonymPassage *passages,
               gsize n,
               GHashTable *known,
               const char *label)
{
  gpointer found;

  if (label == NULL)
    return NULL;
  if (!g_hash_table_lookup_extended (known, label, NULL, &found))
    {
      found = (gpointer) scho_pseudonym_text_find (self, passages, n, label);
      g_hash_table_insert (known, (gpointer) label, found);
    }
  return found != NULL ? found : label;
}

static SchoText *
make_text (SchoPseudonymText *self,
           const SchoPseudonymPassage *passages,
           gsize n,
           GError **error)
{
  gsize n_stretches;
  const SchoStretch *stretches = scho_text_get_stretches (self->before, &n_stretches);
  g_autofree SchoStretch *moved = g_new (SchoStretch, n_stretches + 1);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GString *out = replace (self);
  gsize n_bytes = out->len;

  for (gsize i = 0; i < n_stretches; i++)
    {
      moved[i] = stretches[i];
      scho_pseudonym_text_map (self, &moved[i].start, &moved[i].end);
      moved[i].label = replace_label (self, passages, n, known, stretches[i].label);
    }
  return scho_text_new_take (g_string_free (out, FALSE), n_bytes, moved, n_stretches,
                             error);
}

SchoPseudonymText *
scho_pseudonym_text_new (SchoText *before,
                         const SchoPseudonymPassage *passages,
                         gsize n,
                         SchoOriginals *originals,
                         GError **error)
{
  g_autoptr (SchoPseudonymText) self = g_new0 (SchoPseudonymText, 1);

  self->before = scho_text_ref (before);
  self->pieces = join_passages (passages, n);
  note_originals (self, passages, n, originals);
  self->after = make_text (self, passages, n, error);
  return self->after != NULL ? g_steal_pointer (&self) : NULL;
}

void
scho_pseudonym_text_free (SchoPseudonymText *self)
{
  scho_text_unref (self->before);
  g_clear_pointer (&self->after, scho_text_unref);
  g_array_unref (self->pieces);
  g_free (self);
}

SchoText *
scho_pseudonym_text_get (SchoPseudonymText *self)
{
  return self->after;
}

GArray *
scho_pseudonym_text_ref_pieces (SchoPseudonymText *self)
{
  return g_array_ref (self->pieces);
}

/* The last piece whose pseudonym begins before @offset, or at it. */
static const Piece *
find_new_piece (const GArray *pieces, guint32 offset)
{
  guint low = 0, high = pieces->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (pieces, Piece, middle).new_start <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &g_array_index (pieces, Piece, low - 1) : NULL;
}

void
scho_pseudonym_pieces_unmap (const GArray *pieces, guint32 *start, guint32 *end)
{
  const Piece *first = find_new_piece (pieces, *start);
  const Piece *last = *end > 0 ? find_new_piece (pieces, *end - 1) : NULL;

  if (first != NULL)
    *start
        = *start < first->new_end ? first->start : *start - first->new_end + first->end;
  if (last != NULL)
    *end = *end <= last->new_end ? last->end : *end - last->new_end + last->end;
}
