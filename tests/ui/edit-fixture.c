#include "edit-fixture.h"

#include <scholiast/edit.h>
#include <string.h>

guint32 document;

/* A document with these passages coded, in front. */
void
open_text (const char *utf8, const char *const *passages)
{
  SchoSnapshot *snapshot;
  g_autoptr (SchoText) text = scho_text_new (utf8, NULL);
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;
  guint32 coder;

  open_sample ();
  snapshot = get_snapshot ();
  step = scho_step_new (snapshot, "Begin");
  document = scho_step_add_document (step, &(SchoDocument){ .title = TITLE }, text);
  coder = scho_step_ensure_coder (step, "asha");
  for (guint i = 0; passages != NULL && passages[i] != NULL; i++)
    {
      guint32 start = (guint32) g_utf8_strlen (utf8, strstr (utf8, passages[i]) - utf8);

      scho_step_add_annotation (
          step, &(SchoAnnotation){ .document = document,
                                   .code = find_code ("apology")->id,
                                   .coder = coder,
                                   .start = start,
                                   .end = start + g_utf8_strlen (passages[i], -1),
                                   .weight = SCHO_NO_WEIGHT });
    }
  ck_assert (scho_project_apply (get_project (), step, &error));
  activate ("open-document", g_variant_new_string (TITLE));
  settle (200);
}

SchoPage *
get_page (void)
{
  return scho_window_get_page (fixture.window);
}

GtkTextView *
get_view (void)
{
  return GTK_TEXT_VIEW (get_page ()->view);
}

void
begin (void)
{
  activate ("edit-text", NULL);
  settle (50);
  ck_assert_ptr_nonnull (scho_page_get_edit (get_page ()));
  ck_assert (gtk_text_view_get_editable (get_view ()));
}

void
choose (guint32 start, guint32 end)
{
  activate ("select", g_variant_new ("(uu)", start, end));
}

/* As the input method does it, over what is chosen. */
void
type (const char *words)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_view ());

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
      gtk_text_buffer_insert_interactive_at_cursor (
          buffer, p, (int) (g_utf8_next_char (p) - p), TRUE);
      gtk_text_buffer_end_user_action (buffer);
    }
  settle (50);
}

void
erase (guint n)
{
  for (guint i = 0; i < n; i++)
    g_signal_emit_by_name (get_view (), "backspace");
  settle (50);
}

void
delete_forward (void)
{
  g_signal_emit_by_name (get_view (), "delete-from-cursor", GTK_DELETE_CHARS, 1);
  settle (50);
}

void
paste (const char *words)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (get_view ())), words);
  g_signal_emit_by_name (get_view (), "paste-clipboard");
  settle (200);
}

char *
dup_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoText) text = scho_snapshot_read_text (get_snapshot (), document, &error);

  ck_assert_msg (text != NULL, "%s", error != NULL ? error->message : "");
  return g_strdup (scho_text_get_utf8 (text, NULL));
}

/* The coded words, in the text's order, separated by bars. */
char *
dup_passages (void)
{
  g_autoptr (SchoText) text = scho_snapshot_read_text (get_snapshot (), document, NULL);
  GString *all = g_string_new (NULL);
  gsize n;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (get_snapshot (), document, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *words
          = scho_text_dup_range (text, codings[i].start, codings[i].end);

      g_string_append_printf (all, "%s%s", i > 0 ? "|" : "", words);
    }
  return g_string_free (all, FALSE);
}

void
assert_document (const char *text, const char *passages)
{
  g_autofree char *real_text = dup_text (), *real_passages = dup_passages ();

  ck_assert_str_eq (real_text, text);
  ck_assert_str_eq (real_passages, passages);
}

void
assert_sound (void)
{
  g_autoptr (GPtrArray) problems = scho_project_check (get_project (), NULL, NULL, NULL);

  ck_assert_ptr_nonnull (problems);
  ck_assert_msg (problems->len == 0, "%s",
                 problems->len > 0 ? (char *) problems->pdata[0] : "");
}
