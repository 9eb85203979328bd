#include "page-fixture.h"

#include <check.h>
#include <glib/gstdio.h>

#define CODERS 2

static const char *const code_names[]
    = { "victim-blaming",
        "bystander-support",
        "backlash",
        "disclosure",
        "institutional-response",
        "solidarity",
        "a code whose name is rather too long for the margin",
        "minimising" };

static void
apply (Fixture *self, SchoStep *step)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (scho_project_apply (self->project, step, &error), "%s",
                 error ? error->message : "");
}

static SchoStep *
new_step (Fixture *self)
{
  return scho_step_new (scho_project_get_snapshot (self->project), "Prepared");
}

void
fixture_open (Fixture *self, guint n_codes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *path = NULL;

  *self = (Fixture){ .folder = g_dir_make_tmp ("scholiast-page-XXXXXX", NULL) };
  path = g_build_filename (self->folder, "page.scholia", NULL);
  self->project = scho_project_create (path, "Page", &error);
  ck_assert_msg (self->project != NULL, "%s", error ? error->message : "");

  step = new_step (self);
  for (guint i = 0; i < n_codes; i++)
    {
      g_autofree char *name = i < G_N_ELEMENTS (code_names)
                                  ? g_strdup (code_names[i])
                                  : g_strdup_printf ("code %u", i);

      scho_step_add_code (step,
                          &(SchoCode){ .name = name, .colour = scho_colour_nth (i) });
    }
  scho_step_add_coder (step, &(SchoCoder){ .name = "Ada" });
  scho_step_add_coder (step, &(SchoCoder){ .name = "Grace" });
  apply (self, step);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

void
fixture_close (Fixture *self)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->project);
  remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

guint32
fixture_add_text (Fixture *self, const char *title, SchoText *text)
{
  g_autoptr (SchoStep) step = new_step (self);
  guint32 document
      = scho_step_add_document (step, &(SchoDocument){ .title = title }, text);

  apply (self, step);
  return document;
}

guint32
fixture_add_document (Fixture *self, const char *title, const char *utf8)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoText) text = scho_text_new (utf8, &error);

  ck_assert_msg (text != NULL, "%s", error ? error->message : "");
  return fixture_add_text (self, title, text);
}

static guint32
get_code (Fixture *self, guint i)
{
  gsize n;
  const SchoCode *const *codes
      = scho_snapshot_get_codes (scho_project_get_snapshot (self->project), &n);

  return codes[i % n]->id;
}

void
fixture_add_codings (Fixture *self, guint32 document, guint n, GRand *random)
{
  g_autoptr (SchoStep) step = new_step (self);
  guint32 length
      = scho_snapshot_get_document (scho_step_get_base (step), document)->length;

  for (guint i = 0; i < n; i++)
    {
      guint32 start = g_rand_int_range (random, 0, length - 400);
      guint32 end = start + g_rand_int_range (random, 20, 400);

      scho_step_add_annotation (
          step, &(SchoAnnotation){ .start = start,
                                   .end = end,
                                   .document = document,
                                   .code = get_code (self, g_rand_int (random) % 1000),
                                   .coder = 1 + i % CODERS,
                                   .weight = SCHO_NO_WEIGHT });
    }
  apply (self, step);
}

void
fixture_add_coding (
    Fixture *self, guint32 document, guint32 start, guint32 end, guint32 code)
{
  g_autoptr (SchoStep) step = new_step (self);

  scho_step_add_annotation (step, &(SchoAnnotation){ .start = start,
                                                     .end = end,
                                                     .document = document,
                                                     .code = get_code (self, code),
                                                     .coder = 1,
                                                     .weight = SCHO_NO_WEIGHT,
                                                     .memo = "A thought." });
  apply (self, step);
}

void
fixture_show (Fixture *self, guint32 document, int width, int height)
{
  g_autoptr (GError) error = NULL;

  self->window = gtk_window_new ();
  self->page = SCHO_PAGE (scho_page_new ());
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  ck_assert_msg (scho_page_set_document (self->page,
                                         scho_project_get_snapshot (self->project),
                                         document, &error),
                 "%s", error ? error->message : "");
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
fixture_run (guint milliseconds)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add (milliseconds, quit_cb, loop);
  g_main_loop_run (loop);
}

void
fixture_settle (Fixture *self)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  fixture_run (50);
  gtk_test_widget_wait_for_draw (self->window);
  /* Below the text view's measuring of lines. */
  g_idle_add_full (G_PRIORITY_LOW + 200, quit_cb, loop, NULL);
  g_main_loop_run (loop);
  gtk_test_widget_wait_for_draw (self->window);
}

void
fixture_picture (Fixture *self, const char *name)
{
  int width = gtk_widget_get_width (self->window);
  int height = gtk_widget_get_height (self->window);
  const char *folder = g_getenv ("SCHOLIAST_ARTEFACTS");
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder != NULL ? folder : ".", file, NULL);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (self->window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (folder != NULL)
    g_mkdir_with_parents (folder, 0777);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  ck_assert_ptr_nonnull (node);
  texture
      = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (self->window)),
                                     node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  ck_assert (gdk_texture_save_to_png (texture, path));
}
