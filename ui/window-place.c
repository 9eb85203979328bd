/* What lies at the caret: to be removed, and for the menu of a right click. */
#include "window-private.h"

#include "coding-chooser.h"
#include "quotation.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>

#define MOST_IN_MENU 8

static SchoSnapshot *
get_snapshot (SchoWindow *self)
{
  return scho_session_get_snapshot (self->session);
}

static GArray *
dup_codings_here (SchoPage *page)
{
  guint32 start, end;

  scho_page_get_selection (page, &start, &end);
  return scho_page_dup_codings (page, start, end);
}

/* In one step. */
static void
remove_codings (SchoWindow *self, GArray *codings)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < codings->len; i++)
    g_ptr_array_add (all, &g_array_index (codings, SchoAnnotation, i));
  scho_session_apply (
      self->session,
      scho_edit_remove_annotations (get_snapshot (self),
                                    (const SchoAnnotation *const *) all->pdata, all->len),
      NULL);
}

/* Those that were chosen may have been changed meanwhile. */
static void
chosen_cb (SchoWindow *self, GArray *codings)
{
  g_autoptr (GArray) there = g_array_new (FALSE, FALSE, sizeof (SchoAnnotation));

  for (guint i = 0; i < codings->len; i++)
    {
      SchoAnnotation *chosen = &g_array_index (codings, SchoAnnotation, i);
      const SchoAnnotation *now = scho_snapshot_find_annotation (
          get_snapshot (self), chosen->document, &chosen->uuid);

      if (now != NULL)
        g_array_append_val (there, *now);
    }
  if (there->len > 0)
    remove_codings (self, there);
}

static void
looked_at_cb (SchoPage *page, const SchoAnnotation *coding)
{
  scho_page_set_active (page, coding != NULL ? &coding->uuid : NULL);
}

static void
chooser_closed_cb (SchoPage *page)
{
  scho_page_set_active (page, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (page));
}

static void
ask_which (SchoWindow *self, SchoPage *page, GArray *codings)
{
  guint32 start, end, caret = scho_page_get_caret (page);
  g_autofree char *all = NULL;
  GdkRectangle place;
  SchoCodingChooser *chooser;

  scho_page_get_selection (page, &start, &end);
  if (!scho_page_get_rectangle (page, start, end, &place)
      && !scho_page_get_rectangle (page, caret, caret, &place))
    {
      scho_page_scroll_to (page, start, end);
      place = (GdkRectangle){ gtk_widget_get_width (GTK_WIDGET (page)) / 2, 0, 1, 1 };
    }
  all = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "All %u of them", "All %u of them", codings->len),
      codings->len);
  chooser
      = scho_coding_chooser_popup (GTK_WIDGET (page), &place, _ ("Remove which code?"),
                                   all, get_snapshot (self), codings);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (chooser, "looked-at", G_CALLBACK (looked_at_cb), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (chooser, "closed", G_CALLBACK (chooser_closed_cb), page,
                           G_CONNECT_SWAPPED);
  looked_at_cb (page, &g_array_index (codings, SchoAnnotation, 0));
}

/* Whoever clicks in the text may mean any of those that lie there: what is lit up is then
 * only the first of the list. */
static void
put_active (SchoPage *page, GArray *codings)
{
  SchoAnnotation active;

  if (!scho_page_get_active (page, &active))
    return;
  if (!scho_page_is_active_guessed (page))
    g_array_set_size (codings, 0);
  for (guint i = 0; i < codings->len; i++)
    if (scho_uuid_compare (&g_array_index (codings, SchoAnnotation, i).uuid, &active.uuid)
        == 0)
      {
        g_array_remove_index (codings, i);
        break;
      }
  g_array_prepend_val (codings, active);
}

/* The one whose stripe was clicked or that one went to, the only one, or the one that is
 * chosen from a list. */
static void
remove_coding_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  SchoPage *page = scho_window_get_page (self);
  g_autoptr (GArray) codings = page != NULL ? dup_codings_here (page) : NULL;

  if (codings == NULL || codings->len == 0)
    {
      scho_window_toast (self, _ ("No code lies here."));
      return;
    }
  put_active (page, codings);
  if (codings->len > 1)
    ask_which (self, page, codings);
  else
    remove_codings (self, codings);
}

static void
remove_annotation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  const SchoAnnotation *coding = scho_window_find_coding (self, parameter);

  if (coding != NULL)
    scho_session_apply (self->session,
                        scho_edit_remove_annotation (get_snapshot (self), coding), NULL);
}

static void
select_annotation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const SchoAnnotation *coding = scho_window_find_coding (data, parameter);

  if (coding != NULL)
    scho_window_show_coding (data, coding);
}

static void
annotation_memo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  const SchoAnnotation *coding = scho_window_find_coding (self, parameter);

  if (coding == NULL)
    return;
  scho_window_show_coding (self, coding);
  scho_window_show_side (self, "passage");
  scho_window_follow_page (self);
  scho_passage_pane_focus_memo_of (self->passage_pane, &coding->uuid);
}

static void
describe_code_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  const SchoAnnotation *coding = scho_window_find_coding (self, parameter);

  if (coding == NULL)
    return;
  scho_code_pane_set_code (self->code_pane, coding->code);
  scho_code_tree_select (self->code_tree, coding->code);
  scho_window_show_side (self, "code");
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoPage *page = scho_window_get_page (data);

  if (page != NULL)
    scho_page_copy (page);
}

static void
copy_quotation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  SchoPage *page = scho_window_get_page (self);
  guint32 start, end;
  g_autofree char *quotation = NULL;

  if (page == NULL || !scho_page_get_selection (page, &start, &end))
    {
      scho_window_toast (self, _ ("Select the passage first that shall be copied."));
      return;
    }
  quotation = scho_quotation_new (get_snapshot (self), scho_page_get_text (page),
                                  scho_page_get_document (page), start, end);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), quotation);
  scho_window_toast (self, _ ("Copied with its source."));
}

static void
append_action (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static char *
dup_menu_label (SchoSnapshot *snapshot, const SchoAnnotation *coding)
{
  const SchoCode *code = scho_snapshot_get_code (snapshot, coding->code);
  const SchoCoder *coder = scho_snapshot_get_coder (snapshot, coding->coder);
  g_autofree char *words = NULL;
  g_auto (GStrv) parts = NULL;

  words = g_strdup_printf ("%s · %s", code != NULL ? code->name : "",
                           coder != NULL ? coder->name : "");
  /* An underscore would be a mnemonic. */
  parts = g_strsplit (words, "_", -1);
  return g_strjoinv ("__", parts);
}

static void
append_coding (GMenu *menu, SchoSnapshot *snapshot, const SchoAnnotation *coding)
{
  g_autoptr (GMenu) submenu = g_menu_new ();
  g_autofree char *label = dup_menu_label (snapshot, coding);
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (&coding->uuid, uuid);
  append_action (submenu, _ ("_Remove"), "win.remove-annotation", uuid);
  append_action (submenu, _ ("_Change the code…"), "win.recode", uuid);
  append_action (submenu, _ ("_Memo"), "win.annotation-memo", uuid);
  append_action (submenu, _ ("_Select the passage"), "win.select-annotation", uuid);
  append_action (submenu, _ ("_Go to the code"), "win.describe-code-of", uuid);
  g_menu_append_submenu (menu, label, G_MENU_MODEL (submenu));
}

void
scho_window_fill_place_menu (SchoWindow *self, SchoPage *page)
{
  g_autoptr (GArray) codings = dup_codings_here (page);

  g_menu_remove_all (self->place_menu);
  for (guint i = 0; i < MIN (codings->len, MOST_IN_MENU); i++)
    append_coding (self->place_menu, get_snapshot (self),
                   &g_array_index (codings, SchoAnnotation, i));
}

static const GActionEntry actions[] = {
  { .name = "remove-coding", .activate = remove_coding_cb },
  { .name = "remove-annotation",
    .activate = remove_annotation_cb,
    .parameter_type = "s" },
  { .name = "select-annotation",
    .activate = select_annotation_cb,
    .parameter_type = "s" },
  { .name = "annotation-memo", .activate = annotation_memo_cb, .parameter_type = "s" },
  { .name = "describe-code-of", .activate = describe_code_cb, .parameter_type = "s" },
  { .name = "copy", .activate = copy_cb },
  { .name = "copy-quotation", .activate = copy_quotation_cb },
};

void
scho_window_install_place_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}

const SchoAnnotation *
scho_window_find_coding (SchoWindow *self, GVariant *parameter)
{
  SchoPage *page = scho_window_get_page (self);
  const SchoAnnotation *coding = NULL;
  SchoUuid uuid;

  if (page != NULL && scho_uuid_parse (g_variant_get_string (parameter, NULL), &uuid))
    coding = scho_snapshot_find_annotation (get_snapshot (self),
                                            scho_page_get_document (page), &uuid);
  if (coding == NULL)
    scho_window_toast (self, _ ("There is no such coding in this document."));
  return coding;
}
