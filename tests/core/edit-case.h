/* edit-case.h - what the tests of corrected texts share. */
#pragma once

#include <scholiast/edit.h>

#include "core-test.h"
#include "make-project.h"

typedef struct
{
  guint32 start, end; /* deleted */
  const char *written;
} Action;

static inline SchoTextEdit *
edit_string (const char *string)
{
  g_autoptr (SchoText) text = scho_text_new (string, NULL);

  return scho_text_edit_new (text);
}

static inline char *
dup_now (SchoTextEdit *edit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoText) text = scho_text_edit_make_text (edit, &error);

  assert_no_error (error);
  ck_assert_uint_eq (scho_text_get_length (text), scho_text_edit_get_length (edit));
  return g_strdup (scho_text_get_utf8 (text, NULL));
}

static inline void
act (SchoTextEdit *edit, const Action *action)
{
  g_autoptr (GError) error = NULL;

  scho_text_edit_delete (edit, action->start, action->end, &error);
  assert_no_error (error);
  scho_text_edit_insert (edit, action->start, action->written, -1, NULL, &error);
  assert_no_error (error);
}

static const gunichar alphabet[] = { 'a', 'b', ' ', '\n', 0xe9, 0x5d0, 0x6f22, 0x1f600 };

static inline char *
random_string (GRand *rand, guint length)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < length; i++)
    g_string_append_unichar (
        string, alphabet[g_rand_int_range (rand, 0, G_N_ELEMENTS (alphabet))]);
  return g_string_free (string, FALSE);
}

static inline guint
count_undos (SchoTextEdit *edit)
{
  guint n = 0;

  for (; scho_text_edit_can_undo (edit); n++)
    scho_text_edit_undo (edit, NULL, NULL);
  return n;
}
