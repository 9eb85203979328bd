#include <scholiast/noun-private.h>

#define DEFINE_NOUN_CLASS(Type, type, id_expression)                                     \
  static gpointer type##_noun_ref (gconstpointer noun)                                   \
  {                                                                                      \
    return scho_##type##_ref (noun);                                                     \
  }                                                                                      \
  static void type##_noun_unref (gpointer noun)                                          \
  {                                                                                      \
    scho_##type##_unref (noun);                                                          \
  }                                                                                      \
  static gboolean type##_noun_equal (gconstpointer a, gconstpointer b)                   \
  {                                                                                      \
    return scho_##type##_equal (a, b);                                                   \
  }                                                                                      \
  static guint32 type##_noun_get_id (gconstpointer noun)                                 \
  {                                                                                      \
    const Type *self G_GNUC_UNUSED = noun;                                               \
    return id_expression;                                                                \
  }

/* clang-format off */
DEFINE_NOUN_CLASS (SchoProjectInfo, project_info, 1)
DEFINE_NOUN_CLASS (SchoDocument, document, self->id)
DEFINE_NOUN_CLASS (SchoCode, code, self->id)
DEFINE_NOUN_CLASS (SchoCoder, coder, self->id)
DEFINE_NOUN_CLASS (SchoAttachment, attachment, self->id)
/* clang-format on */

#define NOUN_CLASS(type)                                                                 \
  {                                                                                      \
    type##_noun_ref, type##_noun_unref, type##_noun_equal, type##_noun_get_id            \
  }

const SchoNounClass *
scho_noun_get_class (SchoNoun noun)
{
  static const SchoNounClass classes[] = {
    [SCHO_NOUN_INFO] = NOUN_CLASS (project_info),
    [SCHO_NOUN_DOCUMENT] = NOUN_CLASS (document),
    [SCHO_NOUN_CODE] = NOUN_CLASS (code),
    [SCHO_NOUN_CODER] = NOUN_CLASS (coder),
    [SCHO_NOUN_ATTACHMENT] = NOUN_CLASS (attachment),
  };

  g_assert (noun < SCHO_NOUN_ANNOTATION);
  return &classes[noun];
}
