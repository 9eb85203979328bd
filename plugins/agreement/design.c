#include "design.h"

#include "units.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FEW_DOCUMENTS 10 /* fewer, and paragraphs are drawn instead of documents */
#define MAX_PIECES 1000
#define MAX_PLACES 5

static void
document_clear (gpointer data)
{
  DesignDocument *self = data;

  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->by_code, g_array_unref);
  g_clear_pointer (&self->first_of_code, g_free);
  g_clear_pointer (&self->cuts, g_array_unref);
}

void
design_clear (Design *self)
{
  g_clear_pointer (&self->coders, g_ptr_array_unref);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_pointer (&self->documents, g_array_unref);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const DesignSpan *one = a, *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end < other->end ? -1 : 1;
  if (one->code != other->code)
    return one->code < other->code ? -1 : 1;
  return (one->coder > other->coder) - (one->coder < other->coder);
}

static int
compare_by_code (gconstpointer a, gconstpointer b)
{
  const DesignSpan *one = a, *other = b;

  if (one->code != other->code)
    return one->code < other->code ? -1 : 1;
  return compare_spans (a, b);
}

const DesignSpan *
design_get_spans (const DesignDocument *document, guint code, gsize *n)
{
  *n = document->first_of_code[code + 1] - document->first_of_code[code];
  return (const DesignSpan *) document->by_code->data + document->first_of_code[code];
}

char *
design_dup_coders (const Design *self, guint64 coders)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->coders->len; i++)
    if (coders & (G_GUINT64_CONSTANT (1) << i))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              ((const SchoCoder *) self->coders->pdata[i])->name);
  return g_string_free (names, FALSE);
}

static gboolean
add_coder (Design *self, const SchoCoder *coder, GError **error)
{
  if (g_ptr_array_find (self->coders, coder, NULL))
    return TRUE;
  if (self->coders->len == DESIGN_MAX_CODERS)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("At most %d coders can be compared; name some of them in “coders”"),
                   DESIGN_MAX_CODERS);
      return FALSE;
    }
  g_ptr_array_add (self->coders, (gpointer) coder);
  return TRUE;
}

/* A name may have a comma in it: all that is written is tried first. */
static gboolean
find_coders (Design *self, const char *names, GError **error)
{
  const SchoCoder *whole = scho_lookup_coder (self->snapshot, names, NULL);
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);

  if (whole != NULL)
    return add_coder (self, whole, error);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const SchoCoder *coder
          = scho_lookup_coder (self->snapshot, g_strstrip (parts[i]), error);

      if (coder == NULL || !add_coder (self, coder, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_asked (const SchoCoder *coder)
{
  return coder->asked != NULL && coder->asked[0] != '\0';
}

/* Asked to code nothing at all: an agreed version, say. */
static gboolean
is_excused (const SchoCoder *coder)
{
  return coder->asked != NULL && coder->asked[0] == '\0';
}

/* Those to be left out are only where two others are left. */
static gboolean
add_coders (Design *self, GPtrArray *coders, GError **error)
{
  guint n_left = 0;

  for (guint i = 0; i < coders->len; i++)
    n_left += !is_excused (coders->pdata[i]);
  for (guint i = 0; i < coders->len; i++)
    if ((n_left < 2 || !is_excused (coders->pdata[i]))
        && !add_coder (self, coders->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Whoever coded anything or was asked to; where nobody coded, all. */
static gboolean
find_all_coders (Design *self, GError **error)
{
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n);
  gboolean nobody = scho_snapshot_get_n_annotations (self->snapshot) == 0;
  guint32 limit = scho_snapshot_get_coder_limit (self->snapshot);
  g_autofree gboolean *has_coded = g_new0 (gboolean, limit);
  g_autoptr (GPtrArray) taking_part = g_ptr_array_new ();
  gsize n_documents, n_codings;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (self->snapshot, &n_documents);

  for (gsize d = 0; d < n_documents; d++)
    {
      const SchoAnnotation *codings
          = scho_snapshot_get_annotations (self->snapshot, documents[d]->id, &n_codings);

      for (gsize i = 0; i < n_codings; i++)
        has_coded[codings[i].coder] = TRUE;
    }
  for (gsize i = 0; i < n; i++)
    if (nobody || has_coded[coders[i]->id] || is_asked (coders[i]))
      g_ptr_array_add (taking_part, (gpointer) coders[i]);
  return add_coders (self, taking_part, error);
}

static gboolean
find_codes (Design *self, SchoOptions *options, GError **error)
{
  const char *group = scho_options_get_text (options, "group");
  const char *name = scho_options_get_text (options, "code");
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);
  const SchoCode *only = NULL;

  if ((group[0] != '\0'
       && !(self->group = scho_lookup_code (self->snapshot, group, error)))
      || (name[0] != '\0' && !(only = scho_lookup_code (self->snapshot, name, error))))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (self->group != NULL ? codes[i]->parent == self->group->id
                            : only == NULL || codes[i] == only)
      g_ptr_array_add (self->codes, (gpointer) codes[i]);
  if (self->group != NULL && self->codes->len == 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("There is no code below “%s”, so it is no group"),
                   self->group->name);
      return FALSE;
    }
  return TRUE;
}

typedef struct
{
  guint32 *coders, *codes; /* by id: place + 1, 0: none */
} Places;

static void
places_clear (Places *self)
{
  g_clear_pointer (&self->coders, g_free);
  g_clear_pointer (&self->codes, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, places_clear)

static void
places_init (Places *self, Design *design)
{
  self->coders = g_new0 (guint32, scho_snapshot_get_coder_limit (design->snapshot) + 1);
  self->codes = g_new0 (guint32, scho_snapshot_get_code_limit (design->snapshot) + 1);
  for (guint i = 0; i < design->coders->len; i++)
    self->coders[((const SchoCoder *) design->coders->pdata[i])->id] = i + 1;
  for (guint i = 0; i < design->codes->len; i++)
    self->codes[((const SchoCode *) design->codes->pdata[i])->id] = i + 1;
}

/* Who has coded the document at all, with whatever code. */
static guint64
find_who_coded (const SchoAnnotation *codings, gsize n, const Places *places)
{
  guint64 who = 0;

  for (gsize i = 0; i < n; i++)
    if (places->coders[codings[i].coder] > 0)
      who |= G_GUINT64_CONSTANT (1) << (places->coders[codings[i].coder] - 1);
  return who;
}

/* @assumed: where nothing was said. */
static guint64
find_who_was_asked (Design *self, const SchoDocument *document, guint64 assumed)
{
  for (guint i = 0; i < self->coders->len; i++)
    {
      guint64 bit = G_GUINT64_CONSTANT (1) << i;

      switch (scho_coder_get_asked (self->coders->pdata[i], &document->uuid))
        {
        case SCHO_ASKED_YES:
          self->said |= bit;
          assumed |= bit;
          break;
        case SCHO_ASKED_NO:
          self->said |= bit;
          assumed &= ~bit;
          break;
        case SCHO_ASKED_UNSAID:
        default:
          break;
        }
    }
  return assumed;
}

static void
take_spans (Design *self,
            DesignDocument *document,
            const SchoAnnotation *codings,
            gsize n,
            const Places *places)
{
  document->spans = g_array_new (FALSE, FALSE, sizeof (DesignSpan));
  for (gsize i = 0; i < n; i++)
    {
      guint32 coder = places->coders[codings[i].coder];
      guint32 code = places->codes[codings[i].code];
      DesignSpan span
          = { codings[i].start, codings[i].end, code - 1, coder - 1, codings + i };

      if (coder == 0 || code == 0)
        continue;
      if ((document->asked & (G_GUINT64_CONSTANT (1) << span.coder)) == 0)
        {
          self->n_left_out++;
          continue;
        }
      g_array_append_val (document->spans, span);
      self->n_codings[span.coder]++;
    }
  for (guint i = 0; i < self->coders->len; i++)
    self->n_asked[i] += (document->asked >> i) & 1;
}

static void
order_spans (Design *self, DesignDocument *document)
{
  gsize place = 0;
  const DesignSpan *spans;

  g_array_sort (document->spans, compare_spans);
  document->by_code = g_array_copy (document->spans);
  g_array_sort (document->by_code, compare_by_code);
  spans = (const DesignSpan *) document->by_code->data;
  document->first_of_code = g_new0 (gsize, self->codes->len + 1);
  for (guint code = 0; code <= self->codes->len; code++)
    {
      while (place < document->by_code->len && spans[place].code < code)
        place++;
      document->first_of_code[code] = place;
    }
}

static const SchoTextUnit text_units[] = {
  [DESIGN_SENTENCES] = SCHO_UNIT_SENTENCE,
  [DESIGN_PARAGRAPHS] = SCHO_UNIT_PARAGRAPH,
  [DESIGN_TURNS] = SCHO_UNIT_SPEAKER_TURN,
};

/* Into the space of the unit. */
static gboolean
measure (Design *self, DesignDocument *document, GError **error)
{
  gboolean in_characters
      = self->unit == DESIGN_CHARACTERS || self->unit == DESIGN_PASSAGES;
  const char *language = document->document->language;
  g_autoptr (SchoText) text = NULL;
  g_autoptr (GArray) units = NULL;
  g_autoptr (GArray) paragraphs = NULL;

  document->length = document->document->length;
  if (in_characters && self->pieces_are_documents)
    {
      document->cuts = g_array_new (FALSE, FALSE, sizeof (guint32));
      return TRUE;
    }
  if (!(text = scho_snapshot_read_text (self->snapshot, document->document->id, error)))
    return FALSE;
  if (!in_characters)
    {
      units = units_list (text, language, text_units[self->unit]);
      units_snap (document->spans, units);
      document->length = units->len;
    }
  paragraphs = self->pieces_are_documents
                   ? g_array_new (FALSE, FALSE, sizeof (SchoStretch))
                   : units_list (text, language, SCHO_UNIT_PARAGRAPH);
  document->cuts = units_cut (paragraphs, units);
  return TRUE;
}

static gboolean
read_document (Design *self,
               const SchoDocument *document,
               const Places *places,
               gboolean ask_all,
               GError **error)
{
  gsize n;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);
  guint64 all = self->coders->len == 64
                    ? G_MAXUINT64
                    : (G_GUINT64_CONSTANT (1) << self->coders->len) - 1;
  DesignDocument entry = { .document = document };

  entry.asked = find_who_was_asked (self, document,
                                    ask_all ? all : find_who_coded (codings, n, places));
  take_spans (self, &entry, codings, n, places);
  if (!measure (self, &entry, error))
    {
      document_clear (&entry);
      return FALSE;
    }
  order_spans (self, &entry);
  g_array_append_val (self->documents, entry);
  return TRUE;
}

/* Pieces are numbered; where they are many, neighbours are put together. */
static void
number_pieces (Design *self)
{
  gsize n = 0;
  guint step;

  for (guint i = 0; i < self->documents->len; i++)
    n += g_array_index (self->documents, DesignDocument, i).cuts->len + 1;
  step = n / MAX_PIECES + 1;
  self->n_pieces = 0;
  for (guint i = 0; i < self->documents->len; i++)
    {
      DesignDocument *document = &g_array_index (self->documents, DesignDocument, i);
      guint kept = 0;

      for (guint j = step - 1; j < document->cuts->len; j += step)
        g_array_index (document->cuts, guint32, kept++)
            = g_array_index (document->cuts, guint32, j);
      g_array_set_size (document->cuts, kept);
      document->first_piece = self->n_pieces;
      self->n_pieces += kept + 1;
    }
}

static void
add_place (Design *self,
           GString *places,
           DesignDocument *document,
           const DesignSpan *a,
           const DesignSpan *b)
{
  const SchoAnnotation *one = a->annotation, *other = b->annotation;

  g_string_append_printf (
      /* Translators: title, from, to, coder, two codes */
      places, _ ("\n“%s”, %u–%u: %s has “%s” and “%s”"), document->document->title,
      MAX (one->start, other->start),
      MAX (MAX (one->start, other->start) + 1, MIN (one->end, other->end)),
      ((const SchoCoder *) self->coders->pdata[a->coder])->name,
      ((const SchoCode *) self->codes->pdata[a->code])->name,
      ((const SchoCode *) self->codes->pdata[b->code])->name);
}

/* How often a coder has two codes of the group on one unit of this document. */
static guint64
find_conflicts (Design *self, DesignDocument *document, GString *places, guint64 n_before)
{
  DesignSpan last[DESIGN_MAX_CODERS]; /* that reaches farthest, by coder */
  guint64 n = 0;

  memset (last, 0, sizeof last);
  for (guint i = 0; i < document->spans->len; i++)
    {
      const DesignSpan *span = &g_array_index (document->spans, DesignSpan, i);
      DesignSpan *before = &last[span->coder];

      if (before->end > span->start && before->code != span->code
          && n_before + n++ < MAX_PLACES)
        add_place (self, places, document, before, span);
      if (span->end > before->end)
        *before = *span;
    }
  return n;
}

static gboolean
check_exclusive (Design *self, GError **error)
{
  g_autoptr (GString) places = g_string_new (NULL);
  guint64 n = 0;

  for (guint i = 0; i < self->documents->len; i++)
    n += find_conflicts (self, &g_array_index (self->documents, DesignDocument, i),
                         places, n);
  if (n == 0)
    return TRUE;
  if (n > MAX_PLACES)
    g_string_append_printf (places,
                            ngettext ("\nand %u more", "\nand %u more", n - MAX_PLACES),
                            (guint) (n - MAX_PLACES));
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("The codes below “%s” do not exclude one another, so they are no "
                  "values of one thing:%s"),
               self->group->name, places->str);
  return FALSE;
}

static gboolean
read_documents (Design *self,
                SchoOptions *options,
                const SchoProgress *progress,
                GError **error)
{
  const char *only = scho_options_get_text (options, "document");
  gboolean all = strcmp (scho_options_get_text (options, "asked"), "all") == 0
                 || scho_snapshot_get_n_annotations (self->snapshot) == 0;
  g_auto (Places) places = { NULL };
  const SchoDocument *one = NULL;
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  if (only[0] != '\0' && !(one = scho_lookup_document (self->snapshot, only, error)))
    return FALSE;
  if (one != NULL)
    {
      documents = &one;
      n = 1;
    }
  places_init (&places, self);
  self->pieces_are_documents = n >= FEW_DOCUMENTS;
  self->asked_all = all ? G_MAXUINT64 : 0;
  for (gsize i = 0; i < n; i++)
    {
      scho_progress_set (progress, 0.1 * i / n, documents[i]->title);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !read_document (self, documents[i], &places, all, error))
        return FALSE;
    }
  number_pieces (self);
  return self->group == NULL || check_exclusive (self, error);
}

static DesignUnit
parse_unit (const char *name)
{
  static const char *const names[]
      = { "characters", "sentences", "paragraphs", "turns", "passages" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      return i;
  return DESIGN_CHARACTERS;
}

gboolean
design_read (Design *self,
             SchoSnapshot *snapshot,
             SchoOptions *options,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  const char *coders = scho_options_get_text (options, "coders");

  *self = (Design){
    .snapshot = snapshot,
    .cancellable = cancellable,
    .unit_name = scho_options_get_text (options, "unit"),
    .coders = g_ptr_array_new (),
    .codes = g_ptr_array_new (),
    .documents = g_array_new (FALSE, FALSE, sizeof (DesignDocument)),
  };
  self->unit = parse_unit (self->unit_name);
  g_array_set_clear_func (self->documents, document_clear);
  if (!(coders[0] != '\0' ? find_coders (self, coders, error)
                          : find_all_coders (self, error)))
    return FALSE;
  if (self->coders->len < 2)
    {
      g_set_error_literal (
          error, SCHO_ERROR, SCHO_ERROR_INVALID,
          _ ("Agreement needs two coders, and no more than one has coded here"));
      return FALSE;
    }
  return find_codes (self, options, error)
         && read_documents (self, options, progress, error);
}
