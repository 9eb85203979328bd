#include <scholiast/change.h>

SchoProjectInfo *
scho_project_info_new (const SchoProjectInfo *values)
{
  SchoProjectInfo *self = g_atomic_rc_box_new0 (SchoProjectInfo);

  self->uuid = scho_uuid_is_null (&values->uuid) ? scho_uuid_new () : values->uuid;
  self->title = g_strdup (values->title != NULL ? values->title : "");
  self->memo
      = values->memo != NULL && values->memo[0] != '\0' ? g_strdup (values->memo) : NULL;
  return self;
}

SchoProjectInfo *
scho_project_info_ref (const SchoProjectInfo *self)
{
  return g_atomic_rc_box_acquire ((gpointer) self);
}

static void
clear_info (gpointer data)
{
  SchoProjectInfo *self = data;

  g_free ((char *) self->title);
  g_free ((char *) self->memo);
}

void
scho_project_info_unref (SchoProjectInfo *self)
{
  g_atomic_rc_box_release_full (self, clear_info);
}

gboolean
scho_project_info_equal (const SchoProjectInfo *a, const SchoProjectInfo *b)
{
  return scho_uuid_compare (&a->uuid, &b->uuid) == 0
         && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->memo, b->memo) == 0;
}
