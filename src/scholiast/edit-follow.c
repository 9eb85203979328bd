/* edit-follow.c - what names codes goes on to mean them: saved queries, pinned results.
 *
 * Both hold the names as text, as people wrote them. Of this text only those names change
 * that would mean another code after the step, or none.
 */
#include <scholiast/edit-private.h>

#include <string.h>

#include <scholiast/pinned-private.h>
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

static char *
respell_code (const SchoQueryNode *node, gpointer data)
{
  g_autofree char *label = NULL, *quoted = NULL;

  if (node->kind != SCHO_QUERY_CODE || node->scope == SCHO_QUERY_ANY_CODE
      || !(label = follow_label (data, node->name)))
    return NULL;
  quoted = scho_passage_query_quote (label);
  return g_strconcat (quoted, node->scope == SCHO_QUERY_BRANCH ? "/*" : "", NULL);
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
follow_pinned (Follow *self, const SchoAttachment *attachment)
{
  g_auto (SchoPinned) pinned = { 0 };
  gboolean changed;

  if (!scho_pinned_read (&pinned, attachment, NULL))
    return NULL;
  changed = scho_pinned_respell (&pinned, respell_code, self);
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
follow_attachment (Follow *self, SchoStep *step, const SchoAttachment *attachment)
{
  SchoAttachment values = *attachment;
  g_autofree char *text = scho_is_saved_query (attachment)
                              ? scho_query_respell (attachment->text, respell_code, self)
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
