/* passage-query.c - passages and documents by a question that people can write. */
#include <scholiast/passage-query.h>

#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/query-parse-private.h>
#include <scholiast/query-run-private.h>
#include <scholiast/query-saved-private.h>

static void
set_place (SchoQueryPlace *place, const char *text, const SchoQuerySpan *span)
{
  if (place == NULL)
    return;
  place->start = (guint) g_utf8_pointer_to_offset (text, text + span->start);
  place->length = (guint) g_utf8_pointer_to_offset (text + span->start, text + span->end);
}

static gboolean
check_length (const char *text, GError **error)
{
  if (strlen (text) <= SCHO_PASSAGE_QUERY_LONGEST)
    return TRUE;
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("The query is longer than 65,536 bytes"));
  return FALSE;
}

static gboolean
check_text (const char *text, GError **error)
{
  if (!check_length (text, error))
    return FALSE;
  if (!g_utf8_validate (text, -1, NULL))
    g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                         _ ("The query is no UTF-8"));
  else
    return TRUE;
  return FALSE;
}

/* With its quotation marks it may be longer than what was typed. */
static gboolean
check_plain (const SchoQueryNode *root, GError **error)
{
  g_autofree char *plain = scho_query_print (root);

  return check_length (plain, error);
}

SchoPassageQuery *
scho_passage_query_parse (const char *text, SchoQueryPlace *place, GError **error)
{
  SchoQuerySpan span = { 0, 0 };
  SchoPassageQuery *self;
  SchoQueryNode *root;
  guint n_nodes;

  if (place != NULL)
    *place = (SchoQueryPlace){ 0, 0 };
  if (!check_text (text, error))
    return NULL;
  if (!(root = scho_query_parse_text (text, &n_nodes, &span, error)))
    {
      set_place (place, text, &span);
      return NULL;
    }
  if (!check_plain (root, error))
    {
      scho_query_node_free (root);
      return NULL;
    }
  self = g_new0 (SchoPassageQuery, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->text = g_strdup (text);
  self->root = root;
  self->n_nodes = n_nodes;
  return self;
}

SchoPassageQuery *
scho_passage_query_ref (SchoPassageQuery *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scho_passage_query_unref (SchoPassageQuery *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  scho_query_node_free (self->root);
  g_free (self->text);
  g_free (self);
}

char *
scho_passage_query_dup_text (SchoPassageQuery *self)
{
  return scho_query_print (self->root);
}

static gboolean
is_of_documents (const SchoQueryNode *node)
{
  if (node->kind == SCHO_QUERY_TERM)
    return node->field <= SCHO_QUERY_LANGUAGE;
  for (guint i = 0; node->is_condition && i < node->children->len; i++)
    if (!is_of_documents (scho_query_node_get (node, i)))
      return FALSE;
  return node->is_condition;
}

gboolean
scho_passage_query_is_of_documents (SchoPassageQuery *self)
{
  return is_of_documents (self->root);
}

/* Running it ---------------------------------------------------------------------- */

/* %FALSE: a name is not there; then it is at @place. */
static gboolean
bind (SchoQueryRun *run,
      const SchoPassageQuery *self,
      SchoSnapshot *snapshot,
      GCancellable *cancellable,
      SchoQueryPlace *place,
      GError **error)
{
  SchoQuerySpan span = { 0, 0 };

  if (scho_query_run_init (run, self, snapshot, cancellable, &span, error))
    return TRUE;
  set_place (place, self->text, &span);
  scho_query_run_clear (run);
  return FALSE;
}

/* @self with what is saved in place of names; errors are at the first name. */
static SchoPassageQuery *
resolve (SchoPassageQuery *self,
         SchoSnapshot *snapshot,
         SchoQueryPlace *place,
         GError **error)
{
  g_autoptr (GPtrArray) within = g_ptr_array_new ();
  g_autofree char *text = NULL;
  SchoQuerySpan span = { 0, 0 };
  SchoPassageQuery *whole = NULL;

  text = scho_query_expand (self, snapshot, within, &span, error);
  if (text != NULL)
    whole = scho_passage_query_parse (text, NULL, error);
  set_place (place, self->text, &span);
  return whole;
}

/* (transfer full): what runs; %NULL: a name is not there. Its own names first, since they
 * have a place. */
static SchoPassageQuery *
begin (SchoQueryRun *run,
       SchoPassageQuery *self,
       SchoSnapshot *snapshot,
       GCancellable *cancellable,
       SchoQueryPlace *place,
       GError **error)
{
  g_autoptr (SchoPassageQuery) whole = NULL;
  SchoQueryPlace at;

  place = place != NULL ? place : &at;
  *place = (SchoQueryPlace){ 0, 0 };
  if (!bind (run, self, snapshot, cancellable, place, error))
    return NULL;
  if (!scho_query_has_saved (self->root))
    return scho_passage_query_ref (self);
  scho_query_run_clear (run);
  if (!(whole = resolve (self, snapshot, place, error))
      || !bind (run, whole, snapshot, cancellable, &at, error))
    return NULL;
  return g_steal_pointer (&whole);
}

/* %FALSE where it has failed; then lets go of all. */
static gboolean
finish (SchoQueryRun *run, GError **error)
{
  gboolean done = run->failure == NULL;

  if (!done)
    g_propagate_error (error, g_steal_pointer (&run->failure));
  scho_query_run_clear (run);
  return done;
}

gboolean
scho_passage_query_check (SchoPassageQuery *self,
                          SchoSnapshot *snapshot,
                          SchoQueryPlace *place,
                          GError **error)
{
  g_autoptr (SchoPassageQuery) whole = NULL;
  SchoQueryRun run;

  whole = begin (&run, self, snapshot, NULL, place, error);
  return whole != NULL && finish (&run, error);
}

static void
go_to_document (SchoQueryRun *run,
                const SchoDocument *document,
                double fraction,
                const SchoProgress *progress)
{
  scho_progress_set (progress, fraction, document->title);
  if (run->failure == NULL)
    g_cancellable_set_error_if_cancelled (run->cancellable, &run->failure);
  scho_query_run_set_document (run, document);
}

static void
add_matches (SchoQueryRun *run, GArray *all, GArray *found)
{
  if (scho_query_run_has_room (run, all->len + (gsize) found->len))
    g_array_append_vals (all, found->data, found->len);
}

GArray *
scho_passage_query_run (SchoPassageQuery *self,
                        SchoSnapshot *snapshot,
                        const SchoProgress *progress,
                        GCancellable *cancellable,
                        SchoQueryPlace *place,
                        GError **error)
{
  g_autoptr (SchoPassageQuery) whole = NULL;
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (SchoMatch));
  SchoQueryRun run;
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  if (!(whole = begin (&run, self, snapshot, cancellable, place, error)))
    return NULL;
  for (gsize i = 0; i < n && run.failure == NULL; i++)
    {
      g_autoptr (GArray) found = NULL;

      go_to_document (&run, documents[i], (double) i / n, progress);
      found = scho_query_find (&run, whole->root, NULL, NULL);
      add_matches (&run, matches, found);
    }
  return finish (&run, error) ? g_steal_pointer (&matches) : NULL;
}

static gboolean
finds_in_document (SchoQueryRun *run, const SchoQueryNode *root)
{
  g_autoptr (GArray) found = NULL;

  if (is_of_documents (root))
    return scho_query_judge (run, root) == SCHO_TRUTH_YES;
  found = scho_query_find (run, root, NULL, NULL);
  return found->len > 0;
}

gboolean *
scho_passage_query_match_documents (SchoPassageQuery *self,
                                    SchoSnapshot *snapshot,
                                    const SchoProgress *progress,
                                    GCancellable *cancellable,
                                    SchoQueryPlace *place,
                                    GError **error)
{
  g_autoptr (SchoPassageQuery) whole = NULL;
  g_autofree gboolean *matches
      = g_new0 (gboolean, (gsize) scho_snapshot_get_document_limit (snapshot) + 1);
  SchoQueryRun run;
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  if (!(whole = begin (&run, self, snapshot, cancellable, place, error)))
    return NULL;
  for (gsize i = 0; i < n && run.failure == NULL; i++)
    {
      go_to_document (&run, documents[i], (double) i / n, progress);
      matches[documents[i]->id] = finds_in_document (&run, whole->root);
    }
  return finish (&run, error) ? g_steal_pointer (&matches) : NULL;
}

/* What lies on matches ------------------------------------------------------------ */

/* What its passages are made of: what tells of codings by itself. */
typedef struct
{
  const SchoQueryNode *node;
  GPtrArray *conditions;
} Source;

static void
source_clear (gpointer data)
{
  g_ptr_array_unref (((Source *) data)->conditions);
}

static void
list_sources (GArray *sources, const SchoQueryNode *node, GPtrArray *conditions)
{
  g_autoptr (GPtrArray) all = g_ptr_array_copy (conditions, NULL, NULL);

  if (scho_query_is_of_codings (node))
    {
      Source source = { node, g_ptr_array_ref (all) };

      g_array_append_val (sources, source);
      return;
    }
  if (node->kind == SCHO_QUERY_RELATION)
    list_sources (sources, scho_query_node_get (node, 0), all);
  if (node->kind != SCHO_QUERY_AND && node->kind != SCHO_QUERY_OR)
    return;
  for (guint i = 0; node->kind == SCHO_QUERY_AND && i < node->children->len; i++)
    if (scho_query_node_get (node, i)->is_condition)
      g_ptr_array_add (all, scho_query_node_get (node, i));
  for (guint i = 0; i < node->children->len; i++)
    if (node->kind == SCHO_QUERY_OR || !scho_query_node_get (node, i)->is_condition)
      list_sources (sources, scho_query_node_get (node, i), all);
}

static gboolean
is_of_sources (SchoQueryRun *run, const GArray *sources, const SchoAnnotation *annotation)
{
  SchoMatch match
      = { annotation->document, annotation->start, annotation->end, annotation, NULL };

  for (guint i = 0; i < sources->len; i++)
    {
      const Source *source = &g_array_index (sources, Source, i);

      if (scho_query_holds (run, source->node, &match)
          && scho_query_all_hold (run, source->conditions, &match))
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
list_codings (SchoQueryRun *run, const GArray *sources, const SchoMatch *match)
{
  GPtrArray *list = g_ptr_array_new ();

  if (match->annotation != NULL)
    {
      g_ptr_array_add (list, (gpointer) match->annotation);
      return list;
    }
  if (run->index == NULL)
    return list;
  for (gsize i = scho_interval_index_next (run->index, 0, match->start, match->end);
       i < run->n_annotations && !scho_query_run_is_over (run, 1);
       i = scho_interval_index_next (run->index, i + 1, match->start, match->end))
    {
      const SchoAnnotation *each = &run->annotations[i];

      if (each->start <= match->start && each->end >= match->end
          && is_of_sources (run, sources, each))
        g_ptr_array_add (list, (gpointer) each);
    }
  return list;
}

GPtrArray *
scho_passage_query_list_codings (SchoPassageQuery *self,
                                 SchoSnapshot *snapshot,
                                 const SchoMatch *matches,
                                 gsize n,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (SchoPassageQuery) whole = NULL;
  g_autoptr (GPtrArray) lists
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (Source));
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  SchoQueryRun run;

  g_array_set_clear_func (sources, source_clear);
  if (!(whole = begin (&run, self, snapshot, cancellable, NULL, error)))
    return NULL;
  list_sources (sources, whole->root, none);
  for (gsize i = 0; i < n && !scho_query_run_is_over (&run, 1); i++)
    {
      if (i == 0 || matches[i].document != matches[i - 1].document)
        scho_query_run_set_document (
            &run, scho_snapshot_get_document (snapshot, matches[i].document));
      g_ptr_array_add (lists, list_codings (&run, sources, &matches[i]));
    }
  return finish (&run, error) ? g_steal_pointer (&lists) : NULL;
}

static int
compare_codings (gconstpointer a, gconstpointer b)
{
  const SchoAnnotation *left = *(const SchoAnnotation *const *) a;
  const SchoAnnotation *right = *(const SchoAnnotation *const *) b;

  if (left->document != right->document)
    return left->document < right->document ? -1 : 1;
  return scho_annotation_compare (left, right);
}

/* A coding may lie on several stretches. */
static void
sort_codings (GPtrArray *all)
{
  guint n = 0;

  for (guint i = 1; i < all->len; i++)
    if (compare_codings (&all->pdata[i - 1], &all->pdata[i]) > 0)
      {
        g_ptr_array_sort (all, compare_codings);
        break;
      }
  for (guint i = 0; i < all->len; i++)
    if (n == 0 || all->pdata[n - 1] != all->pdata[i])
      all->pdata[n++] = all->pdata[i];
  g_ptr_array_set_size (all, (int) n);
}

/* Those that are codings; @stretches receives the others. */
static GPtrArray *
part_codings (const GArray *matches, GArray *stretches)
{
  GPtrArray *codings = g_ptr_array_new ();

  for (guint i = 0; i < matches->len; i++)
    {
      const SchoMatch *match = &g_array_index (matches, SchoMatch, i);

      if (match->annotation != NULL)
        g_ptr_array_add (codings, (gpointer) match->annotation);
      else
        g_array_append_val (stretches, *match);
    }
  return codings;
}

SchoSnapshot *
scho_passage_query_narrow (SchoPassageQuery *self,
                           SchoSnapshot *snapshot,
                           const SchoProgress *progress,
                           GCancellable *cancellable,
                           SchoQueryPlace *place,
                           GError **error)
{
  g_autoptr (GArray) matches
      = scho_passage_query_run (self, snapshot, progress, cancellable, place, error);
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (SchoMatch));
  g_autoptr (GPtrArray) lists = NULL, codings = NULL;

  if (matches == NULL)
    return NULL;
  codings = part_codings (matches, stretches);
  lists = scho_passage_query_list_codings (self, snapshot,
                                           (const SchoMatch *) (gpointer) stretches->data,
                                           stretches->len, cancellable, error);
  if (lists == NULL)
    return NULL;
  for (guint i = 0; i < lists->len; i++)
    g_ptr_array_extend (codings, lists->pdata[i], NULL, NULL);
  sort_codings (codings);
  return scho_snapshot_narrow (snapshot, NULL, codings);
}

SchoSnapshot *
scho_passage_query_limit (SchoPassageQuery *self,
                          SchoSnapshot *snapshot,
                          const SchoProgress *progress,
                          GCancellable *cancellable,
                          SchoQueryPlace *place,
                          GError **error)
{
  g_autoptr (SchoSnapshot) narrow = NULL;
  g_autofree gboolean *documents = NULL;

  if (!scho_passage_query_is_of_documents (self))
    narrow
        = scho_passage_query_narrow (self, snapshot, progress, cancellable, place, error);
  else if ((documents = scho_passage_query_match_documents (self, snapshot, progress,
                                                            cancellable, place, error))
           != NULL)
    narrow = scho_snapshot_narrow (snapshot, documents, NULL);
  return narrow != NULL ? scho_snapshot_without_idle_coders (narrow) : NULL;
}

/* Showing where ------------------------------------------------------------------- */

char *
scho_query_place_draw (const SchoQueryPlace *self, const char *text)
{
  g_autoptr (GString) drawn = g_string_new (NULL);
  g_autoptr (GString) carets = g_string_new (NULL);
  guint place = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), place++)
    {
      gunichar c = g_utf8_get_char (p);
      guint width = g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
      gboolean is_there = place >= self->start && place - self->start < self->length;

      g_string_append_unichar (drawn, g_unichar_iscntrl (c) ? ' ' : c);
      if (place == self->start && self->length == 0)
        g_string_append_c (carets, '^');
      for (guint i = self->length == 0 && place == self->start ? 1 : 0; i < width; i++)
        g_string_append_c (carets, is_there ? '^' : ' ');
    }
  if (place <= self->start)
    g_string_append_c (carets, '^');
  while (carets->len > 0 && carets->str[carets->len - 1] == ' ')
    g_string_truncate (carets, carets->len - 1);
  g_string_append_c (drawn, '\n');
  g_string_append (drawn, carets->str);
  return g_string_free (g_steal_pointer (&drawn), FALSE);
}
