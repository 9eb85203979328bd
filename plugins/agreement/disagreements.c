#include "disagreements.h"

#include "../shared/tables.h"
#include "assignment.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define MAX_ROWS 20000
#define MAX_QUOTATION 200

enum
{
  KIND,
  DOCUMENT,
  START,
  END,
  CODER_A,
  CODE_A,
  RANGE_A,
  CODER_B,
  CODE_B,
  RANGE_B,
  QUOTATION,
  N_COLUMNS,
};

typedef struct
{
  const Design *design;
  SchoTable *table;
  const DesignDocument *document;
  SchoText *text;
  gsize n_left_out;
} List;

/* The codings of two coders in one document; those already paired are taken out. */
typedef struct
{
  const SchoAnnotation **codings[2];
  guint n[2];
} Sides;

static SchoTable *
make_table (void)
{
  static const TablesColumn columns[N_COLUMNS] = {
    { "kind", N_ ("Kind"), SCHO_COLUMN_TEXT },
    { "document", N_ ("Document"), SCHO_COLUMN_TEXT },
    { "start", N_ ("From"), SCHO_COLUMN_INTEGER },
    { "end", N_ ("To"), SCHO_COLUMN_INTEGER },
    { "coder-a", N_ ("Coder A"), SCHO_COLUMN_TEXT },
    { "code-a", N_ ("Code A"), SCHO_COLUMN_TEXT },
    { "range-a", N_ ("Limits A"), SCHO_COLUMN_TEXT },
    { "coder-b", N_ ("Coder B"), SCHO_COLUMN_TEXT },
    { "code-b", N_ ("Code B"), SCHO_COLUMN_TEXT },
    { "range-b", N_ ("Limits B"), SCHO_COLUMN_TEXT },
    { "quotation", N_ ("Quotation"), SCHO_COLUMN_TEXT },
  };

  return tables_make ("disagreements", _ ("Disagreements of coders"), columns, N_COLUMNS);
}

static void
set_side (List *self, gsize row, guint column, guint coder, const SchoAnnotation *coding)
{
  g_autofree char *code = NULL;
  g_autofree char *range = NULL;

  scho_table_set_text (self->table, row, column,
                       ((const SchoCoder *) self->design->coders->pdata[coder])->name);
  if (coding == NULL)
    return;
  code = scho_snapshot_dup_code_label (self->design->snapshot, coding->code);
  range = g_strdup_printf ("%u–%u", coding->start, coding->end);
  scho_table_set_text (self->table, row, column + 1, code);
  scho_table_set_text (self->table, row, column + 2, range);
}

static void
set_quotation (List *self, gsize row, guint32 start, guint32 end)
{
  g_autofree char *words
      = scho_text_dup_range (self->text, start, MIN (end, start + MAX_QUOTATION));

  g_strdelimit (words, "\n\t", ' ');
  if (end > start + MAX_QUOTATION)
    {
      g_autofree char *cut = g_strconcat (words, "…", NULL);

      scho_table_set_text (self->table, row, QUOTATION, cut);
    }
  else
    scho_table_set_text (self->table, row, QUOTATION, words);
}

/* @a, @b: nullable, but not both. */
static void
add_row (List *self,
         const char *kind,
         const guint *coders,
         const SchoAnnotation *a,
         const SchoAnnotation *b)
{
  guint32 start = a == NULL ? b->start : b == NULL ? a->start : MIN (a->start, b->start);
  guint32 end = a == NULL ? b->end : b == NULL ? a->end : MAX (a->end, b->end);
  gsize row;

  if (scho_table_get_n_rows (self->table) >= MAX_ROWS)
    {
      self->n_left_out++;
      return;
    }
  row = scho_table_add_row (self->table);
  scho_table_set_text (self->table, row, KIND, kind);
  scho_table_set_text (self->table, row, DOCUMENT, self->document->document->title);
  scho_table_set_integer (self->table, row, START, start);
  scho_table_set_integer (self->table, row, END, end);
  set_side (self, row, CODER_A, coders[0], a);
  set_side (self, row, CODER_B, coders[1], b);
  set_quotation (self, row, start, end);
}

static void
take_sides (Sides *self, const DesignDocument *document, const guint *coders)
{
  for (guint side = 0; side < 2; side++)
    {
      self->codings[side] = g_new (const SchoAnnotation *, document->spans->len + 1);
      self->n[side] = 0;
      for (guint i = 0; i < document->spans->len; i++)
        {
          const DesignSpan *span = &g_array_index (document->spans, DesignSpan, i);

          if (span->coder == coders[side])
            self->codings[side][self->n[side]++] = span->annotation;
        }
    }
}

static void
sides_clear (Sides *self)
{
  g_clear_pointer (&self->codings[0], g_free);
  g_clear_pointer (&self->codings[1], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sides, sides_clear)

typedef enum
{
  ROUND_ALIKE,
  ROUND_LIMITS,
  ROUND_CODES,
} Round;

/* How much two codings have in common, 0 to 1; 0 where they are no pair of this round. */
static double
compare (const SchoAnnotation *a, const SchoAnnotation *b, Round round)
{
  gboolean is_alike = a->start == b->start && a->end == b->end;

  if ((a->code == b->code) != (round != ROUND_CODES)
      || (round == ROUND_ALIKE && !is_alike) || a->start >= b->end || b->start >= a->end)
    return 0;
  return 2.0 * (MIN (a->end, b->end) - MAX (a->start, b->start))
         / (a->end - a->start + b->end - b->start);
}

static guint
drop_taken (const SchoAnnotation **codings, guint n, const gboolean *is_taken)
{
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    if (!is_taken[i])
      codings[kept++] = codings[i];
  return kept;
}

/* @edges: of AssignmentEdge. By start, so what lies behind is looked at no more. */
static void
list_edges (const Sides *sides, Round round, gsize *first, GArray *edges)
{
  guint32 longest = 0;
  guint from = 0;

  for (guint j = 0; j < sides->n[1]; j++)
    longest = MAX (longest, sides->codings[1][j]->end - sides->codings[1][j]->start);
  for (guint i = 0; i < sides->n[0]; i++)
    {
      const SchoAnnotation *a = sides->codings[0][i];

      first[i] = edges->len;
      while (from < sides->n[1] && sides->codings[1][from]->start + longest <= a->start)
        from++;
      for (guint j = from; j < sides->n[1] && sides->codings[1][j]->start < a->end; j++)
        {
          AssignmentEdge edge = { j, compare (a, sides->codings[1][j], round) };

          if (edge.gain > 0)
            g_array_append_val (edges, edge);
        }
    }
  first[sides->n[0]] = edges->len;
}

static void
pair (List *self, Sides *sides, Round round, const guint *coders)
{
  g_autofree gsize *first = g_new (gsize, sides->n[0] + 1);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (AssignmentEdge));
  g_autofree int *partners = g_new (int, sides->n[0] + 1);
  g_autofree gboolean *mine = g_new0 (gboolean, sides->n[0] + 1);
  g_autofree gboolean *others = g_new0 (gboolean, sides->n[1] + 1);

  list_edges (sides, round, first, edges);
  assignment_solve (sides->n[0], sides->n[1], first, (AssignmentEdge *) edges->data,
                    partners, self->design->cancellable);
  for (guint i = 0; i < sides->n[0]; i++)
    {
      if (partners[i] < 0)
        continue;
      mine[i] = others[partners[i]] = TRUE;
      if (round != ROUND_ALIKE)
        add_row (self, round == ROUND_LIMITS ? _ ("limits differ") : _ ("code differs"),
                 coders, sides->codings[0][i], sides->codings[1][partners[i]]);
    }
  sides->n[0] = drop_taken (sides->codings[0], sides->n[0], mine);
  sides->n[1] = drop_taken (sides->codings[1], sides->n[1], others);
}

static void
list_pair (List *self, guint a, guint b)
{
  const guint coders[] = { a, b };
  g_auto (Sides) sides = { { NULL } };

  take_sides (&sides, self->document, coders);
  for (Round round = ROUND_ALIKE; round <= ROUND_CODES; round++)
    pair (self, &sides, round, coders);
  for (guint i = 0; i < sides.n[0]; i++)
    add_row (self, _ ("only one coded"), coders, sides.codings[0][i], NULL);
  for (guint i = 0; i < sides.n[1]; i++)
    add_row (self, _ ("only one coded"), coders, NULL, sides.codings[1][i]);
}

static gboolean
list_document (List *self, GError **error)
{
  guint n = self->design->coders->len;
  g_autoptr (SchoText) text = NULL;

  if (self->document->spans->len == 0)
    return TRUE;
  if (!(text = scho_snapshot_read_text (self->design->snapshot,
                                        self->document->document->id, error)))
    return FALSE;
  self->text = text;
  for (guint a = 0; a < n; a++)
    for (guint b = a + 1; b < n; b++)
      if ((self->document->asked >> a) & (self->document->asked >> b) & 1)
        {
          if (g_cancellable_set_error_if_cancelled (self->design->cancellable, error))
            return FALSE;
          list_pair (self, a, b);
        }
  return TRUE;
}

SchoTable *
disagreements_make (const Design *design, GError **error)
{
  g_autoptr (SchoTable) table = make_table ();
  List self = { .design = design, .table = table };

  for (guint i = 0; i < design->documents->len; i++)
    {
      self.document = &g_array_index (design->documents, DesignDocument, i);
      if (!list_document (&self, error))
        return NULL;
    }
  if (self.n_left_out > 0)
    scho_table_add_note (
        table,
        ngettext (
            "%u more is left out; narrow the analysis to a document or a code to see "
            "it.",
            "%u more are left out; narrow the analysis to a document or a code to "
            "see them.",
            self.n_left_out),
        (guint) self.n_left_out);
  scho_table_add_note (table, "%s",
                       _ ("A passage goes with the one of the other coder that it shares "
                          "most with, first of those with the same code."));
  return g_steal_pointer (&table);
}
