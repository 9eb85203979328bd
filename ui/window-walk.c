/* Selecting by unit, going from coding to coding, moving the limits of one. */
#include "window-private.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>

static const struct
{
  const char *name;
  const char *none; /* what is said where there is none */
} units[] = {
  [SCHO_UNIT_CHARACTER] = { "character", N_ ("There is no character here.") },
  [SCHO_UNIT_WORD] = { "word", N_ ("There is no word here.") },
  [SCHO_UNIT_SENTENCE] = { "sentence", N_ ("There is no sentence here.") },
  [SCHO_UNIT_PARAGRAPH] = { "paragraph", N_ ("There is no paragraph here.") },
  [SCHO_UNIT_SPEAKER_TURN] = { "turn", N_ ("There is no speaker turn here.") },
};

SchoTextUnit
scho_window_parse_unit (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].name, name))
      return i;
  return SCHO_UNIT_CHARACTER;
}

static void
show (SchoPage *page, guint32 start, guint32 end)
{
  scho_page_select (page, start, end);
  scho_page_scroll_to (page, start, end);
}

void
scho_window_show_coding (SchoWindow *self, const SchoAnnotation *coding)
{
  SchoPage *page = scho_window_get_page (self);

  show (page, coding->start, coding->end);
  scho_page_set_active (page, &coding->uuid);
  gtk_widget_grab_focus (GTK_WIDGET (page));
}

gboolean
scho_window_select_word (SchoWindow *self)
{
  SchoPage *page = scho_window_get_page (self);
  SchoTextUnit unit = MAX (scho_page_get_unit (page), SCHO_UNIT_WORD);
  guint32 start, end;

  if (!scho_page_find_unit (page, unit, scho_page_get_caret (page), &start, &end))
    return FALSE;
  scho_page_select (page, start, end);
  return TRUE;
}

static void
select_unit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  SchoPage *page = scho_window_get_page (self);
  SchoTextUnit unit = scho_window_parse_unit (g_variant_get_string (parameter, NULL));
  guint32 start, end;

  if (page == NULL)
    return;
  if (!scho_page_grow_to_unit (page, unit, &start, &end))
    {
      scho_window_toast (self, _ (units[unit].none));
      return;
    }
  scho_page_select (page, start, end);
  /* The end is what has moved. */
  scho_page_scroll_to (page, end - 1, end);
}

static void
go_to_coded_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  SchoPage *page = scho_window_get_page (self);
  int direction = g_variant_get_int32 (parameter) < 0 ? -1 : 1;
  SchoAnnotation coding;

  if (page == NULL)
    return;
  if (scho_page_find_coding (page, direction, &coding))
    scho_window_show_coding (self, &coding);
  else
    scho_window_toast (self, direction > 0 ? _ ("No coded passage follows.")
                                           : _ ("No coded passage comes before."));
}

static void
go_to_uncoded_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  SchoPage *page = scho_window_get_page (self);
  int direction = g_variant_get_int32 (parameter) < 0 ? -1 : 1;
  guint32 start, end;

  if (page == NULL)
    return;
  if (scho_page_find_uncoded (page, direction, &start, &end))
    show (page, start, end);
  else
    scho_window_toast (self, direction > 0 ? _ ("All that follows is coded.")
                                           : _ ("All that comes before is coded."));
}

/* Only a key that goes somewhere is named. */
static void
say_which (SchoWindow *self, SchoPage *page, guint n)
{
  SchoAnnotation other;

  if (n == 0)
    scho_window_toast (self, _ ("No code lies here."));
  else if (scho_page_find_coding (page, 1, &other))
    scho_window_toast (self, _ ("Several codes lie here: click one of them, or press N "
                                "to go from one to the next."));
  else
    scho_window_toast (self, _ ("Several codes lie here: click one of them, or press "
                                "Shift+N to go back from one to the other."));
}

/* The one that is lit up; else the only one at the caret, which is lit up then. */
static gboolean
find_one (SchoWindow *self, SchoPage *page, SchoAnnotation *coding)
{
  guint32 start, end;
  g_autoptr (GArray) here = NULL;

  if (scho_page_get_active (page, coding))
    return TRUE;
  scho_page_get_selection (page, &start, &end);
  here = scho_page_dup_codings (page, start, end);
  if (here->len == 1)
    {
      *coding = g_array_index (here, SchoAnnotation, 0);
      return TRUE;
    }
  say_which (self, page, here->len);
  return FALSE;
}

static void
set_limits (SchoWindow *self, const SchoAnnotation *coding, guint32 start, guint32 end)
{
  SchoPage *page = scho_window_get_page (self);
  SchoUuid uuid = coding->uuid; /* @coding goes with the step's snapshot */
  GError *error = NULL;
  SchoStep *step = scho_edit_set_annotation_limits (
      scho_session_get_snapshot (self->session), coding, start, end, &error);

  if (!scho_session_apply (self->session, step, error) || page == NULL)
    return;
  scho_page_select (page, start, end);
  scho_page_set_active (page, &uuid);
}

/* (of the end?, units to go) */
static void
move_limit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  SchoPage *page = scho_window_get_page (self);
  SchoAnnotation coding;
  gboolean is_end;
  int direction;

  g_variant_get (parameter, "(bi)", &is_end, &direction);
  if (page == NULL || !find_one (self, page, &coding))
    return;
  if (scho_page_step_limit (page, is_end, direction < 0 ? -1 : 1, &coding.start,
                            &coding.end))
    {
      const SchoAnnotation *before = scho_snapshot_find_annotation (
          scho_session_get_snapshot (self->session), coding.document, &coding.uuid);

      set_limits (self, before, coding.start, coding.end);
      scho_page_scroll_to (page, is_end ? coding.end - 1 : coding.start, coding.end);
    }
}

void
scho_window_limits_moved (
    SchoWindow *self, const SchoUuid *annotation, guint start, guint end, SchoPage *page)
{
  const SchoAnnotation *coding
      = scho_snapshot_find_annotation (scho_session_get_snapshot (self->session),
                                       scho_page_get_document (page), annotation);

  if (coding != NULL)
    set_limits (self, coding, start, end);
}

static const GActionEntry actions[] = {
  { .name = "select-unit", .activate = select_unit_cb, .parameter_type = "s" },
  { .name = "go-to-coded", .activate = go_to_coded_cb, .parameter_type = "i" },
  { .name = "go-to-uncoded", .activate = go_to_uncoded_cb, .parameter_type = "i" },
  { .name = "move-limit", .activate = move_limit_cb, .parameter_type = "(bi)" },
};

void
scho_window_install_walk_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
