/* edit-follow.c - what names codes goes on to mean them: saved queries, pinned results.
 *
 * Both hold the names as text, as people wrote them. Of this text only those names change
 * that would mean another code after the step, or none.
 */
#include <scholiast/edit-private.h>

#include <string.h>

#include <scholiast/pinned-private.h>
#include <scholiast/query-node-private.h>
#include <scholiast/query-saved-private.h>
#include <scholiast/snapshot-private.h>

typedef struct
{
  SchoSnapshot *before, *after;
  const guint32 *becomes; /* nullable; by code id: what it is merged into, or 0 */
} Follow;

/* 0: the code is gone. */
static guint32
find_successor (const Follow *self, guint32 code)
{
  while (self->becomes != NULL && self->becomes[code] != 0)
    code = self->becomes[code];
  return scho_snapshot_get_code (self->after, code) != NULL ? code : 0;
}

/* %NULL: it means the same as before, or never meant anything. */
static char *
follow_label (const Follow *self, const char *label)
{
  const SchoCode *before = scho_query_find_code (self->before, label, NULL), *after;
  guint32 code = before != NULL ? find_successor (self, before->id) : 0;

  if (code == 0)
    return NULL;
  after = scho_query_find_code (self->after, label, NULL);
  return after != NULL && after->id == code
             ? NULL
             : scho_snapshot_dup_code_label (self->after, code);
}

/* (element-type SchoQueryNode): in the order of the text. */
static void
collect_codes (const SchoQueryNode *node, GPtrArray *codes)
{
  if (node->kind == SCHO_QUERY_CODE && node->scope != SCHO_QUERY_ANY_CODE)
    g_ptr_array_add (codes, (gpointer) node);
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    collect_codes (scho_query_node_get (node, i), codes);
}

/* %NULL: it stays as it is. */
static char *
follow_query (const Follow *self, const char *query)
{
  g_autoptr (SchoPassageQuery) before
      = query != NULL ? scho_passage_query_parse (query, NULL, NULL) : NULL;
  g_autoptr (SchoPassageQuery) after = NULL;
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  gsize at = 0;

  if (before != NULL)
    collect_codes (before->root, codes);
  for (guint i = 0; i < codes->len; i++)
    {
      const SchoQueryNode *node = codes->pdata[i];
      g_autofree char *label = follow_label (self, node->name);
      g_autofree char *quoted = label != NULL ? scho_passage_query_quote (label) : NULL;

      if (label == NULL)
        continue;
      g_string_append_len (text, query + at, (gssize) (node->name_span.start - at));
      g_string_append (text, quoted);
      if (node->scope == SCHO_QUERY_BRANCH)
        g_string_append (text, "/*");
      at = node->name_span.end;
    }
  if (at == 0)
    return NULL;
  g_string_append (text, query + at);
  after = scho_passage_query_parse (text->str, NULL, NULL); /* it may be too long now */
  return after != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
follow_setting (const Follow *self, char **setting, const char *name)
{
  g_autofree char *label = NULL;
  gsize length = strlen (name);

  if (strncmp (*setting, name, length) != 0 || (*setting)[length] != '='
      || (*setting)[length + 1] == '\0'
      || !(label = follow_label (self, *setting + length + 1)))
    return FALSE;
  g_free (*setting);
  *setting = g_strdup_printf ("%s=%s", name, label);
  return TRUE;
}

/* %NULL: it stays as it is. */
static char *
follow_pinned (const Follow *self, const SchoAttachment *attachment)
{
  g_auto (SchoPinned) pinned = { 0 };
  char *query, *where;
  gboolean changed;

  if (!scho_pinned_read (&pinned, attachment, NULL))
    return NULL;
  query = follow_query (self, pinned.query);
  where = follow_query (self, pinned.where);
  changed = query != NULL || where != NULL;
  scho_pinned_take_queries (&pinned, query, where);
  for (char **name = pinned.codes; *name != NULL; name++)
    for (char **setting = pinned.settings; *setting != NULL; setting++)
      changed |= follow_setting (self, setting, *name);
  return changed ? scho_pinned_dup_text (&pinned) : NULL;
}

static gboolean
names_codes (const SchoAttachment *attachment)
{
  return scho_is_saved_query (attachment)
         || g_str_equal (attachment->kind, SCHO_ATTACHMENT_RESULT);
}

static void
follow_attachment (const Follow *self, SchoStep *step, const SchoAttachment *attachment)
{
  SchoAttachment values = *attachment;
  g_autofree char *text = scho_is_saved_query (attachment)
                              ? follow_query (self, attachment->text)
                              : follow_pinned (self, attachment);

  if (text == NULL)
    return;
  values.text = text;
  scho_step_replace_attachment (step, &values, NULL);
}

void
scho_edit_follow_codes (SchoStep *step, const guint32 *becomes)
{
  Follow self = { .before = scho_step_get_base (step), .becomes = becomes };
  g_autoptr (SchoSnapshot) after = NULL;
  gsize n;
  const SchoAttachment *const *attachments
      = scho_snapshot_get_attachments (self.before, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (!names_codes (attachments[i]))
        continue;
      /* Only where there is anything; a step that does not fit is refused later. */
      if (after == NULL && !(after = scho_snapshot_apply (self.before, step, NULL)))
        return;
      self.after = after;
      follow_attachment (&self, step, attachments[i]);
    }
}
