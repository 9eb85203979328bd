#include <scholiast/query-respell-private.h>

typedef struct
{
  const char *query;
  GString *text;
  gsize at; /* in @query: up to there it is in @text */
  SchoQueryRespell respell;
  gpointer data;
} Work;

static void
visit (Work *self, const SchoQueryNode *node)
{
  g_autofree char *name = self->respell (node, self->data);

  if (name != NULL)
    {
      g_string_append_len (self->text, self->query + self->at,
                           (gssize) (node->name_span.start - self->at));
      g_string_append (self->text, name);
      self->at = node->name_span.end;
    }
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    visit (self, scho_query_node_get (node, i));
}

char *
scho_query_respell (const char *query, SchoQueryRespell respell, gpointer data)
{
  g_autoptr (SchoPassageQuery) before
      = query != NULL ? scho_passage_query_parse (query, NULL, NULL) : NULL;
  g_autoptr (SchoPassageQuery) after = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Work work = { query, text, 0, respell, data };

  if (before != NULL)
    visit (&work, before->root);
  if (work.at == 0)
    return NULL;
  g_string_append (text, query + work.at);
  after = scho_passage_query_parse (text->str, NULL, NULL);
  return after != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
