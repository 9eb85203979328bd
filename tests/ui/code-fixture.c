#include "code-fixture.h"

#include <scholiast/edit.h>

SchoCodeTree *
get_tree (void)
{
  return fixture.window->code_tree;
}

void
act (const char *action, const char *target)
{
  ck_assert_msg (gtk_widget_activate_action_variant (
                     GTK_WIDGET (get_tree ()), action,
                     target != NULL ? g_variant_new_string (target) : NULL),
                 "%s", action);
  settle (50);
}

void
select_code (const char *name)
{
  scho_code_tree_select (get_tree (), find_code (name)->id);
  settle (30);
}

void
select_codes (const char *first, const char *second)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (ids, find_code (first)->id);
  g_array_append_val (ids, find_code (second)->id);
  scho_code_tree_select_all (get_tree (), ids);
  settle (30);
}

SchoCodeRow *
get_row (const char *name)
{
  SchoCodeRow *row = scho_code_tree_find_row (get_tree (), find_code (name)->id);

  ck_assert_msg (row != NULL, "%s is not shown", name);
  return row;
}

char *
dup_children (const char *parent)
{
  guint32 id = parent != NULL ? find_code (parent)->id : 0;
  GString *names = g_string_new (NULL);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (get_snapshot (), &n);

  for (gsize i = 0; i < n; i++)
    if (codes[i]->parent == id)
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", codes[i]->name);
  return g_string_free (names, FALSE);
}

char *
dup_rows (void)
{
  GListModel *rows = G_LIST_MODEL (get_tree ()->selection);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);
      g_autoptr (SchoCodeItem) item = gtk_tree_list_row_get_item (row);

      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "",
                              scho_code_item_get_code (item)->name);
    }
  return g_string_free (names, FALSE);
}

void
open_known_tree (void)
{
  static const char *const names[][2]
      = { { "a", NULL }, { "b", "a" },  { "c", "b" }, { "d", "b" },
          { "e", "a" },  { "f", NULL }, { "g", "f" }, { "Größe", NULL } };
  SchoSession *session;
  g_autoptr (GArray) tops = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize n;
  const SchoCode *const *codes;

  open_sample ();
  session = scho_window_get_session (fixture.window);
  codes = scho_snapshot_get_codes (get_snapshot (), &n);
  for (gsize i = 0; i < n; i++)
    if (codes[i]->parent == 0)
      g_array_append_val (tops, codes[i]->id);
  ck_assert (scho_session_apply (
      session,
      scho_edit_remove_codes (get_snapshot (), (guint32 *) tops->data, tops->len), NULL));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    ck_assert_uint_ne (scho_session_apply_new_code (
                           session, 0, 0, 0,
                           names[i][1] != NULL ? find_code (names[i][1])->id : 0,
                           names[i][0]),
                       0);
  settle (50);
  assert_rows ("a b c d e f g Größe");
}

void
code (const char *name, guint32 start, guint32 end)
{
  activate ("select", g_variant_new ("(uu)", start, end));
  activate ("apply-code", g_variant_new_string (name));
}

GtkWidget *
find_entry (SchoCodeRow *row)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (row))
             ? gtk_widget_get_ancestor (focus, GTK_TYPE_ENTRY)
             : NULL;
}

GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}
