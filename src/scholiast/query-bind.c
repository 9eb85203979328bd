/* query-bind.c - what the names of a query are in one project. */
#include <scholiast/query-run-private.h>

#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/attribute.h>
#include <scholiast/near-names-private.h>
#include <scholiast/query.h>

/* Nearly everybody who writes “Blame” for “blame” means it. */
static gboolean
is_nearly (const char *name, const char *folded)
{
  g_autofree char *other = g_utf8_casefold (name, -1);

  return strcmp (other, folded) == 0;
}

static const SchoCode *
find_code_in_any_case (SchoSnapshot *snapshot, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  const SchoCode *found = NULL;
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = strchr (name, '/') != NULL
                                  ? scho_snapshot_dup_code_path (snapshot, codes[i]->id)
                                  : g_strdup (codes[i]->name);

      if (!is_nearly (path, folded))
        continue;
      if (found != NULL)
        return NULL;
      found = codes[i];
    }
  return found;
}

static gboolean
bind_code (SchoQueryRun *self, const SchoQueryNode *node, GError **error)
{
  SchoQueryBinding *binding = &self->bindings[node->number];
  guint32 limit = scho_snapshot_get_code_limit (self->snapshot);
  g_autoptr (GError) failure = NULL;
  g_autofree gboolean *branch = NULL;
  const SchoCode *code;

  binding->codes = g_new (guint8, (gsize) limit + 1);
  memset (binding->codes, node->scope == SCHO_QUERY_ANY_CODE, (gsize) limit + 1);
  if (node->scope == SCHO_QUERY_ANY_CODE)
    return TRUE;
  if (!(code = scho_query_code (self->snapshot, node->name, &failure))
      && !(code = find_code_in_any_case (self->snapshot, node->name)))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (node->scope == SCHO_QUERY_ITSELF)
    {
      binding->codes[code->id] = TRUE;
      return TRUE;
    }
  branch = scho_query_branch (self->snapshot, code->id);
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
  const SchoCoder *coder = scho_query_coder (self->snapshot, node->value, &failure);

  if (coder == NULL)
    coder = find_coder_in_any_case (self->snapshot, node->value);
  if (coder == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  self->bindings[node->number].coder = coder->id;
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

static gboolean
bind_node (SchoQueryRun *self,
           const SchoQueryNode *node,
           SchoQuerySpan *place,
           GError **error)
{
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    if (!bind_node (self, scho_query_node_get (node, i), place, error))
      return FALSE;
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
