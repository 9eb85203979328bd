/* test-attributes.c - the table of documents and their attributes, by the keyboard. */
#include "attribute-filter.h"
#include "attribute-page-private.h"
#include "letters.h"
#include "window-fixture.h"

#include <scholiast/edit.h>
#include <string.h>

static SchoAttributePage *
get_table (void)
{
  GtkWidget *child
      = adw_tab_page_get_child (adw_tab_view_get_selected_page (fixture.window->tabs));

  ck_assert (SCHO_IS_ATTRIBUTE_PAGE (child));
  return SCHO_ATTRIBUTE_PAGE (child);
}

static guint32
get_document (guint i)
{
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (get_snapshot (), &n);

  ck_assert_uint_lt (i, n);
  return documents[i]->id;
}

static const char *
get_value (guint i, const char *name)
{
  return scho_document_get_attribute (
      scho_snapshot_get_document (get_snapshot (), get_document (i)), name);
}

static void
set_value (guint i, const char *name, const char *value, SchoAttributeType type)
{
  SchoAttributeValue one = { get_document (i), name, value, type };

  ck_assert (scho_session_apply (fixture.window->session,
                                 scho_edit_set_attribute (get_snapshot (), &one, NULL),
                                 NULL));
}

/* Only these: an age and an outlet. */
static SchoAttributePage *
open_table (void)
{
  g_autoptr (GArray) columns = NULL;

  open_sample ();
  columns = scho_snapshot_list_attributes (get_snapshot ());
  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *name
          = g_strdup (g_array_index (columns, SchoAttributeColumn, i).name);
      SchoStep *step = scho_edit_remove_attribute (get_snapshot (), name);

      ck_assert (scho_session_apply (fixture.window->session, step, NULL));
      g_array_unref (g_steal_pointer (&columns));
      columns = scho_snapshot_list_attributes (get_snapshot ());
      i = G_MAXUINT;
    }
  set_value (0, "age", "36", SCHO_ATTRIBUTE_NUMBER);
  set_value (1, "age", "7.5", SCHO_ATTRIBUTE_NUMBER);
  set_value (0, "outlet", "The Guardian", SCHO_ATTRIBUTE_TEXT);
  activate ("attributes", NULL);
  settle (300);
  return get_table ();
}

static SchoAttributeCell *
get_cell (guint column, guint row)
{
  guint c, r;
  SchoAttributeCell *cell;

  scho_attribute_page_focus_cell (get_table (), column, row);
  settle (50);
  cell = scho_attribute_page_get_cell (get_table (), &c, &r);
  ck_assert_ptr_nonnull (cell);
  ck_assert_uint_eq (c, column);
  ck_assert_uint_eq (r, row);
  return cell;
}

static void
write_into (SchoAttributeCell *cell, const char *words, guint key)
{
  GtkText *text;

  ck_assert (press (GTK_WIDGET (cell), GDK_KEY_Return));
  text = scho_attribute_cell_get_text (cell);
  ck_assert_ptr_nonnull (text);
  gtk_editable_set_text (GTK_EDITABLE (text), words);
  ck_assert (press (GTK_WIDGET (text), key));
}

START_TEST (a_cell_is_written_in_place)
{
  SchoAttributeCell *cell;
  guint column, row;

  open_table ();
  cell = get_cell (0, 0);
  ck_assert_str_eq (scho_attribute_cell_get_words (cell), "36");
  write_into (cell, "40", GDK_KEY_Return);
  ck_assert_str_eq (get_value (0, "age"), "40");
  ck_assert_ptr_null (scho_attribute_cell_get_text (cell));

  /* On to the cell below, which a letter overwrites. */
  cell = scho_attribute_page_get_cell (get_table (), &column, &row);
  ck_assert_uint_eq (row, 1);
  ck_assert (press (GTK_WIDGET (cell), GDK_KEY_9));
  ck_assert_str_eq (
      gtk_editable_get_text (GTK_EDITABLE (scho_attribute_cell_get_text (cell))), "9");
  picture ("attributes", "written");
  press (GTK_WIDGET (scho_attribute_cell_get_text (cell)), GDK_KEY_Escape);
  ck_assert_str_eq (get_value (1, "age"), "7.5");
  ck_assert (press (GTK_WIDGET (cell), GDK_KEY_Delete));
  ck_assert_str_eq (get_value (1, "age"), "");

  /* Each is one step. */
  activate ("undo", NULL);
  ck_assert_str_eq (get_value (1, "age"), "7.5");
  ck_assert_str_eq (scho_attribute_cell_get_words (cell), "7.5");
  activate ("undo", NULL);
  ck_assert_str_eq (get_value (0, "age"), "36");
  close_window ();
}
END_TEST

START_TEST (what_is_not_of_its_type_stays_to_be_mended)
{
  SchoAttributeCell *cell;

  open_table ();
  cell = get_cell (0, 0);
  write_into (cell, "old", GDK_KEY_Return);
  ck_assert_str_eq (get_value (0, "age"), "36");
  ck_assert_ptr_nonnull (scho_attribute_cell_get_text (cell));
  picture ("attributes", "refused");
  gtk_editable_set_text (GTK_EDITABLE (scho_attribute_cell_get_text (cell)), "37");
  ck_assert (press (GTK_WIDGET (scho_attribute_cell_get_text (cell)), GDK_KEY_Tab));
  ck_assert_str_eq (get_value (0, "age"), "37");
  close_window ();
}
END_TEST

START_TEST (several_cells_are_pasted)
{
  SchoAttributePage *table = open_table ();

  get_cell (0, 0);
  ck_assert (scho_attribute_page_paste (table, "1\tOne\r\n2\tTwo\r\n"));
  ck_assert_str_eq (get_value (0, "age"), "1");
  ck_assert_str_eq (get_value (0, "outlet"), "One");
  ck_assert_str_eq (get_value (1, "age"), "2");
  ck_assert_str_eq (get_value (1, "outlet"), "Two");
  ck_assert (!scho_attribute_page_paste (table, "3\tThree\nfour\tFour\n"));
  ck_assert_str_eq (get_value (0, "outlet"), "One");
  activate ("undo", NULL);
  ck_assert_str_eq (get_value (0, "age"), "36");
  ck_assert_ptr_null (get_value (1, "outlet"));
  close_window ();
}
END_TEST

static void
act (const char *action, GVariant *target)
{
  ck_assert (
      gtk_widget_activate_action_variant (GTK_WIDGET (get_table ()), action, target));
  settle (50);
}

static void
answer (const char *name, const char *response)
{
  SchoAttributePage *table = get_table ();
  GtkWidget *dialog;

  ck_assert_ptr_nonnull (table->asked_name);
  gtk_editable_set_text (GTK_EDITABLE (table->asked_name), name);
  if (table->asked_type != NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (table->asked_type), SCHO_ATTRIBUTE_DATE);
  dialog = GTK_WIDGET (gtk_widget_get_root (table->asked_name));
  if (table->asked_type != NULL)
    picture ("attributes", "added");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  settle (100);
}

START_TEST (columns_come_and_go)
{
  SchoAttributePage *table = open_table ();
  SchoAttributeColumnView *column;

  ck_assert_uint_eq (table->columns->len, 2);
  act ("attributes.add", NULL);
  answer ("day", "accept");
  ck_assert_uint_eq (table->columns->len, 3);
  column = table->columns->pdata[2];
  ck_assert_str_eq (column->name, "day");
  ck_assert_int_eq (column->type, SCHO_ATTRIBUTE_DATE);
  write_into (get_cell (2, 1), "2024-05-31", GDK_KEY_Up);
  ck_assert_str_eq (get_value (1, "day"), "2024-05-31");

  act ("attributes.rename", g_variant_new_string ("day"));
  answer ("when", "accept");
  ck_assert_str_eq (get_value (1, "when"), "2024-05-31");
  act ("attributes.retype", g_variant_new ("(ss)", "when", "number"));
  column = table->columns->pdata[2];
  ck_assert_int_eq (column->type, SCHO_ATTRIBUTE_DATE);
  act ("attributes.retype", g_variant_new ("(ss)", "when", "text"));
  column = table->columns->pdata[2];
  ck_assert_int_eq (column->type, SCHO_ATTRIBUTE_TEXT);
  act ("attributes.remove", g_variant_new_string ("when"));
  ck_assert_uint_eq (table->columns->len, 2);
  activate ("undo", NULL);
  ck_assert_uint_eq (table->columns->len, 3);
  close_window ();
}
END_TEST

static guint
count_rows (const char *typed)
{
  SchoAttributePage *table = get_table ();

  gtk_editable_set_text (table->filter, typed);
  settle (250);
  /* Long lists come some rows at a time. */
  for (guint i = 0; i < 200
                    && g_list_model_get_n_items (G_LIST_MODEL (table->selection))
                           < g_list_model_get_n_items (G_LIST_MODEL (table->filtered));
       i++)
    settle (20);
  return g_list_model_get_n_items (G_LIST_MODEL (table->selection));
}

static GtkWidget *
find_widget (GtkWidget *below, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (below, type))
    return below;
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* In the list beside the page. */
static guint
count_listed (const char *typed)
{
  GtkWidget *pane = GTK_WIDGET (fixture.window->document_list);
  GtkWidget *filter = find_widget (pane, GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *list = find_widget (pane, GTK_TYPE_LIST_VIEW);

  gtk_editable_set_text (GTK_EDITABLE (filter), typed);
  settle (400);
  return g_list_model_get_n_items (
      G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

START_TEST (it_is_narrowed_and_sorted)
{
  SchoAttributePage *table = open_table ();
  guint all = count_rows ("");
  SchoAttributeColumnView *age = table->columns->pdata[0];
  g_autoptr (SchoDocumentItem) first = NULL;

  ck_assert_uint_gt (all, 1);
  ck_assert_uint_eq (count_rows ("guardian"), 1);
  ck_assert_uint_eq (count_rows ("OUTLET:guard"), 1);
  ck_assert_uint_eq (count_rows ("outlet=guard"), 0);
  ck_assert_uint_eq (count_rows ("outlet=\"the guardian\" age=36"), 1);
  ck_assert_uint_eq (count_rows ("outlet="), all - 1);
  ck_assert_uint_eq (count_rows ("nobody"), 0);
  picture ("attributes", "none");
  ck_assert_uint_eq (count_rows (""), all);
  gtk_column_view_sort_by_column (table->view, age->shown, GTK_SORT_ASCENDING);
  settle (50);
  first = g_list_model_get_item (G_LIST_MODEL (table->selection), 0);
  ck_assert_uint_eq (scho_document_item_get_document (first)->id, get_document (1));
  picture ("attributes", "sorted");

  /* The list beside it understands the same. */
  ck_assert_uint_eq (count_listed ("outlet:guardian"), 1);
  ck_assert_uint_eq (count_listed ("age=7.5"), 1);
  ck_assert_uint_eq (count_listed ("age=7"), 0);
  ck_assert_uint_eq (count_listed (""), all);
  close_window ();
}
END_TEST

/* Many documents, many columns. */
START_TEST (ten_thousand_documents_are_quick)
{
  g_autoptr (SchoText) text = scho_text_new ("words", NULL);
  SchoStep *step;
  SchoAttribute attributes[20];
  SchoAttributeColumnView *age;
  gint64 begin;

  open_sample ();
  step = scho_step_new (get_snapshot (), "Many");
  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *title = g_strdup_printf ("Document %u", i);
      g_autofree char *value = g_strdup_printf ("%u", i * 7919 % 10000);
      char names[20][16];

      for (guint k = 0; k < G_N_ELEMENTS (attributes); k++)
        {
          g_snprintf (names[k], sizeof names[k], "name %u", k);
          attributes[k] = (SchoAttribute){ names[k], value, SCHO_ATTRIBUTE_NUMBER };
        }
      scho_step_add_document (
          step,
          &(SchoDocument){ .title = title,
                           .attributes = attributes,
                           .n_attributes = G_N_ELEMENTS (attributes) },
          text);
    }
  ck_assert (scho_session_apply (fixture.window->session, step, NULL));
  begin = g_get_monotonic_time ();
  activate ("attributes", NULL);
  settle (1);
  ck_assert_uint_eq (get_table ()->columns->len, G_N_ELEMENTS (attributes));
  ck_assert_uint_eq (count_rows ("\"name 3\":77"), 280);
  ck_assert_uint_gt (count_rows (""), 10000);
  age = get_table ()->columns->pdata[3];
  gtk_column_view_sort_by_column (get_table ()->view, age->shown, GTK_SORT_ASCENDING);
  write_into (get_cell (3, 5), "12345", GDK_KEY_Return);
  g_print ("10,000 documents: %d ms\n", (int) ((g_get_monotonic_time () - begin) / 1000));
  ck_assert_str_eq (scho_project_get_undo_label (get_project ()),
                    "Attribute “name 3” of “Document 8395” changed");
  picture ("attributes", "many");
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_cell_is_written_in_place);
  tcase_add_test (tc, what_is_not_of_its_type_stays_to_be_mended);
  tcase_add_test (tc, several_cells_are_pasted);
  tcase_add_test (tc, columns_come_and_go);
  tcase_add_test (tc, it_is_narrowed_and_sorted);
  tcase_add_test (tc, ten_thousand_documents_are_quick);
}

int
main (void)
{
  return window_tests_run ("attributes", add_tests);
}
