#include "window-private.h"

#include "coding-options.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>
#include <scholiast/lookup.h>

/* Longer words are no name. */
#define MOST_IN_VIVO 60
#define MOST_RECENT 9

static SchoSnapshot *
get_snapshot (SchoWindow *self)
{
  return scho_session_get_snapshot (self->session);
}

const SchoCode *
scho_window_find_code (SchoWindow *self, GVariant *parameter)
{
  g_autoptr (GError) error = NULL;
  const SchoCode *code = scho_lookup_code (
      get_snapshot (self), g_variant_get_string (parameter, NULL), &error);

  if (code == NULL)
    scho_window_toast (self, error->message);
  return code;
}

/* The last one comes first. */
static void
remember_code (SchoWindow *self, guint32 code)
{
  GArray *recent = self->recent_codes;

  for (guint i = 0; i < recent->len; i++)
    if (g_array_index (recent, guint32, i) == code)
      {
        g_array_remove_index (recent, i);
        break;
      }
  g_array_prepend_val (recent, code);
  g_array_set_size (recent, MIN (recent->len, MOST_RECENT));
}

/* What is selected, as far as the unit that was chosen wants it. */
static SchoPage *
get_passage (SchoWindow *self, guint32 *start, guint32 *end)
{
  SchoPage *page = scho_window_get_page (self);

  if (page == NULL || !scho_page_is_reading (page)
      || !scho_page_get_selection (page, start, end))
    return NULL;
  scho_page_snap (page, start, end);
  return page;
}

static void
code_passage (
    SchoWindow *self, guint32 code, guint32 document, guint32 start, guint32 end)
{
  if (!scho_session_apply_code (self->session, document, start, end, code))
    return;
  remember_code (self, code);
  /* Also where it has the code already, so that nothing changes. */
  scho_window_hide_offer (self);
}

void
scho_window_apply_code (SchoWindow *self, guint32 code)
{
  guint32 start, end;
  SchoPage *page = get_passage (self, &start, &end);

  if (page == NULL && scho_window_is_editing (self))
    scho_window_toast (self, _ ("Keep or discard what you have corrected, then code."));
  else if (page == NULL)
    scho_window_toast (self, _ ("Select a passage first, then choose its code."));
  else
    code_passage (self, code, scho_page_get_document (page), start, end);
}

static void
apply_new_code (SchoWindow *self, const char *name)
{
  guint32 start = 0, end = 0, code;
  SchoPage *page = get_passage (self, &start, &end);

  code = scho_session_apply_new_code (self->session,
                                      page != NULL ? scho_page_get_document (page) : 0,
                                      start, end, 0, name);
  if (code != 0 && page != NULL)
    remember_code (self, code);
}

static void
apply_code_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const SchoCode *code = scho_window_find_code (data, parameter);

  if (code != NULL)
    scho_window_apply_code (data, code->id);
}

static void
new_code_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  apply_new_code (data, g_variant_get_string (parameter, NULL));
}

static void
apply_key_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  guint key = g_variant_get_uint32 (parameter);
  g_autofree char *words = NULL;
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (get_snapshot (self), &n);

  for (gsize i = 0; i < n; i++)
    if (codes[i]->key == key)
      {
        scho_window_apply_code (self, codes[i]->id);
        return;
      }
  words = g_strdup_printf (_ ("No code has the key %u. Give it to one beside the text."),
                           key);
  scho_window_toast (self, words);
}

static void
repeat_code_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;

  for (guint i = 0; i < self->recent_codes->len; i++)
    {
      guint32 code = g_array_index (self->recent_codes, guint32, i);

      if (scho_snapshot_get_code (get_snapshot (self), code) == NULL)
        continue; /* removed since */
      scho_window_apply_code (self, code);
      return;
    }
  scho_window_toast (self, _ ("No code was applied yet that could be repeated."));
}

/* What a drop tells: code, document, start, end. */
static void
code_passage_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  guint32 code, document, start, end;

  g_variant_get (parameter, "(uuuu)", &code, &document, &start, &end);
  code_passage (data, code, document, start, end);
}

/* The passage's own words name the code; one of that name is used again. */
static void
code_in_vivo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  const SchoCode *code;
  g_autofree char *words = NULL;
  guint32 start, end;
  SchoPage *page = get_passage (self, &start, &end);

  if (page == NULL)
    {
      scho_window_toast (self, _ ("Select the words first that shall name the code."));
      return;
    }
  words = scho_text_dup_range (scho_page_get_text (page), start,
                               MIN (end, start + MOST_IN_VIVO));
  g_strdelimit (g_strstrip (words), "\n\t", ' ');
  code = scho_lookup_code (get_snapshot (self), words, NULL);
  if (code != NULL)
    scho_window_apply_code (self, code->id);
  else if (words[0] != '\0')
    apply_new_code (self, words);
}

static void
open_palette (SchoWindow *self)
{
  SchoPage *page = scho_window_get_page (self);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self->palette));
  guint32 start, end;
  GdkRectangle place;
  graphene_point_t point;

  scho_window_hide_offer (self);
  scho_page_get_selection (page, &start, &end);
  if (!scho_page_get_rectangle (page, start, end, &place)
      || !gtk_widget_compute_point (GTK_WIDGET (page), parent,
                                    &GRAPHENE_POINT_INIT (place.x, place.y), &point))
    {
      scho_code_palette_open (self->palette, NULL);
      return;
    }
  place.x = (int) point.x;
  place.y = (int) point.y;
  scho_code_palette_open (self->palette, &place);
}

/* Without a selection the word at the caret is meant, and is seen to be. */
static void
palette_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  SchoPage *page = scho_window_get_page (self);
  guint32 start, end;

  self->is_recoding = FALSE;
  if (page == NULL
      || (!scho_page_get_selection (page, &start, &end)
          && !scho_window_select_word (self)))
    scho_window_toast (self, _ ("Select a passage first, then choose its code."));
  else
    open_palette (self);
}

static void
recode_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  const SchoAnnotation *coding = scho_window_find_coding (self, parameter);

  if (coding == NULL)
    return;
  self->recoded = coding->uuid;
  self->is_recoding = TRUE;
  open_palette (self);
}

/* The code is made in the same step. */
static SchoStep *
new_recoding (SchoSnapshot *snapshot,
              const SchoAnnotation *coding,
              const char *new_name,
              GError **error)
{
  SchoStep *step = scho_edit_add_code (snapshot, 0, new_name, error);
  SchoAnnotation after = *coding;
  g_autofree char *name = g_strstrip (g_strdup (new_name));

  if (step == NULL)
    return NULL;
  after.code = scho_step_find_code (step, 0, name);
  scho_step_replace_annotation (step, coding, &after);
  return step;
}

static void
recode (SchoWindow *self, guint32 code, const char *new_name)
{
  SchoPage *page = scho_window_get_page (self);
  const SchoAnnotation *coding
      = page != NULL ? scho_snapshot_find_annotation (
            get_snapshot (self), scho_page_get_document (page), &self->recoded)
                     : NULL;
  GError *error = NULL;
  SchoStep *step;

  if (coding == NULL)
    return;
  step = code != 0
             ? scho_edit_set_annotation_code (get_snapshot (self), coding, code, &error)
             : new_recoding (get_snapshot (self), coding, new_name, &error);
  if (scho_session_apply (self->session, step, error) && code != 0)
    remember_code (self, code);
}

void
scho_window_take_choice (SchoWindow *self, guint32 code, const char *new_name)
{
  if (self->is_recoding)
    recode (self, code, new_name);
  else if (code != 0)
    scho_window_apply_code (self, code);
  else if (new_name != NULL)
    apply_new_code (self, new_name);
}

static void
code_dropped_cb (SchoWindow *self, guint code, guint start, guint end, SchoPage *page)
{
  code_passage (self, code, scho_page_get_document (page), start, end);
}

static void
snap_changed_cb (SchoPage *page, const char *action, GVariant *state)
{
  scho_page_set_unit (page, scho_window_parse_unit (g_variant_get_string (state, NULL)));
}

/* A coding is lit up as long as the caret or the selection touches it. */
static void
place_changed_cb (SchoPage *page)
{
  guint32 start, end;
  SchoAnnotation active;

  scho_page_get_selection (page, &start, &end);
  if (scho_page_get_active (page, &active) && (start > active.end || end < active.start))
    scho_page_set_active (page, NULL);
}

static void
focus_left_cb (SchoWindow *self)
{
  scho_window_hide_offer (self);
}

void
scho_window_prepare_page (SchoWindow *self, SchoPage *page)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autofree char *snap = scho_coding_options_dup_snap (G_ACTION_GROUP (application));

  scho_page_set_unit (page, scho_window_parse_unit (snap));
  g_signal_connect_object (application, "action-state-changed::snap",
                           G_CALLBACK (snap_changed_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "selection-changed", G_CALLBACK (place_changed_cb), page,
                           0);
  g_signal_connect_object (page, "offer", G_CALLBACK (scho_window_offer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "code-dropped", G_CALLBACK (code_dropped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "limits-moved", G_CALLBACK (scho_window_limits_moved),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "menu-opening", G_CALLBACK (scho_window_fill_place_menu),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self,
                           G_CONNECT_SWAPPED);
  scho_page_add_keys (page, focus);
  scho_window_add_page_keys (page);
}

gboolean
scho_window_dismiss (SchoWindow *self)
{
  SchoPage *page = scho_window_get_page (self);
  SchoAnnotation active;

  if (page == NULL)
    return FALSE;
  if (scho_page_cancel_drag (page) || scho_window_hide_offer (self))
    return TRUE;
  if (!scho_page_get_active (page, &active))
    return FALSE;
  scho_page_set_active (page, NULL);
  return TRUE;
}

static const GActionEntry actions[] = {
  { .name = "apply-code", .activate = apply_code_cb, .parameter_type = "s" },
  { .name = "apply-key", .activate = apply_key_cb, .parameter_type = "u" },
  { .name = "new-code", .activate = new_code_cb, .parameter_type = "s" },
  { .name = "code-in-vivo", .activate = code_in_vivo_cb },
  { .name = "repeat-code", .activate = repeat_code_cb },
  { .name = "code-passage", .activate = code_passage_cb, .parameter_type = "(uuuu)" },
  { .name = "palette", .activate = palette_cb },
  { .name = "recode", .activate = recode_cb, .parameter_type = "s" },
};

void
scho_window_install_coding (SchoWindow *self)
{
  self->recent_codes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
  scho_window_install_place_actions (self);
  scho_window_install_walk_actions (self);
}
