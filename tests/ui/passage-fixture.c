#include "passage-fixture.h"

#include "hands.h"

#include <scholiast/edit.h>
#include <string.h>

SchoPage *
get_page (void)
{
  return scho_window_get_page (fixture.window);
}

void
open_for_keys (void)
{
  open_sample ();
  hands_take (GTK_WIDGET (fixture.window));
  activate ("page", NULL);
}

/* Where the words are in the article. */
guint32
find (const char *words)
{
  SchoText *text = scho_page_get_text (get_page ());
  const char *utf8 = scho_text_get_utf8 (text, NULL), *found = strstr (utf8, words);

  ck_assert_msg (found != NULL, "%s", words);
  return scho_text_byte_to_offset (text, (gsize) (found - utf8));
}

void
select_words (const char *words)
{
  guint32 start = find (words);

  activate ("select",
            g_variant_new ("(uu)", start, start + (guint32) g_utf8_strlen (words, -1)));
}

void
put_caret (const char *words)
{
  guint32 start = find (words);

  activate ("select", g_variant_new ("(uu)", start, start));
}

char *
dup_selected (void)
{
  guint32 start, end;

  scho_page_get_selection (get_page (), &start, &end);
  return scho_text_dup_range (scho_page_get_text (get_page ()), start, end);
}

void
assert_selected (const char *words)
{
  g_autofree char *selected = dup_selected ();

  ck_assert_str_eq (selected, words);
}

void
assert_ends_selection (const char *words)
{
  g_autofree char *selected = dup_selected ();

  ck_assert_msg (g_str_has_suffix (selected, words), "%s", selected);
}

/* How many codings of the front document have this code on just these words. */
guint
count_on (const char *code, const char *words)
{
  SchoText *text = scho_page_get_text (get_page ());
  const SchoCode *wanted = find_code (code);
  gsize n;
  const SchoAnnotation *all = scho_snapshot_get_annotations (
      get_snapshot (), scho_page_get_document (get_page ()), &n);
  guint count = 0;

  if (wanted == NULL)
    return 0;
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *quote = scho_text_dup_range (text, all[i].start, all[i].end);

      count += g_str_equal (quote, words) && all[i].code == wanted->id;
    }
  return count;
}

/* Where a character is, in the page's coordinates. */
void
locate (guint32 offset, double *x, double *y)
{
  GdkRectangle r;

  ck_assert (scho_page_get_rectangle (get_page (), offset, offset + 1, &r));
  *x = r.x + 1;
  *y = r.y + r.height / 2.0;
}

void
give_key (const char *name, guint key)
{
  SchoCode after = *find_code (name);

  after.key = key;
  ck_assert (scho_session_apply (scho_window_get_session (fixture.window),
                                 scho_edit_change_code (get_snapshot (), &after, NULL),
                                 NULL));
}

void
type_and_enter (const char *letters, const char *enter)
{
  for (const char *p = letters; *p != '\0'; p++)
    hands_press ((char[]){ *p, '\0' });
  hands_press (enter);
}

void
set_snap (const char *unit)
{
  g_action_group_change_action_state (G_ACTION_GROUP (fixture.application), "snap",
                                      g_variant_new_string (unit));
}
