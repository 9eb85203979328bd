/* query-bind.c - what the names of a query are in one project. */
#include <scholiast/query-run-private.h>

#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/attribute.h>
#include <scholiast/code-path.h>
#include <scholiast/near-names-private.h>
#include <scholiast/query-saved-private.h>
#include <scholiast/lookup.h>

#define MOST_MATCHES 20000000 /* some 800 MB */

/* Nearly everybody who writes “Blame” for “blame” means it. */
static gboolean
is_nearly (const char *name, const char *folded)
{
  g_autofree char *other = g_utf8_casefold (name, -1);

  return strcmp (other, folded) == 0;
}

/* By its name; by its path too, of which a slash may be a part of the name. */
static gboolean
is_nearly_code (SchoSnapshot *snapshot,
                const SchoCode *code,
                const char *folded,
                gboolean is_path)
{
  g_autofree char *path
      = is_path ? scho_snapshot_dup_code_path (snapshot, code->id) : NULL;

  return is_nearly (code->name, folded) || (path != NULL && is_nearly (path, folded));
}

static const SchoCode *
find_code_in_any_case (SchoSnapshot *snapshot, const char *label)
{
  g_autofree char *name = scho_code_path_dup_name (label);
  g_autofree char *folded = g_utf8_casefold (name != NULL ? name : label, -1);
  const SchoCode *found = NULL;
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (!is_nearly_code (snapshot, codes[i], folded, name == NULL))
        continue;
      if (found != NULL)
        return NULL;
      found = codes[i];
    }
  return found;
}

const SchoCode *
scho_query_find_code (SchoSnapshot *snapshot, const char *name, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const SchoCode *code = scho_lookup_code (snapshot, name, &failure);

  if (code == NULL)
    code = find_code_in_any_case (snapshot, name);
  if (code == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return code;
}

static gboolean
bind_code (SchoQueryRun *self, const SchoQueryNode *node, GError **error)
{
  SchoQueryBinding *binding = &self->bindings[node->number];
  guint32 limit = scho_snapshot_get_code_limit (self->snapshot);
  g_autofree gboolean *branch = NULL;
  const SchoCode *code;

  binding->is_told = TRUE;
  binding->codes = g_new (guint8, (gsize) limit + 1);
  memset (binding->codes, node->scope == SCHO_QUERY_ANY_CODE, (gsize) limit + 1);
  if (node->scope == SCHO_QUERY_ANY_CODE)
    return TRUE;
  if (!(code = scho_query_find_code (self->snapshot, node->name, error)))
    return FALSE;
  if (node->scope == SCHO_QUERY_ITSELF)
    {
      binding->codes[code->id] = TRUE;
      return TRUE;
    }
  branch = scho_lookup_branch (self->snapshot, code->id);
  for (guint32 id = 0; id < limit; id++)
    binding->codes[id]
        = branch[id] && (id != code->id || node->scope == SCHO_QUERY_BRANCH);
  return TRUE;
}

static const SchoCoder *
find_coder_in_any_case (SchoSnapshot *snapshot, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  const SchoCoder *found = NULL;
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (is_nearly (coders[i]->name, folded))
      {
        if (found != NULL)
          return NULL;
        found = coders[i];
      }
  return found;
}

static gboolean
bind_coder (SchoQueryRun *self, const SchoQueryNode *node, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const SchoCoder *coder = scho_lookup_coder (self->snapshot, node->value, &failure);

  if (coder == NULL)
    coder = find_coder_in_any_case (self->snapshot, node->value);
  if (coder == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  self->bindings[node->number].coder = coder->id;
  if (node->sign != SCHO_QUERY_IS_NOT)
    {
      guint8 *coders
          = g_new0 (guint8, (gsize) scho_snapshot_get_coder_limit (self->snapshot) + 1);

      coders[coder->id] = TRUE;
      self->bindings[node->number].coders = coders;
      self->bindings[node->number].is_told = TRUE;
    }
  return TRUE;
}

static gboolean
find_no_attribute (const GArray *columns, const char *name, GError **error)
{
  g_autoptr (SchoNearNames) near = scho_near_names_new (name);
  g_autofree char *words = NULL;

  for (guint i = 0; i < columns->len; i++)
    scho_near_names_offer (near, g_array_index (columns, SchoAttributeColumn, i).name);
  for (guint i = SCHO_QUERY_TITLE; i <= SCHO_QUERY_TEXT; i++)
    scho_near_names_offer (near, scho_query_field_get_word (i));
  words = scho_near_names_dup_words (near);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               _ ("No document has an attribute “%s”%s"), name, words);
  return FALSE;
}

static gboolean
bind_attribute (SchoQueryRun *self, const SchoQueryNode *node, GError **error)
{
  g_autoptr (GArray) columns = scho_snapshot_list_attributes (self->snapshot);
  g_autofree char *folded = g_utf8_casefold (node->name, -1);
  const char *found = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      const char *name = g_array_index (columns, SchoAttributeColumn, i).name;

      if (strcmp (name, node->name) == 0)
        {
          found = name;
          break;
        }
      if (found == NULL && is_nearly (name, folded))
        found = name;
    }
  self->bindings[node->number].attribute = g_strdup (found);
  return found != NULL || find_no_attribute (columns, node->name, error);
}

/* @other: (nullable): any. (nullable) (transfer full) */
static guint8 *
join_table (guint8 *table, const guint8 *other, gsize n, gboolean is_first, gboolean both)
{
  if (is_first || (table == NULL && both))
    {
      g_free (table);
      return g_memdup2 (other, other != NULL ? n : 0);
    }
  if (other == NULL && both)
    return table;
  if (table == NULL || other == NULL)
    {
      g_free (table);
      return NULL;
    }
  for (gsize i = 0; i < n; i++)
    table[i] = both ? table[i] && other[i] : table[i] || other[i];
  return table;
}

/* Which codes and coders can be among what is found, so that most codings need not be
 * looked at. */
static void
join_tables (SchoQueryRun *self, const SchoQueryNode *node)
{
  gsize n_codes = (gsize) scho_snapshot_get_code_limit (self->snapshot) + 1;
  gsize n_coders = (gsize) scho_snapshot_get_coder_limit (self->snapshot) + 1;
  SchoQueryBinding *all = &self->bindings[node->number];
  gboolean both = node->kind == SCHO_QUERY_AND;

  if ((!both && node->kind != SCHO_QUERY_OR) || !scho_query_is_of_codings (node))
    return;
  all->is_told = TRUE;
  for (guint i = 0; i < node->children->len; i++)
    {
      const SchoQueryBinding *each
          = &self->bindings[scho_query_node_get (node, i)->number];

      /* Either of two tables is not told by one. */
      all->is_told &= each->is_told && (both || each->coders == NULL);
      all->codes = join_table (all->codes, each->codes, n_codes, i == 0, both);
      all->coders = join_table (all->coders, each->coders, n_coders, i == 0, both);
    }
}

static gboolean
bind_node (SchoQueryRun *self,
           const SchoQueryNode *node,
           SchoQuerySpan *place,
           GError **error)
{
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    if (!bind_node (self, scho_query_node_get (node, i), place, error))
      return FALSE;
  join_tables (self, node);
  *place = node->name_span;
  if (node->kind == SCHO_QUERY_CODE)
    return bind_code (self, node, error);
  if (node->kind != SCHO_QUERY_TERM)
    return TRUE;
  if (node->field == SCHO_QUERY_ATTRIBUTE)
    return bind_attribute (self, node, error);
  *place = node->value_span;
  return node->field != SCHO_QUERY_CODER || bind_coder (self, node, error);
}

gboolean
scho_query_run_init (SchoQueryRun *self,
                     const SchoPassageQuery *query,
                     SchoSnapshot *snapshot,
                     GCancellable *cancellable,
                     SchoQuerySpan *place,
                     GError **error)
{
  *self = (SchoQueryRun){ .snapshot = snapshot,
                          .query = query,
                          .cancellable = cancellable };
  self->bindings = g_new0 (SchoQueryBinding, query->n_nodes);
  self->states = g_new0 (SchoQueryState, query->n_nodes);
  return bind_node (self, query->root, place, error);
}

static void
clear_document (SchoQueryRun *self)
{
  for (guint i = 0; i < self->query->n_nodes; i++)
    {
      SchoQueryState *state = &self->states[i];

      state->truth = SCHO_TRUTH_UNKNOWN;
      g_clear_pointer (&state->set, scho_query_set_free);
      g_clear_pointer (&state->hits, g_array_unref);
    }
  g_clear_pointer (&self->text, scho_text_unref);
}

void
scho_query_run_clear (SchoQueryRun *self)
{
  clear_document (self);
  for (guint i = 0; i < self->query->n_nodes; i++)
    {
      g_free (self->bindings[i].codes);
      g_free (self->bindings[i].coders);
      g_free (self->bindings[i].attribute);
    }
  g_free (self->bindings);
  g_free (self->states);
  g_clear_error (&self->failure);
}

void
scho_query_run_set_document (SchoQueryRun *self, const SchoDocument *document)
{
  clear_document (self);
  self->document = document;
  self->index = scho_snapshot_get_index (self->snapshot, document->id);
  self->annotations = scho_snapshot_get_annotations (self->snapshot, document->id,
                                                     &self->n_annotations);
}

gboolean
scho_query_run_has_room (SchoQueryRun *self, gsize n)
{
  if (self->failure == NULL && n > MOST_MATCHES)
    g_set_error_literal (&self->failure, SCHO_ERROR, SCHO_ERROR_FAILED,
                         _ ("The query finds more than 20,000,000 passages"));
  return self->failure == NULL;
}

SchoText *
scho_query_run_get_text (SchoQueryRun *self)
{
  if (self->text == NULL && self->failure == NULL)
    self->text
        = scho_snapshot_read_text (self->snapshot, self->document->id, &self->failure);
  return self->text;
}

GArray *
scho_query_run_get_hits (SchoQueryRun *self, const SchoQueryNode *node)
{
  SchoQueryState *state = &self->states[node->number];
  SchoText *text = scho_query_run_get_text (self);

  if (state->hits != NULL || text == NULL)
    return state->hits;
  state->hits = g_array_new (FALSE, FALSE, sizeof (SchoHit));
  if (!scho_search_text (node->search, NULL, text, self->document->id, state->hits,
                         &self->failure))
    {
      g_prefix_error (&self->failure, "%s: ", self->document->title);
      g_clear_pointer (&state->hits, g_array_unref);
    }
  return state->hits;
}
