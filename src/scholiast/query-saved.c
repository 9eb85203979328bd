/* query-saved.c - queries that are kept with the project, and named in others.
 *
 * What is saved is put in place of its name, in parentheses, before a query runs: only
 * then is known whether it is passages or a condition.
 */
#include <scholiast/saved-query.h>

#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/edit-private.h>
#include <scholiast/near-names-private.h>
#include <scholiast/pinned-private.h>
#include <scholiast/query-parse-private.h>
#include <scholiast/query-saved-private.h>
#include <scholiast/words-private.h>

gboolean
scho_is_saved_query (const SchoAttachment *attachment)
{
  return attachment->document == 0 && attachment->text != NULL
         && g_str_equal (attachment->kind, SCHO_ATTACHMENT_QUERY);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const SchoAttachment *left = *(const SchoAttachment *const *) a;
  const SchoAttachment *right = *(const SchoAttachment *const *) b;

  return g_utf8_collate (left->name, right->name);
}

GPtrArray *
scho_saved_query_list (SchoSnapshot *snapshot)
{
  GPtrArray *list = g_ptr_array_new ();
  gsize n;
  const SchoAttachment *const *all = scho_snapshot_get_attachments (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (scho_is_saved_query (all[i]))
      g_ptr_array_add (list, (gpointer) all[i]);
  g_ptr_array_sort (list, compare_names);
  return list;
}

/* (nullable) */
static const SchoAttachment *
find_exactly (const GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((const SchoAttachment *) list->pdata[i])->name, name))
      return list->pdata[i];
  return NULL;
}

/* (nullable) */
static const SchoAttachment *
find_in_any_case (const GPtrArray *list, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  const SchoAttachment *found = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const SchoAttachment *each = list->pdata[i];
      g_autofree char *other = g_utf8_casefold (each->name, -1);

      if (!g_str_equal (other, folded))
        continue;
      if (found != NULL)
        return NULL;
      found = each;
    }
  return found;
}

const SchoAttachment *
scho_saved_query_find (SchoSnapshot *snapshot, const char *name, GError **error)
{
  g_autoptr (GPtrArray) list = scho_saved_query_list (snapshot);
  g_autoptr (SchoNearNames) near = NULL;
  g_autofree char *words = NULL;
  const SchoAttachment *found = find_exactly (list, name);

  if (found == NULL)
    found = find_in_any_case (list, name);
  if (found != NULL)
    return found;
  near = scho_near_names_new (name);
  for (guint i = 0; i < list->len; i++)
    scho_near_names_offer (near, ((const SchoAttachment *) list->pdata[i])->name);
  words = scho_near_names_dup_words (near);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               _ ("There is no saved query “%s”.%s"), name, words);
  return NULL;
}

/* In place of names ----------------------------------------------------------------- */

/* (element-type SchoQueryNode): in the order of the text. */
static void
collect_saved (const SchoQueryNode *node, GPtrArray *saved)
{
  if (node->kind == SCHO_QUERY_SAVED)
    g_ptr_array_add (saved, (gpointer) node);
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    collect_saved (scho_query_node_get (node, i), saved);
}

gboolean
scho_query_has_saved (const SchoQueryNode *node)
{
  g_autoptr (GPtrArray) saved = g_ptr_array_new ();

  collect_saved (node, saved);
  return saved->len > 0;
}

static gboolean
check_within (const char *name, GPtrArray *within, GError **error)
{
  if (g_ptr_array_find_with_equal_func (within, name, g_str_equal, NULL))
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("The saved query “%s” would contain itself"), name);
  else if (within->len >= SCHO_PASSAGE_QUERY_DEEPEST)
    g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                         _ ("Too many saved queries lie within each other"));
  else
    return TRUE;
  return FALSE;
}

/* What @name stands for, all names in it too. */
static char *
expand_name (const char *name, SchoSnapshot *snapshot, GPtrArray *within, GError **error)
{
  const SchoAttachment *saved = scho_saved_query_find (snapshot, name, error);
  g_autoptr (SchoPassageQuery) query = NULL;
  SchoQuerySpan place;
  char *text;

  if (saved == NULL || !check_within (saved->name, within, error))
    return NULL;
  if (!(query = scho_passage_query_parse (saved->text, NULL, error)))
    {
      g_prefix_error (error, "“%s”: ", saved->name);
      return NULL;
    }
  g_ptr_array_add (within, (gpointer) saved->name);
  text = scho_query_expand (query, snapshot, within, &place, error);
  g_ptr_array_set_size (within, (int) within->len - 1);
  return text;
}

static gboolean
check_length (const GString *text, GError **error)
{
  if (text->len <= SCHO_PASSAGE_QUERY_LONGEST)
    return TRUE;
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("With the saved queries in it the query is longer than "
                          "65,536 bytes"));
  return FALSE;
}

char *
scho_query_expand (const SchoPassageQuery *self,
                   SchoSnapshot *snapshot,
                   GPtrArray *within,
                   SchoQuerySpan *place,
                   GError **error)
{
  g_autoptr (GPtrArray) saved = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  gsize at = 0;

  collect_saved (self->root, saved);
  for (guint i = 0; i < saved->len; i++)
    {
      const SchoQueryNode *node = saved->pdata[i];
      g_autofree char *inner = expand_name (node->name, snapshot, within, error);

      *place = node->name_span;
      if (inner == NULL)
        return NULL;
      g_string_append_len (text, self->text + at, (gssize) (node->name_span.start - at));
      g_string_append_printf (text, "(%s)", inner);
      at = node->name_span.end;
      if (!check_length (text, error))
        return NULL;
    }
  g_string_append (text, self->text + at);
  return check_length (text, error) ? g_string_free (g_steal_pointer (&text), FALSE)
                                    : NULL;
}

/* Steps -------------------------------------------------------------------------------
 */

static char *
dup_name (const char *name, GError **error)
{
  g_autofree char *line = scho_name_dup (name);

  if (line[0] != '\0')
    return g_steal_pointer (&line);
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("A saved query needs a name"));
  return NULL;
}

static void
set_place (SchoQueryPlace *place, const char *text, const SchoQuerySpan *span)
{
  if (place == NULL)
    return;
  place->start = (guint) g_utf8_pointer_to_offset (text, text + span->start);
  place->length = (guint) g_utf8_pointer_to_offset (text + span->start, text + span->end);
}

/* It is a query, and does not lead to @name. */
static gboolean
check_text (SchoSnapshot *snapshot,
            const char *name,
            const char *text,
            SchoQueryPlace *place,
            GError **error)
{
  g_autoptr (SchoPassageQuery) query = scho_passage_query_parse (text, place, error);
  g_autoptr (GPtrArray) within = g_ptr_array_new ();
  g_autofree char *whole = NULL;
  SchoQuerySpan span;

  if (query == NULL)
    return FALSE;
  g_ptr_array_add (within, (gpointer) name);
  if ((whole = scho_query_expand (query, snapshot, within, &span, error)) != NULL)
    return TRUE;
  set_place (place, text, &span);
  return FALSE;
}

static SchoStep *
put (SchoSnapshot *snapshot, const SchoAttachment *before, const SchoAttachment *values)
{
  SchoStep *step = scho_edit_new_step (snapshot, _ ("Query “%s” saved"), values->name);

  if (before == NULL)
    scho_step_add_attachment (step, values, NULL);
  else if (!g_str_equal (before->text, values->text))
    scho_step_replace_attachment (step, values, NULL);
  return step;
}

SchoStep *
scho_edit_save_query (SchoSnapshot *snapshot,
                      const char *name,
                      const char *text,
                      SchoQueryPlace *place,
                      GError **error)
{
  g_autofree char *line = dup_name (name, error);
  g_autoptr (GPtrArray) list = scho_saved_query_list (snapshot);
  const SchoAttachment *before;
  SchoAttachment after = { .kind = SCHO_ATTACHMENT_QUERY };

  if (place != NULL)
    *place = (SchoQueryPlace){ 0, 0 };
  if (line == NULL || !check_text (snapshot, line, text, place, error))
    return NULL;
  if ((before = find_exactly (list, line)) != NULL)
    after = *before;
  after.name = line;
  after.text = text;
  return put (snapshot, before, &after);
}

typedef struct
{
  SchoSnapshot *snapshot;
  const SchoAttachment *renamed;
  const char *new_name; /* as a query has it */
} Renaming;

static char *
respell_saved (const SchoQueryNode *node, gpointer data)
{
  const Renaming *self = data;

  return node->kind == SCHO_QUERY_SAVED
                 && scho_saved_query_find (self->snapshot, node->name, NULL)
                        == self->renamed
             ? g_strdup (self->new_name)
             : NULL;
}

static void
rename_in_others (SchoStep *step, GPtrArray *list, Renaming *renaming)
{
  for (guint i = 0; i < list->len; i++)
    {
      SchoAttachment other = *(const SchoAttachment *) list->pdata[i];
      g_autofree char *text = scho_query_respell (other.text, respell_saved, renaming);

      if (other.id == renaming->renamed->id || text == NULL)
        continue;
      other.text = text;
      scho_step_replace_attachment (step, &other, NULL);
    }
}

static void
rename_in_result (SchoStep *step, const SchoAttachment *result, Renaming *renaming)
{
  SchoAttachment values = *result;
  g_auto (SchoPinned) pinned = { 0 };
  g_autofree char *text = NULL;

  if (!scho_pinned_read (&pinned, result, NULL)
      || !scho_pinned_respell (&pinned, respell_saved, renaming))
    return;
  values.text = text = scho_pinned_dup_text (&pinned);
  scho_step_replace_attachment (step, &values, NULL);
}

static void
rename_in_results (SchoStep *step, Renaming *renaming)
{
  gsize n;
  const SchoAttachment *const *all
      = scho_snapshot_get_attachments (renaming->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (all[i]->kind, SCHO_ATTACHMENT_RESULT))
      rename_in_result (step, all[i], renaming);
}

SchoStep *
scho_edit_rename_query (SchoSnapshot *snapshot,
                        const char *name,
                        const char *new_name,
                        GError **error)
{
  const SchoAttachment *before = scho_saved_query_find (snapshot, name, error);
  g_autoptr (GPtrArray) list = scho_saved_query_list (snapshot);
  g_autofree char *line = before != NULL ? dup_name (new_name, error) : NULL;
  const SchoAttachment *other = line != NULL ? find_exactly (list, line) : NULL;
  g_autofree char *quoted = NULL;
  SchoAttachment after;
  Renaming renaming;
  SchoStep *step;

  if (line == NULL)
    return NULL;
  if (other != NULL && other != before)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("There is a saved query “%s” already"), line);
      return NULL;
    }
  step = scho_edit_new_step (snapshot, _ ("Query “%s” renamed"), before->name);
  if (other == before)
    return step;
  after = *before;
  after.name = line;
  scho_step_replace_attachment (step, &after, NULL);
  quoted = scho_saved_query_quote (line);
  renaming = (Renaming){ snapshot, before, quoted };
  rename_in_others (step, list, &renaming);
  rename_in_results (step, &renaming);
  return step;
}

SchoStep *
scho_edit_remove_query (SchoSnapshot *snapshot, const char *name, GError **error)
{
  const SchoAttachment *saved = scho_saved_query_find (snapshot, name, error);
  SchoStep *step;

  if (saved == NULL)
    return NULL;
  step = scho_edit_new_step (snapshot, _ ("Query “%s” removed"), saved->name);
  scho_step_remove_attachment (step, saved->id);
  return step;
}

char *
scho_saved_query_quote (const char *name)
{
  SchoQueryNode node = { .kind = SCHO_QUERY_SAVED, .name = (char *) name };

  return scho_query_print (&node);
}
